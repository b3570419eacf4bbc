import type { Instruction, Word } from "./instruction.ts";
import {
  expandedWords,
  isUnsupported,
  referencesIn,
  spanIn,
} from "./references.ts";
import type { Refusal } from "./refused.ts";

/**
 * The substitutions that BuildKit refuses for what follows their name: `${project.version}`, `${NAME^^}` (shell/lex.go,
 * processDollar). Dockerfile-utils tells of those with a colon. Flags are left out: the builder fills in some of them
 * only. So is what stands inside another substitution, where it is not certain which quotes count.
 */
export function* refusedSubstitutions(
  instruction: Instruction,
  escape: string,
): Generator<Refusal> {
  for (const word of wordsOf(instruction)) {
    const { text } = word;
    if (!text.includes("${")) continue;
    if (instruction.flags.some(({ value }) => value === word)) continue;
    for (const reference of referencesIn(text, escape)) {
      const { name, modifier, nested, start, end } = reference;
      // A name may have letters of any language, of which `referencesIn` knows the plain ones alone.
      if (
        nested ||
        !isUnsupported(reference) ||
        /^[:\P{ASCII}]/u.test(modifier)
      )
        continue;
      const close = text.indexOf("}", end);
      const whole = text.slice(start, close === -1 ? undefined : close + 1);
      const shown = whole.length > 60 ? `${whole.slice(0, 59)}…` : whole;
      yield {
        ...spanIn(word, reference),
        message: `failed to process "${shown}": unsupported modifier (${modifier}) in substitution`,
        code: "UNSUPPORTED_MODIFIER",
        remedy: `After \${${name} the builder knows -, + and ?, each also behind a colon, and #, % and /. Write the value itself, or ${escape}$ where the text is meant for another program.`,
      };
      // The builder stops at the first one of a word.
      break;
    }
  }
}

function wordsOf(instruction: Instruction): Iterable<Word> {
  if (instruction.keyword !== "FROM") return expandedWords(instruction);
  return instruction.image === undefined ? [] : [instruction.image];
}
