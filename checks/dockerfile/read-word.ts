import type { Value } from "../value.ts";
import type { Word } from "./instruction.ts";
import type { LogicalLine } from "./logical-line.ts";
import type { RawWord } from "./words.ts";

/** What reading an instruction needs to know about its file. */
export interface Reading {
  readonly text: string;
  readonly escape: "\\" | "`";
}

/** A word of a line as one of its instruction. */
export function toWord(line: LogicalLine, word: RawWord, value: Value): Word {
  return { text: word.text, value, ...line.span(word.start, word.end) };
}
