import { defineRule, type Problem } from "../../rule.ts";
import { knownText } from "../../value.ts";
import type { Env, Pair } from "../instruction.ts";
import type { Stage } from "../model.ts";
import { chainOf, instructionsOf } from "../queries.ts";

export default defineRule({
  id: "no-debian-frontend-env",
  title: "Set DEBIAN_FRONTEND for the build only",
  category: "runtime",
  severity: "info",
  *check({ finalStage }) {
    if (finalStage === undefined) return;
    const set = lastSetting(finalStage);
    // Set back to nothing or another frontend, it does no harm.
    if (
      set === undefined ||
      knownText(set.pair.value.value) !== "noninteractive"
    )
      return;
    const fix =
      set.stage === finalStage ? fixFor(set.instruction, set.pair) : undefined;
    yield {
      at: { start: set.pair.name.start, end: set.pair.value.end },
      message:
        "DEBIAN_FRONTEND=noninteractive stays set in every container of this image and of those built on it, where apt then asks nobody anything.",
      remedy:
        "Set it with ARG, or in front of the one command: RUN DEBIAN_FRONTEND=noninteractive apt-get install …",
      ...(fix && { fix }),
    };
  },
});

interface Setting {
  readonly stage: Stage;
  readonly instruction: Env;
  readonly pair: Pair;
}

function lastSetting(finalStage: Stage): Setting | undefined {
  for (const stage of chainOf(finalStage)) {
    let last: Setting | undefined;
    for (const instruction of instructionsOf(stage, "ENV"))
      for (const pair of instruction.pairs)
        if (knownText(pair.name.value) === "DEBIAN_FRONTEND")
          last = { stage, instruction, pair };
    if (last !== undefined) return last;
  }
  return undefined;
}

/** ARG in place of ENV, where the instruction sets nothing else. */
function fixFor(
  { pairs, keywordSpan, keywordText }: Env,
  { name, value }: Pair,
): Problem["fix"] {
  if (pairs.length !== 1) return undefined;
  const isLower = keywordText === keywordText.toLowerCase();
  return {
    title: "Set it with ARG",
    edits: [
      { ...keywordSpan, text: isLower ? "arg" : "ARG" },
      { start: name.end, end: value.start, text: "=" },
    ],
  };
}
