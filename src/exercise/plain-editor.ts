import type { Fix } from "../../checks/files.ts";
import { applyFixes } from "../../checks/fix.ts";
import { besideText } from "./beside-text.ts";
import type { Editor, View } from "./editor.ts";
import { fittingFixes } from "./fitting-fixes.ts";
import type * as Note from "./note.ts";
import type { Mark } from "./marks.ts";
import { replaceText } from "./replace-text.ts";

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
  const fixes = fittingFixes();
  const controller = new AbortController();
  const { signal } = controller;

  const beside = besideText(gutter, backdrop);
  const draw = (): void => beside.draw(field.value, marks);
  const follow = (): void => beside.scroll(field.scrollTop, field.scrollLeft);
  field.addEventListener(
    "input",
    () => {
      // The old marks would stand in the wrong places.
      fixes.edited();
      marks = fixes.of(moved(marks, field.value));
      draw();
      onInput();
    },
    { signal },
  );
  field.addEventListener("scroll", follow, { signal, passive: true });
  const marksOn = (line: number): readonly Mark[] =>
    marks.filter(
      ({ range }) => range.start.line <= line && line <= range.end.line,
    );
  const fix = (chosen: Fix): void =>
    replaceText(field, fixed(field.value, chosen));
  const hover = (event: PointerEvent): void => {
    const marks = marksOn(lineAt(field, event.clientY));
    if (marks.length > 0) withNote((note) => note.showNote(marks, event, fix));
    else note?.showNote([]);
  };
  field.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "." || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      const line = field.value
        .slice(0, field.selectionStart)
        .split("\n").length;
      withNote(({ enterNote }) =>
        enterNote(marksOn(line), placeOf(field, line), field, fix),
      );
    },
    { signal },
  );
  for (const part of [field, gutter]) {
    part.addEventListener("pointermove", hover, { signal });
    part.addEventListener("pointerleave", () => note?.showNote([]), {
      signal,
    });
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
      marks = fixes.of(next);
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
      note?.showNote([]);
    },
  };
}

let note: typeof Note | undefined;

/** Runs with what shows notes, which is loaded when the first is to be shown. */
function withNote(run: (loaded: typeof Note) => void): void {
  if (note !== undefined) run(note);
  else
    void import("./note.ts").then((loaded) => {
      note = loaded;
      run(loaded);
    });
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

/** A text after a fix, which is all in one file. */
function fixed(text: string, fix: Fix): string {
  const file = fix.edits[0]?.file ?? "";
  return applyFixes({ [file]: text }, [{ fix }]).files[file] ?? text;
}

/** Where a line of the field stands in the window. */
function placeOf(
  field: HTMLTextAreaElement,
  line: number,
): { clientX: number; clientY: number } {
  const { left, top } = field.getBoundingClientRect();
  const padding = Number.parseFloat(getComputedStyle(field).paddingTop);
  const above = (line - 0.5) * lineHeight(field) - field.scrollTop;
  return { clientX: left, clientY: top + padding + above };
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
