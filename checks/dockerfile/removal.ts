import type { Replacement } from "../rule.ts";
import type { Instruction, Word } from "./instruction.ts";

/** The edit that takes an instruction out of a text, its line break included. */
export function withoutInstruction(
  instruction: Instruction,
  text: string,
): Replacement {
  const lineStart = text.lastIndexOf("\n", instruction.start - 1) + 1;
  const newline = text.indexOf("\n", instruction.end);
  return newline === -1
    ? { start: Math.max(lineStart - 1, 0), end: text.length, text: "" }
    : { start: lineStart, end: newline + 1, text: "" };
}

/** The edit that takes one of several words out of an instruction, with the space before or after it. */
export function withoutWord(
  word: Word,
  words: readonly Word[],
): Replacement | undefined {
  const at = words.indexOf(word);
  const before = words[at - 1];
  const after = words[at + 1];
  if (before !== undefined)
    return { start: before.end, end: word.end, text: "" };
  return after && { start: word.start, end: after.start, text: "" };
}
