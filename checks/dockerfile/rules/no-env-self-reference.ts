import { defineRule, type Problem } from "../../rule.ts";
import { knownText, type Value } from "../../value.ts";
import type { Env, Pair } from "../instruction.ts";
import { instructionsOf } from "../queries.ts";
import { allowsUnset, referencesIn, spanIn } from "../references.ts";

export default defineRule({
  id: "no-env-self-reference",
  title: "Use a variable in another ENV than the one that sets it",
  category: "correctness",
  severity: "warning",
  sameAs: ["hadolint/DL3044", "kics/env_refers_to_itself"],
  *check({ dockerfile, stages }) {
    for (const stage of stages)
      for (const env of instructionsOf(stage, "ENV")) {
        if (env.pairs.length < 2) continue;
        const setters = new Map(
          env.pairs.map((pair) => [pair.name.text, pair] as const),
        );
        for (const [at, pair] of env.pairs.entries())
          for (const reference of referencesIn(
            pair.value.text,
            dockerfile.escape,
          )) {
            const { name, nested } = reference;
            if (nested || allowsUnset(reference) || pair.name.text === name)
              continue;
            const setter = setters.get(name);
            if (setter === undefined) continue;
            const takes = takenInstead(setter, env);
            if (takes === undefined) continue;
            yield {
              at: spanIn(pair.value, reference),
              message: `${pair.name.text} takes ${takes}, and not what this ENV sets: all of its values are worked out before any of its names is set.`,
              remedy: `Set ${pair.name.text} in an ENV of its own, below this one.`,
              ...fixFor(env.pairs.slice(0, at), pair, dockerfile.text, setter),
            };
          }
      }
  },
});

/** What a value gets for a name that its own ENV sets, where that is not the same. */
function takenInstead(
  { name: { text: name }, value }: Pair,
  { before }: Env,
): string | undefined {
  const old = before.environment.lookup(name);
  switch (old.kind) {
    case "unset":
      return knownText(value.value) === "" ? undefined : `nothing for $${name}`;
    case "unknown":
      // Such as PATH=/opt/bin:$PATH, whose old value is as good.
      return value.value.kind === "known"
        ? `what the base image has for $${name}, if anything`
        : undefined;
    case "set":
      return differs(old.value, value.value)
        ? `the old value of $${name}, "${knownText(old.value) ?? ""}"`
        : undefined;
  }
}

function differs(old: Value, now: Value): boolean {
  return (
    old.kind === "known" && now.kind === "known" && old.value !== now.value
  );
}

/** Ends the ENV before the value and begins another, where nothing but white space stands between. */
function fixFor(
  before: readonly Pair[],
  pair: Pair,
  text: string,
  setter: Pair,
): Pick<Problem, "fix"> {
  const last = before.at(-1);
  if (last === undefined || !before.includes(setter)) return {};
  const gap = { start: last.value.end, end: pair.name.start };
  if (!/^\s*(?:[\\`]\s*)?$/.test(text.slice(gap.start, gap.end))) return {};
  return {
    fix: {
      title: `Begin another ENV before ${pair.name.text}`,
      edits: [{ ...gap, text: "\nENV " }],
    },
  };
}
