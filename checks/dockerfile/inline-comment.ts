import type { Span } from "../files.ts";
import type { Instruction } from "./instruction.ts";

/** Instructions whose words never begin with a hash. */
const NEVER_A_HASH = new Set(["ARG", "VOLUME"]);

/** What looks like a comment behind the arguments of an instruction, which have none (Dockerfile reference, Format). */
export function inlineComment(instruction: Instruction): Span | undefined {
  const { text } = instruction.arguments;
  if (!text.includes("#") || instruction.heredocs.length > 0) return undefined;
  const afterArray = endOfArray(text);
  const isPlain =
    afterArray !== undefined || NEVER_A_HASH.has(instruction.keyword);
  for (let at = afterArray ?? 1; at < text.length; at++) {
    const char = text[at];
    if (char === '"' || char === "'") {
      const closing = text.indexOf(char, at + 1);
      if (closing === -1) return undefined;
      at = closing;
    } else if (
      char === "#" &&
      isSpace(text[at - 1]) &&
      (isPlain || isSpace(text[at + 1]))
    )
      return instruction.arguments.span(at, text.trimEnd().length);
  }
  return undefined;
}

/** Whether text follows the JSON array that an instruction begins with, so that it is none. */
export function isArrayWithComment(instruction: Instruction): boolean {
  return (
    endOfArray(instruction.arguments.text) !== undefined &&
    inlineComment(instruction) !== undefined
  );
}

function isSpace(char: string | undefined): boolean {
  return char === " " || char === "\t";
}

/** Where the array ends that arguments begin with. */
function endOfArray(text: string): number | undefined {
  const start = /^(?:CMD\s+)?\[/i.exec(text)?.[0].length;
  if (start === undefined) return undefined;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "]") return at + 1;
    if (text[at] !== '"') continue;
    for (at++; at < text.length && text[at] !== '"'; at++)
      if (text[at] === "\\") at++;
  }
  return undefined;
}
