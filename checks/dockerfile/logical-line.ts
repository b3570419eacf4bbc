import type { Span } from "../files.ts";
import { isSpaceAt } from "./words.ts";

/** One instruction's arguments as the builder sees them: continuation lines joined, comment lines dropped. */
export interface LogicalLine {
  readonly text: string;
  /** The span in the file of a stretch of `text`. */
  span(start: number, end: number): Span;
}

/** A logical line and what was met while joining it. */
export interface JoinedLine {
  readonly line: LogicalLine;
  /** Offset in the file where the line ends, before its line break. */
  readonly end: number;
  /** Offsets of blank lines between continuation lines (BuildKit warns: NoEmptyContinuation). */
  readonly blankLines: readonly number[];
  /** Offsets of the `#` of comment lines between continuation lines. */
  readonly commentLines: readonly number[];
}

interface Segment {
  /** Offset in the logical text. */
  readonly at: number;
  /** Offset in the file. */
  readonly source: number;
}

/**
 * Joins the physical lines from offset `from`. An escape character that ends a line continues it unless another one
 * stands before it (BuildKit, parser.go, lineContinuationRegex).
 */
export function joinLines(
  text: string,
  from: number,
  escape: string,
): JoinedLine {
  const first = text.indexOf("\n", from);
  const firstEnd = beforeReturns(
    text,
    from,
    first === -1 ? text.length : first,
  );
  if (continuation(text, from, firstEnd, escape) === -1)
    return {
      line: new FileLine(text.slice(from, firstEnd), NO_SEGMENTS, from, 0),
      end: firstEnd,
      blankLines: NONE,
      commentLines: NONE,
    };
  return joinContinued(text, from, escape);
}

const NO_SEGMENTS: readonly Segment[] = [];
const NONE: readonly number[] = [];

/** Joins a line that is continued with those that it goes on in. */
function joinContinued(text: string, from: number, escape: string): JoinedLine {
  const segments: Segment[] = [];
  const blankLines: number[] = [];
  const commentLines: number[] = [];
  let joined = "";
  let lineStart = from;
  for (;;) {
    const newline = text.indexOf("\n", lineStart);
    const lineEnd = newline === -1 ? text.length : newline;
    const end = beforeReturns(text, lineStart, lineEnd);
    const first = lineStart === from;
    const content = first ? lineStart : afterSpace(text, lineStart, end);
    let continues = true;
    if (content === end && !first) blankLines.push(lineStart);
    else if (text[content] === "#" && !first) commentLines.push(content);
    else {
      const mark = continuation(text, lineStart, end, escape);
      continues = mark !== -1;
      const part = text.slice(lineStart, continues ? mark : end);
      if (part !== "") segments.push({ at: joined.length, source: lineStart });
      joined += part;
    }
    if (!continues || newline === -1)
      return {
        line: new FileLine(joined, segments, from, 0),
        end,
        blankLines,
        commentLines,
      };
    lineStart = lineEnd + 1;
  }
}

/** The first offset from `from` on, and before `end`, that is no white space. */
function afterSpace(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isSpaceAt(text, at)) at++;
  return at;
}

function beforeReturns(text: string, from: number, lineEnd: number): number {
  let end = lineEnd;
  while (end > from && text[end - 1] === "\r") end--;
  return end;
}

/** Where the continuation character of a line stands, or -1 where it does not continue. */
function continuation(
  text: string,
  from: number,
  end: number,
  escape: string,
): number {
  let last = end - 1;
  while (last >= from && (text[last] === " " || text[last] === "\t")) last--;
  if (last < from || text[last] !== escape) return -1;
  return last > from && text[last - 1] === escape ? -1 : last;
}

/** Text of a file, its continued lines joined. */
class FileLine implements LogicalLine {
  readonly text: string;
  private readonly segments: readonly Segment[];
  /** Where the file has it, for a line without segments. */
  private readonly from: number;
  /** How much of the joined lines stands before it. */
  private readonly skipped: number;

  constructor(
    text: string,
    segments: readonly Segment[],
    from: number,
    skipped: number,
  ) {
    this.text = text;
    this.segments = segments;
    this.from = from;
    this.skipped = skipped;
  }

  span(start: number, end: number): Span {
    const from = this.source(start);
    return { start: from, end: end > start ? this.source(end - 1) + 1 : from };
  }

  tail(from: number): LogicalLine {
    return new FileLine(
      this.text.slice(from),
      this.segments,
      this.from,
      this.skipped + from,
    );
  }

  private source(at: number): number {
    const { segments } = this;
    const offset = at + this.skipped;
    let low = 0;
    let high = segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((segments[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const segment = segments[low];
    return segment === undefined
      ? this.from + offset
      : segment.source + offset - segment.at;
  }
}

/** The rest of a logical line from an offset on, without its leading white space. */
export function tailOf(line: LogicalLine, offset: number): LogicalLine {
  const from = afterSpace(line.text, offset, line.text.length);
  if (from === 0) return line;
  if (line instanceof FileLine) return line.tail(from);
  return {
    text: line.text.slice(from),
    span: (start, end) => line.span(start + from, end + from),
  };
}
