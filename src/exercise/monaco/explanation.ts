import { parseFile } from "../../../checks/dockerfile/parse.ts";
import type { Span } from "../../../checks/files.ts";
import { flagName, placeAt } from "./place.ts";
import {
  DIRECTIVES,
  FLAGS,
  INSTRUCTIONS,
  REFERENCE,
  type Explained,
  type Lesson,
} from "./reference.ts";
import { valueAt } from "./service.ts";

/** What a place in a Dockerfile means. */
export interface Explanation extends Span {
  /** As Markdown. */
  readonly text: string;
  readonly lesson: Lesson | undefined;
  /** Where Docker's documentation says it. */
  readonly reference: string | undefined;
}

/** Explains the instruction, the flag, the directive or the variable at an offset. */
export function explanationAt(
  text: string,
  offset: number,
): Explanation | undefined {
  const file = parseFile(text);
  for (const directive of file.directives) {
    const { name, start } = directive;
    const at = text.toLowerCase().indexOf(name, start);
    const explained = DIRECTIVES.get(name);
    if (explained !== undefined && at <= offset && offset <= at + name.length)
      return of(explained, { start: at, end: at + name.length }, name);
  }
  const place = placeAt(file, offset);
  if (place.kind === "text" || place.instruction === undefined)
    return undefined;
  if (place.kind === "keyword") {
    const { keyword, keywordSpan } = place.instruction;
    const explained = INSTRUCTIONS.get(keyword);
    return explained && of(explained, keywordSpan, keyword.toLowerCase());
  }
  const { keyword, word } = place;
  const flag = word && flagName(word.text);
  const explained = flag && FLAGS.get(keyword)?.get(flag);
  if (word !== undefined && flag !== undefined && explained)
    if (offset <= word.start + flag.length + 2)
      return of(
        explained,
        { start: word.start, end: word.start + flag.length + 2 },
        keyword.toLowerCase(),
      );
  return variableAt(text, offset);
}

function of(
  { text, lesson }: Explained,
  { start, end }: Span,
  part: string,
): Explanation {
  return { text, lesson, start, end, reference: `${REFERENCE}#${part}` };
}

function variableAt(text: string, offset: number): Explanation | undefined {
  const value = safely(() => valueAt(text, offset));
  if (value === undefined) return undefined;
  let start = offset;
  let end = offset;
  while (start > 0 && /\w/.test(text[start - 1] ?? "")) start--;
  while (end < text.length && /\w/.test(text[end] ?? "")) end++;
  return {
    text:
      value === ""
        ? "This file sets it to the empty text."
        : `This file sets it to ${codeOf(value)}.`,
    lesson: undefined,
    reference: undefined,
    start,
    end,
  };
}

/** Text as code in Markdown, whatever it holds. */
function codeOf(text: string): string {
  const longest = Math.max(
    0,
    ...[...text.matchAll(/`+/g)].map(([run]) => run.length),
  );
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}

/** A library that throws on odd text has nothing to say. */
function safely<Value>(run: () => Value): Value | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
