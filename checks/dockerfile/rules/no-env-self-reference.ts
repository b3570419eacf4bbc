import { defineRule, type Problem } from "../../rule.ts";
import { knownText, type Value } from "../../value.ts";
import type { Env, Instruction, Pair } from "../instruction.ts";
import { andTriggers } from "../queries.ts";
import { allowsUnset, referencesIn, spanIn } from "../references.ts";

const SAME_AS = ["hadolint/DL3044", "kics/env_refers_to_itself"];
const UNDEFINED = "buildkit/UndefinedVar";

export default defineRule({
  id: "no-env-self-reference",
  title: "Use a variable in another ENV than the one that sets it",
  category: "correctness",
  severity: "warning",
  about: ["ENV"],
  sameAs: [...SAME_AS, UNDEFINED],
  *check({ dockerfile, stages }) {
    for (const stage of stages) {
      const own = new Set<Instruction>(stage.instructions);
      for (const env of andTriggers(stage)) {
        if (env.keyword !== "ENV" || env.pairs.length < 2) continue;
        const twice = setTwice(env, dockerfile.escape);
        if (twice !== undefined) yield twice;
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
            const isUnset =
              env.before.environment.lookup(name).kind === "unset" &&
              own.has(env);
            yield {
              at: spanIn(pair.value, reference),
              message: `${pair.name.text} takes ${takes}, and not what this ENV sets: all of its values are worked out before any of its names is set.`,
              remedy: `Set ${pair.name.text} in an ENV of its own, below this one.`,
              sameAs: isUnset ? [...SAME_AS, UNDEFINED] : SAME_AS,
              // An ENV that ONBUILD keeps would need another ONBUILD.
              ...(own.has(env) &&
                fixFor(env.pairs.slice(0, at), pair, dockerfile.text, setter)),
            };
          }
      }
    }
  },
});

/** A name that one ENV adds to twice: the second value is made of the old one, so the first is lost. */
function setTwice({ pairs }: Env, escape: "\\" | "`"): Problem | undefined {
  const before = new Map<string, Pair>();
  for (const pair of pairs) {
    const { name, value } = pair;
    const first = before.get(name.text);
    if (first === undefined) before.set(name.text, pair);
    const own = referencesIn(value.text, escape).find(
      (reference) => reference.name === name.text && !reference.nested,
    );
    if (first === undefined || own === undefined) continue;
    return {
      at: spanIn(value, own),
      message: `This ENV sets ${name.text} twice, and $${name.text} is the old value both times: what ${first.value.text} adds is lost.`,
      sameAs: SAME_AS,
      remedy: `Set ${name.text} once, or the second time in an ENV of its own, below this one.`,
    };
  }
  return undefined;
}

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
