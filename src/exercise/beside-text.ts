import type { Mark } from "./marks.ts";

/** The longest text, in characters, that has numbers and marks: a longer one would be slow to draw. */
const LONGEST_DRAWN = 100_000;

/** Whether a text is short enough to have line numbers and marks. */
export function isDrawn(text: string): boolean {
  return text.length <= LONGEST_DRAWN;
}

/** What stands beside and behind a plain field: the numbers of its lines, and the marks under its text. */
export interface BesideText {
  /** Draws what has changed; `text` is the field's. */
  draw(text: string, marks: readonly Mark[]): void;
  /** Follows the field, in pixels. */
  scroll(top: number, left: number): void;
}

/**
 * Line numbers and marks in the elements that the server wrote. Only marked lines hold text: a copy of the whole would
 * be laid out at every key.
 */
export function besideText(
  gutter: HTMLElement,
  backdrop: HTMLElement,
): BesideText {
  const numbers = sheetIn(gutter);
  const lines = sheetIn(backdrop);
  let drawn = "";
  return {
    draw: (text, marks) => {
      const rows = isDrawn(text) ? text.split("\n") : [];
      drawNumbers(numbers, rows.length, marks);
      const marked = markedLines(rows, marks);
      const key = JSON.stringify(marked);
      if (key === drawn) return;
      drawn = key;
      lines.replaceChildren(...marked.map(lineOf));
    },
    scroll: (top, left) => {
      numbers.style.setProperty("translate", `0 ${-top}px`);
      lines.style.setProperty("translate", `${-left}px ${-top}px`);
    },
  };
}

/** An element that can be moved within another without a new layout. */
function sheetIn(element: HTMLElement): HTMLElement {
  const sheet = document.createElement("div");
  sheet.className = "sheet-of-lines";
  element.replaceChildren(sheet);
  return sheet;
}

function drawNumbers(
  sheet: HTMLElement,
  count: number,
  marks: readonly Mark[],
): void {
  while (sheet.childElementCount > count) sheet.lastElementChild?.remove();
  const added: HTMLElement[] = [];
  for (let at = sheet.childElementCount; at < count; at++) {
    const number = document.createElement("span");
    number.textContent = String(at + 1);
    added.push(number);
  }
  sheet.append(...added);
  const worst = new Map<number, Mark["severity"]>();
  for (const { range, severity } of marks)
    if (severity === "error" || !worst.has(range.start.line))
      worst.set(range.start.line, severity);
  for (const [at, number] of [...sheet.children].entries()) {
    if (!(number instanceof HTMLElement)) continue;
    const severity = worst.get(at + 1);
    if (number.dataset["severity"] === severity) continue;
    if (severity === undefined) delete number.dataset["severity"];
    else number.dataset["severity"] = severity;
  }
}

/** A line with its marks, as texts between which the marks stand. */
interface MarkedLine {
  /** From 0. */
  readonly at: number;
  readonly parts: readonly {
    readonly text: string;
    readonly severity?: Mark["severity"];
  }[];
}

function markedLines(
  rows: readonly string[],
  marks: readonly Mark[],
): readonly MarkedLine[] {
  const spans = new Map<
    number,
    { start: number; end: number; severity: Mark["severity"] }[]
  >();
  for (const { range, severity } of marks) {
    const last = Math.min(range.end.line, rows.length);
    for (let line = range.start.line; line <= last; line++) {
      const span = {
        start: line === range.start.line ? range.start.column - 1 : 0,
        end:
          line === range.end.line
            ? range.end.column - 1
            : (rows[line - 1]?.length ?? 0),
        severity,
      };
      const list = spans.get(line);
      if (list === undefined) spans.set(line, [span]);
      else list.push(span);
    }
  }
  return [...spans]
    .sort(([a], [b]) => a - b)
    .map(([line, list]) => {
      const row = rows[line - 1] ?? "";
      const parts: { text: string; severity?: Mark["severity"] }[] = [];
      let at = 0;
      for (const { start, end, severity } of list.sort(
        (a, b) => a.start - b.start,
      )) {
        if (end <= at) continue;
        parts.push({ text: row.slice(at, Math.max(at, start)) });
        parts.push({ text: row.slice(Math.max(at, start), end), severity });
        at = end;
      }
      return { at: line - 1, parts };
    });
}

function lineOf({ at, parts }: MarkedLine): HTMLElement {
  const line = document.createElement("span");
  line.className = "marked-line";
  line.style.setProperty("--line", String(at));
  for (const { text, severity } of parts) {
    if (severity === undefined) {
      line.append(text);
      continue;
    }
    const mark = document.createElement("mark");
    mark.dataset["severity"] = severity;
    mark.textContent = text;
    line.append(mark);
  }
  return line;
}
