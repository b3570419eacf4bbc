import stringWidth from "fast-string-width";
import { printable } from "./printable.ts";

/** A stretch of one line of a file, ready to be printed. */
export interface MarkedLine {
  readonly source: string;
  /** Spaces and carets that stand below the stretch in a font of fixed width. */
  readonly carets: string;
}

/** Longer lines are cut to what is near the stretch, in characters. */
const MOST = 160;

/** How much of a cut line is shown before the stretch. */
const BEFORE = 40;

/**
 * The line with carets below the stretch between two columns (from 1, the end excluded, both clamped); an empty
 * stretch gets one caret.
 */
export function markedLine(
  line: string,
  start: number,
  end: number,
): MarkedLine {
  const from = Math.min(Math.max(start, 1), line.length + 1) - 1;
  const to = Math.min(Math.max(end - 1, from), line.length);
  const { left, right } = windowOn(line, from, to);
  const head = left > 0 ? "…" : "";
  const before = head + printable(line.slice(left, from));
  const marked = printable(line.slice(from, Math.min(to, right)));
  const after = printable(line.slice(Math.max(to, from), right));
  return {
    source: before + marked + after + (right < line.length ? "…" : ""),
    carets:
      " ".repeat(stringWidth(before)) +
      "^".repeat(Math.max(1, stringWidth(marked))),
  };
}

/** Which part of a long line is shown. */
function windowOn(
  line: string,
  from: number,
  to: number,
): { readonly left: number; readonly right: number } {
  if (line.length <= MOST) return { left: 0, right: line.length };
  const left = to <= MOST ? 0 : Math.max(0, from - BEFORE);
  const right = Math.min(line.length, left + MOST);
  return { left: whole(line, left), right: whole(line, right) };
}

/** An offset that does not part the two halves of a character. */
function whole(line: string, at: number): number {
  return /^[\uDC00-\uDFFF]/.test(line.slice(at, at + 1)) ? at - 1 : at;
}
