import { defineRule, type Problem } from "../../rule.ts";
import { knownText } from "../../value.ts";
import type { Env, Pair } from "../instruction.ts";
import type { Stage } from "../model.ts";
import { chainOf, instructionsOf } from "../queries.ts";

export default defineRule({
  id: "no-frontend-in-env",
  title: "Set DEBIAN_FRONTEND for the build alone",
  category: "metadata",
  severity: "info",
  about: ["ENV"],
  *check({ finalStage }) {
    if (finalStage === undefined) return;
    const [last, ...earlier] = settingsIn(finalStage);
    const value = knownText(last?.pair.value.value);
    // An empty value or "dialog" at the end takes it back.
    if (last === undefined || !/^noninteractive$/i.test(value ?? "")) return;
    const { env, pair, stage } = last;
    const alone = earlier.length === 0 && env.pairs.length === 1;
    // Stages that start from this one see an ENV, and would not see an ARG.
    const fix =
      alone && stage === finalStage ? asArgument(env, pair) : undefined;
    yield {
      at: { start: pair.name.start, end: pair.value.end },
      message: `ENV ${pair.name.text}=${value ?? ""} lasts: every container of the image has it, and so has every image made from it.`,
      remedy:
        "Write ARG DEBIAN_FRONTEND=noninteractive, or set it in front of the commands that need it.",
      ...(fix && { fix }),
    };
  },
});

interface Setting {
  readonly env: Env;
  readonly pair: Pair;
  readonly stage: Stage;
}

/** Where ENV sets it in a stage and those it starts from, the last one first. */
function settingsIn(finalStage: Stage): readonly Setting[] {
  const found: Setting[] = [];
  for (const stage of chainOf(finalStage)) {
    const own: Setting[] = [];
    for (const env of instructionsOf(stage, "ENV"))
      for (const pair of env.pairs)
        if (pair.name.text === "DEBIAN_FRONTEND")
          own.push({ env, pair, stage });
    found.push(...own.reverse());
  }
  return found;
}

function asArgument(
  { keywordSpan, keywordText, legacy }: Env,
  { name, value }: Pair,
): Problem["fix"] {
  const keyword = keywordText === "env" ? "arg" : "ARG";
  const edits = [{ ...keywordSpan, text: keyword }];
  if (legacy) edits.push({ start: name.end, end: value.start, text: "=" });
  return { title: "Write ARG", edits };
}
