import {
  parseFile,
  type ParsedFile,
  type RawInstruction,
} from "../../../checks/dockerfile/parse.ts";
import { jsonStrings } from "../../../checks/dockerfile/words.ts";
import type { Span } from "../../../checks/files.ts";
import { parseScript } from "../../../checks/shell/parse.ts";
import { flagName, wordsOf } from "./place.ts";

/** A replacement in one text. */
export interface Replacement extends Span {
  readonly text: string;
}

const INDENTATION = "    ";

/**
 * The layout of a Dockerfile, as few changes as do it: keywords in upper case and at the margin, continued lines
 * indented, no white space at the ends of lines. What the builder reads stays the same, but for white space between the
 * words of a RUN. The formatter of dockerfile-language-service 0.16 is not used: it indents the text of here-documents,
 * and splits words that go on in the next line.
 */
export function formatting(text: string): readonly Replacement[] {
  const file = parseFile(text);
  return [...edits(file)].filter(
    (edit) => text.slice(edit.start, edit.end) !== edit.text,
  );
}

function* edits(file: ParsedFile): Generator<Replacement> {
  let last = file.directives.at(-1)?.end ?? 0;
  for (const instruction of file.instructions) {
    yield* emptied(file.text, { start: last, end: instruction.start });
    yield* laidOut(file.text, instruction);
    last = instruction.end;
  }
  yield* emptied(file.text, { start: last, end: file.text.length });
}

/** White space taken out of lines that hold nothing else. */
function* emptied(text: string, { start, end }: Span): Generator<Replacement> {
  for (const line of linesIn(text, start, end)) {
    if (line.start < start || line.end > end) continue;
    if (/^[ \t]+$/.test(text.slice(line.start, line.end)))
      yield { ...line, text: "" };
  }
}

function* laidOut(
  text: string,
  instruction: RawInstruction,
): Generator<Replacement> {
  const { keyword, keywordSpan, heredocs } = instruction;
  const margin = text.lastIndexOf("\n", keywordSpan.start - 1) + 1;
  // A byte order mark is no keyword, and one that goes on in the next line stays as it is.
  const isWord = /^[a-z]+$/i.test(
    text.slice(keywordSpan.start, keywordSpan.end),
  );
  if (isWord && /^[ \t]*$/.test(text.slice(margin, keywordSpan.start)))
    yield { start: margin, end: keywordSpan.start, text: "" };
  if (isWord) yield { ...keywordSpan, text: keyword };
  const head = Math.min(
    ...heredocs.map(({ body }) => body.start - 1),
    instruction.end,
  );
  if (head < instruction.start) return;
  const isBetweenWords = gapsOf(instruction);
  for (const line of linesIn(text, keywordSpan.end, head)) {
    if (line.start <= keywordSpan.end) continue;
    const content = text.slice(line.start, line.end);
    if (/^[ \t]+$/.test(content)) yield { ...line, text: "" };
    else if (/^[^\s#]/.test(content) && isBetweenWords(line.start))
      yield { start: line.start, end: line.start, text: INDENTATION };
  }
}

/** The lines that begin between two offsets, or hold the first, without their line breaks. */
function* linesIn(text: string, from: number, to: number): Generator<Span> {
  let start = text.lastIndexOf("\n", from - 1) + 1;
  while (start <= to) {
    const newline = text.indexOf("\n", start);
    const next = newline === -1 ? text.length : newline;
    yield { start, end: text[next - 1] === "\r" ? next - 1 : next };
    if (newline === -1) return;
    start = next + 1;
  }
}

/** Instructions whose white space between words means nothing. */
const SPACED = new Set(["ADD", "ARG", "COPY", "EXPOSE", "RUN"]);
const JSON_FORMS = new Set(["CMD", "ENTRYPOINT", "SHELL", "VOLUME"]);

/** Tells whether white space may grow at an offset at which a line begins. */
function gapsOf(instruction: RawInstruction): (offset: number) => boolean {
  const { keyword, arguments: line } = instruction;
  const isJson = jsonStrings(line) !== undefined;
  const pairs = keyword === "ENV" || keyword === "LABEL";
  const [first] = wordsOf(instruction);
  if (pairs ? first?.text.includes("=") !== true : !SPACED.has(keyword))
    if (!isJson || !JSON_FORMS.has(keyword)) return () => false;
  const words = keyword === "RUN" && !isJson ? shellWords(instruction) : [];
  if (words === undefined) return () => false;
  const at = logicalOffsets(instruction);
  return (offset) => {
    const logical = at(offset);
    if (logical === undefined) return false;
    const before = line.text.slice(0, logical);
    // Without a space there, the word of the line above goes on.
    if (!/\s$/.test(before) || hasOpenQuote(before)) return false;
    return !words.some(({ start, end }) => start < logical && logical < end);
  };
}

/** Everything in a RUN that is one word of the shell, as offsets into its arguments; undefined where it cannot be read. */
function shellWords({
  arguments: line,
}: RawInstruction): readonly Span[] | undefined {
  const [command] = line.text.split(/\s+/).filter((word) => !flagName(word));
  const start = command === undefined ? 0 : line.text.indexOf(command);
  const { commands, errors, nodes } = parseScript({
    text: line.text.slice(start),
    span: (from, to) => ({ start: start + from, end: start + to }),
  });
  if (errors.length > 0 || nodes.length === 0) return undefined;
  return commands.flatMap(
    ({ name, arguments: words, assignments, redirects }) => [
      ...(name === undefined ? [] : [name]),
      ...words,
      ...assignments,
      ...redirects,
    ],
  );
}

/** Where offsets of the file stand in the arguments of an instruction. */
function logicalOffsets({
  arguments: line,
}: RawInstruction): (offset: number) => number | undefined {
  return (offset) => {
    let low = 0;
    let high = line.text.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (line.span(middle, middle).start < offset) low = middle + 1;
      else high = middle;
    }
    return line.span(low, low).start === offset ? low : undefined;
  };
}

function hasOpenQuote(text: string): boolean {
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === "\\" && quote !== "'") at++;
    else if (quote === "" && /["'`]/.test(char)) quote = char;
    else if (char === quote) quote = "";
  }
  return quote !== "";
}
