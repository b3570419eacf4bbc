import { defineRule } from "../../rule.ts";
import { suggestion } from "../../suggest.ts";
import { knownText } from "../../value.ts";
import { isImageName } from "../image-reference.ts";
import { flagOf, type Instruction } from "../instruction.ts";
import type { Dockerfile } from "../model.ts";
import {
  allowsUnset,
  isUnsupported,
  referencesIn,
  spanIn,
} from "../references.ts";

export default defineRule({
  id: "declare-from-arguments",
  title: "Declare the build arguments of FROM before the first FROM",
  category: "correctness",
  severity: "warning",
  mentions: /\$/,
  sameAs: [
    "buildkit/UndefinedArgInFrom",
    "dockerfile-utils/BASE_NAME_EMPTY",
    "dockerfile-utils/INVALID_REFERENCE_FORMAT",
  ],
  *check({ dockerfile, stages }) {
    for (const { from } of stages) {
      if (from === undefined) continue;
      for (const word of [from.image, flagOf(from, "platform")?.value]) {
        if (word === undefined) continue;
        for (const reference of referencesIn(word.text, dockerfile.escape)) {
          const { name, nested } = reference;
          if (nested || allowsUnset(reference)) continue;
          // Of what stops the build, valid-syntax tells.
          if (isUnsupported(reference)) continue;
          if (from.before.environment.lookup(name).kind !== "unset") continue;
          const text = knownText(word.value);
          const stops =
            text !== undefined && (word !== from.image || !isImageName(text))
              ? `, and "${text}" is no ${word === from.image ? "image name" : "platform"}: the build stops here.`
              : ".";
          yield {
            at: spanIn(word, reference),
            message: `No ARG before the first FROM declares ${name}, so $${name} stands for nothing${stops}`,
            remedy: remedyFor(name, dockerfile),
            severity: stops === "." ? "warning" : "error",
            sameAs: [
              "buildkit/UndefinedArgInFrom",
              ...(stops !== "." && word === from.image
                ? [
                    text === ""
                      ? "dockerfile-utils/BASE_NAME_EMPTY"
                      : "dockerfile-utils/INVALID_REFERENCE_FORMAT",
                  ]
                : []),
            ],
          };
        }
      }
    }
  },
});

const stageArgs = new WeakMap<Dockerfile, ReadonlyMap<string, Instruction>>();

/** The first ARG of a stage for each name. */
function stageArgsOf(dockerfile: Dockerfile): ReadonlyMap<string, Instruction> {
  let args = stageArgs.get(dockerfile);
  if (args === undefined) {
    const found = new Map<string, Instruction>();
    for (const { instructions } of dockerfile.stages)
      for (const instruction of instructions)
        if (instruction.keyword === "ARG")
          for (const { name } of instruction.declarations)
            if (!found.has(name.text)) found.set(name.text, instruction);
    stageArgs.set(dockerfile, (args = found));
  }
  return args;
}

function remedyFor(name: string, dockerfile: Dockerfile): string {
  const { globalArgs, lines } = dockerfile;
  const arg = stageArgsOf(dockerfile).get(name);
  if (arg !== undefined)
    return `Move ARG ${name} from line ${lines.position(arg.start).line}, where it belongs to a stage, above the first FROM, and repeat it without a value in the stage that needs it.`;
  const declared = globalArgs.flatMap(({ declarations }) =>
    declarations.map((each) => each.name.text),
  );
  const meant = suggestion(name, declared);
  return `Write ARG ${name} and a default above the first FROM.${meant.includes("mean") ? meant : ""}`;
}
