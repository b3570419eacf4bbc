import type { Span } from "../files.ts";
import { linesOf, type Lines } from "../lines.ts";
import { findHeredocs, type Heredoc } from "./heredocs.ts";
import {
  joinLines,
  tailOf,
  type JoinedLine,
  type LogicalLine,
} from "./logical-line.ts";
import { isSpaceAt } from "./words.ts";

/** A parser directive, such as `# syntax=docker/dockerfile:1`. */
export interface Directive extends Span {
  readonly name: "syntax" | "escape" | "check";
  readonly value: string;
}

/** A comment line; `text` is what follows the `#`, trimmed. */
export interface Comment extends Span {
  readonly text: string;
}

/** An instruction cut out of the file, its arguments not yet read. */
export interface RawInstruction extends Span {
  /** In upper case, whatever the file has. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  readonly arguments: LogicalLine;
  readonly heredocs: readonly Heredoc[];
  /** Offsets of blank lines inside the continued instruction. */
  readonly blankLines: readonly number[];
}

/** The lines of a Dockerfile, by kind. */
export interface ParsedFile {
  readonly text: string;
  readonly lines: Lines;
  readonly escape: "\\" | "`";
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly instructions: readonly RawInstruction[];
}

/** Cuts a Dockerfile into directives, comments and instructions as BuildKit does; takes any text. */
export function parseFile(text: string): ParsedFile {
  const lines = linesOf(text);
  const { directives, end } = readDirectives(text);
  const escape = directives.some((d) => d.name === "escape" && d.value === "`")
    ? "`"
    : "\\";
  const comments: Comment[] = [];
  const instructions: RawInstruction[] = [];
  let at = end;
  while (at < text.length) {
    const start = afterSpace(text, at);
    if (text[start] === "#") {
      const comment = commentAt(text, start);
      comments.push(comment);
      at = nextLine(text, comment.end);
    } else if (start === text.length || text[start] === "\n")
      at = nextLine(text, start);
    else {
      const joined = joinLines(text, start, escape);
      for (const comment of joined.commentLines)
        comments.push(commentAt(text, comment));
      const instruction = instructionAt(text, joined);
      if (instruction !== undefined) instructions.push(instruction);
      at = nextLine(text, instruction?.end ?? joined.end);
    }
  }
  return { text, lines, escape, directives, comments, instructions };
}

function readDirectives(text: string): {
  directives: Directive[];
  end: number;
} {
  const directives: Directive[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  for (;;) {
    const newline = text.indexOf("\n", at);
    const end = newline === -1 ? text.length : newline;
    const match = /^\s*#\s*(syntax|escape|check)\s*=(.*)$/is.exec(
      text.slice(at, end),
    );
    const name = match?.[1]?.toLowerCase();
    const value = match?.[2]?.trim() ?? "";
    if (name !== "syntax" && name !== "escape" && name !== "check") break;
    if (value === "" || directives.some((known) => known.name === name)) break;
    directives.push({
      start: afterSpace(text, at),
      end: beforeReturn(text, end),
      name,
      value,
    });
    at = Math.min(end + 1, text.length);
  }
  return { directives, end: at };
}

function instructionAt(
  text: string,
  { line, end, blankLines }: JoinedLine,
): RawInstruction | undefined {
  const rest = tailOf(line, 0);
  const keyword = /^[^\t\v\f\r ]+/.exec(rest.text)?.[0];
  // A file may end in nothing but continued blank lines.
  if (keyword === undefined) return undefined;
  const keywordSpan = rest.span(0, keyword.length);
  const upper = keyword.toUpperCase();
  const args = tailOf(rest, keyword.length);
  const found = findHeredocs(text, upper, args, end);
  return {
    start: keywordSpan.start,
    end: found.end,
    keyword: upper,
    keywordSpan,
    arguments: args,
    heredocs: found.heredocs,
    blankLines,
  };
}

function commentAt(text: string, start: number): Comment {
  const newline = text.indexOf("\n", start);
  const end = beforeReturn(text, newline === -1 ? text.length : newline);
  return { start, end, text: text.slice(start + 1, end).trim() };
}

function nextLine(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  return newline === -1 ? text.length : newline + 1;
}

function beforeReturn(text: string, lineEnd: number): number {
  return text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd;
}

/** The first offset at or after `from` that is a line break or no space. */
function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "\n" && isSpaceAt(text, at)) at++;
  return at;
}
