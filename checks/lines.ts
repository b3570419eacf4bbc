import type { Position, Range, Span } from "./files.ts";

/** Turns offsets of one text into 1-based lines and columns. */
export interface Lines {
  readonly count: number;
  /** The position of an offset; offsets outside the text are moved to its nearest end. */
  position(offset: number): Position;
  range(span: Span): Range;
  /** Offset of the first character of a 1-based line, clamped to the text. */
  lineStart(line: number): number;
  /** The text of a 1-based line, without its line break. */
  text(line: number): string;
}

/** An index over the line breaks (`\n`) of a text. */
export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1))
    starts.push(at + 1);

  const startOf = (line: number): number =>
    starts[Math.min(Math.max(line, 1), starts.length) - 1] ?? 0;

  const position = (offset: number): Position => {
    const at = Math.min(Math.max(offset, 0), text.length);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  };

  return {
    count: starts.length,
    position,
    range: (span) => ({
      start: position(span.start),
      end: position(span.end),
    }),
    lineStart: startOf,
    text: (line) => {
      if (line < 1 || line > starts.length) return "";
      const end = line < starts.length ? startOf(line + 1) - 1 : text.length;
      return text.slice(startOf(line), end).replace(/\r$/, "");
    },
  };
}
