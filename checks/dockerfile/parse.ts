import { DockerfileParser } from "dockerfile-ast";
import { Util } from "dockerfile-ast/lib/util.js";
import type { Span } from "../files.ts";
import { linesOf, type Lines } from "../lines.ts";
import { findHeredocs, type Heredoc } from "./heredocs.ts";
import { joinLines, tailOf, type LogicalLine } from "./logical-line.ts";

// dockerfile-ast looks for the byte order mark with Node's Buffer, which browsers lack.
Util.isUTF8BOM = (char: string) => char === "\uFEFF";

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

/** Cuts a Dockerfile into directives, comments and instructions; takes any text. */
export function parseFile(text: string): ParsedFile {
  const lines = linesOf(text);
  const { directives, comments, end } = readDirectives(text);
  const escape = directives.some((d) => d.name === "escape" && d.value === "`")
    ? "`"
    : "\\";
  const found = { comments, instructions: new Array<RawInstruction>() };
  cut(text, end, escape, found, MAX_REPAIRS);
  return { text, lines, escape, directives, ...found };
}

/** How often a file is cut anew from where dockerfile-ast and BuildKit disagree on a heredoc. */
const MAX_REPAIRS = 4;

function cut(
  text: string,
  from: number,
  escape: "\\" | "`",
  found: { comments: Comment[]; instructions: RawInstruction[] },
  repairs: number,
): void {
  // The directives are cut off: dockerfile-ast takes any "# a=b" at the top for one.
  const prefix = escape === "`" ? "# escape=`\n" : "";
  const tail = prefix + masked(text.slice(from), escape);
  const tree = DockerfileParser.parse(tail);
  const lines = linesOf(tail);
  const offset = (position: { line: number; character: number }): number =>
    lines.lineStart(position.line + 1) +
    position.character -
    prefix.length +
    from;

  let done = from;
  let again: number | undefined;
  for (const node of tree.getInstructions()) {
    const range = node.getRange();
    const start = offset(range.start);
    if (start < done) continue;
    const keywordSpan = {
      start,
      end: offset(node.getInstructionRange().end),
    };
    const keyword = node.getKeyword();
    const joined = joinLines(text, keywordSpan.end, text.length, escape);
    const { heredocs, end } = findHeredocs(text, keyword, joined, escape);
    found.instructions.push({
      start,
      end,
      keyword,
      keywordSpan,
      arguments: tailOf(joined.line, 0),
      heredocs,
      blankLines: joined.blankLines,
    });
    done = end;
    const swallowed = offset(range.end) > end && text.slice(end).trim() !== "";
    if (swallowed && offset(range.end) > end + 2 && repairs > 0) {
      again = end;
      break;
    }
  }
  for (const comment of tree.getComments()) {
    const range = comment.getRange();
    const start = offset(range.start);
    if (start < from || (again !== undefined && start >= again)) continue;
    found.comments.push(commentAt(text, start, offset(range.end)));
  }
  if (again !== undefined) cut(text, again, escape, found, repairs - 1);
}

/**
 * The text with what dockerfile-ast reads otherwise than BuildKit hidden, every offset in place: a doubled escape
 * character before a line break, a lone carriage return, a here-string.
 */
function masked(text: string, escape: string): string {
  let out = text;
  if (out.includes(escape + escape))
    out = out.replace(
      escape === "`" ? /``(?=[ \t]*\r?\n)/g : /\\\\(?=[ \t]*\r?\n)/g,
      "xx",
    );
  if (out.includes("\r")) out = out.replace(/\r(?!\n)/g, " ");
  if (out.includes("<<<")) out = out.replaceAll("<<<", "xxx");
  return out;
}

function readDirectives(text: string): {
  directives: Directive[];
  comments: Comment[];
  end: number;
} {
  const directives: Directive[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  for (;;) {
    const newline = text.indexOf("\n", at);
    const end = newline === -1 ? text.length : newline;
    const match = /^#\s*(syntax|escape|check)\s*=(.*)$/i.exec(
      text.slice(at, end),
    );
    const name = match?.[1]?.toLowerCase();
    const value = match?.[2]?.trim() ?? "";
    if (name !== "syntax" && name !== "escape" && name !== "check") break;
    if (value === "" || directives.some((known) => known.name === name)) break;
    directives.push({ start: at, end, name, value });
    at = Math.min(end + 1, text.length);
  }
  // What dockerfile-ast would still take for a directive is a comment.
  const comments: Comment[] = [];
  for (;;) {
    const newline = text.indexOf("\n", at);
    const end = newline === -1 ? text.length : newline;
    if (!/^[ \t]*#[^=\n]*=/.test(text.slice(at, end))) break;
    comments.push(commentAt(text, text.indexOf("#", at), end));
    at = Math.min(end + 1, text.length);
  }
  return { directives, comments, end: at };
}

function commentAt(text: string, start: number, end: number): Comment {
  const line = text.slice(start, end).replace(/\r$/, "");
  return {
    start,
    end: start + line.length,
    text: line.replace(/^#/, "").trim(),
  };
}
