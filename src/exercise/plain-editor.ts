import type { Editor, View } from "./editor.ts";
import { showNote } from "./note.ts";
import type { Mark } from "./marks.ts";

/** The parts of the plain editor that the server wrote. */
export interface PlainParts {
  readonly field: HTMLTextAreaElement;
  /** Line numbers, beside the field. */
  readonly gutter: HTMLElement;
  /** The same text behind the field, transparent, with its findings underlined. */
  readonly backdrop: HTMLElement;
}

/** The plain field as an editor. `onInput` runs after each change by the learner. */
export function plainEditor(
  { field, gutter, backdrop }: PlainParts,
  onInput: () => void,
): Editor {
  let marks: readonly Mark[] = [];
  const controller = new AbortController();
  const { signal } = controller;

  const draw = (): void => {
    drawGutter(gutter, field.value, marks);
    drawBackdrop(backdrop, field.value, marks);
    follow();
  };
  const follow = (): void => {
    gutter.scrollTop = field.scrollTop;
    backdrop.scrollTop = field.scrollTop;
    backdrop.scrollLeft = field.scrollLeft;
  };
  field.addEventListener(
    "input",
    () => {
      // The old marks would stand in the wrong places.
      marks = moved(marks, field.value);
      draw();
      onInput();
    },
    { signal },
  );
  field.addEventListener("scroll", follow, { signal, passive: true });
  const hover = (event: PointerEvent): void => {
    const line = lineAt(field, event.clientY);
    showNote(
      marks.filter(
        ({ range }) => range.start.line <= line && line <= range.end.line,
      ),
      event,
    );
  };
  for (const part of [field, gutter]) {
    part.addEventListener("pointermove", hover, { signal });
    part.addEventListener("pointerleave", () => showNote([]), { signal });
  }
  draw();

  return {
    get text() {
      return field.value;
    },
    replace: (text) => {
      field.value = text;
      marks = [];
      draw();
    },
    view: (): View => ({
      start: field.selectionStart,
      end: field.selectionEnd,
      scrollTop: field.scrollTop,
    }),
    mark: (next) => {
      marks = next;
      draw();
    },
    reveal: (line, column) => {
      const at = offsetOf(field.value, line, column);
      field.focus();
      field.setSelectionRange(at, at);
      field.scrollTop = (line - 3) * lineHeight(field);
    },
    focus: () => field.focus(),
    remove: () => {
      controller.abort();
      showNote([]);
    },
  };
}

function drawGutter(
  gutter: HTMLElement,
  text: string,
  marks: readonly Mark[],
): void {
  const count = text.split("\n").length;
  const worst = new Map<number, Mark["severity"]>();
  for (const { range, severity } of marks)
    if (severity === "error" || !worst.has(range.start.line))
      worst.set(range.start.line, severity);
  const lines = Array.from({ length: count }, (_, at) => {
    const line = document.createElement("span");
    line.textContent = String(at + 1);
    const severity = worst.get(at + 1);
    if (severity !== undefined) line.dataset["severity"] = severity;
    return line;
  });
  gutter.replaceChildren(...lines);
}

function drawBackdrop(
  backdrop: HTMLElement,
  text: string,
  marks: readonly Mark[],
): void {
  const spans = marks
    .map(({ range, severity }) => ({
      start: offsetOf(text, range.start.line, range.start.column),
      end: offsetOf(text, range.end.line, range.end.column),
      severity,
    }))
    .sort((a, b) => a.start - b.start);
  const parts: (string | HTMLElement)[] = [];
  let at = 0;
  for (const { start, end, severity } of spans) {
    if (end <= at) continue;
    parts.push(text.slice(at, Math.max(at, start)));
    const mark = document.createElement("mark");
    mark.dataset["severity"] = severity;
    mark.textContent = text.slice(Math.max(at, start), end);
    parts.push(mark);
    at = end;
  }
  // A last empty line has no height of its own.
  parts.push(`${text.slice(at)}\n`);
  backdrop.replaceChildren(...parts);
}

/** Marks that still stand on text until the new grade arrives. */
function moved(marks: readonly Mark[], text: string): readonly Mark[] {
  const lines = text.split("\n").length;
  return marks.filter(({ range }) => range.end.line <= lines);
}

/** The offset of a 1-based line and column, clamped to the text. */
export function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const next = text.indexOf("\n", start);
    if (next === -1) return text.length;
    start = next + 1;
  }
  const end = text.indexOf("\n", start);
  return Math.min(start + column - 1, end === -1 ? text.length : end);
}

function lineHeight(field: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(field).lineHeight);
}

function lineAt(field: HTMLTextAreaElement, y: number): number {
  const top = field.getBoundingClientRect().top;
  const padding = Number.parseFloat(getComputedStyle(field).paddingTop);
  return (
    Math.floor((y - top - padding + field.scrollTop) / lineHeight(field)) + 1
  );
}
