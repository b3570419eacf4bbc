import type { Span } from "../files.ts";
import { isSpace } from "./words.ts";

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
  const segments: Segment[] = [];
  const blankLines: number[] = [];
  const commentLines: number[] = [];
  let joined = "";
  let lineStart = from;
  for (;;) {
    const newline = text.indexOf("\n", lineStart);
    const lineEnd = newline === -1 ? text.length : newline;
    const physical = text.slice(lineStart, lineEnd).replace(/\r+$/, "");
    const first = lineStart === from;
    const content = first ? 0 : firstNonSpace(physical);
    let continues = true;
    if (content === physical.length && !first) blankLines.push(lineStart);
    else if (physical[content] === "#" && !first)
      commentLines.push(lineStart + content);
    else {
      const kept = continued(physical, escape);
      continues = kept !== undefined;
      const part = kept ?? physical;
      if (part !== "") segments.push({ at: joined.length, source: lineStart });
      joined += part;
    }
    if (!continues || newline === -1)
      return {
        line: logicalLine(joined, segments, from),
        end: lineStart + physical.length,
        blankLines,
        commentLines,
      };
    lineStart = lineEnd + 1;
  }
}

function firstNonSpace(line: string): number {
  let at = 0;
  while (at < line.length && isSpace(line[at] ?? "")) at++;
  return at;
}

/** The line without its continuation character, or undefined where it does not continue. */
function continued(line: string, escape: string): string | undefined {
  let last = line.length - 1;
  while (last >= 0 && (line[last] === " " || line[last] === "\t")) last--;
  if (last < 0 || line[last] !== escape) return undefined;
  if (last > 0 && line[last - 1] === escape) return undefined;
  return line.slice(0, last);
}

function logicalLine(
  text: string,
  segments: readonly Segment[],
  from: number,
): LogicalLine {
  const source = (offset: number): number => {
    let low = 0;
    let high = segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((segments[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const segment = segments[low];
    return segment === undefined
      ? from + offset
      : segment.source + offset - segment.at;
  };
  return {
    text,
    span: (start, end) => ({
      start: source(start),
      end: end > start ? source(end - 1) + 1 : source(start),
    }),
  };
}

/** The rest of a logical line from an offset on, without its leading white space. */
export function tailOf(line: LogicalLine, offset: number): LogicalLine {
  let from = offset;
  while (from < line.text.length && isSpace(line.text[from] ?? "")) from++;
  return {
    text: line.text.slice(from),
    span: (start, end) => line.span(start + from, end + from),
  };
}
