import type { Position, Range } from "../files.ts";
import type { Lines } from "../lines.ts";

/** Whether a range begins before it ends, both at places that a text has. */
export function isRangeIn(lines: Lines, { start, end }: Range): boolean {
  return (
    isIn(lines, start) &&
    isIn(lines, end) &&
    (start.line === end.line
      ? start.column <= end.column
      : start.line < end.line)
  );
}

function isIn(lines: Lines, { line, column }: Position): boolean {
  const back = lines.position(lines.lineStart(line) + column - 1);
  return back.line === line && back.column === column;
}
