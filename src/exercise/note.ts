import { html, nothing, render } from "lit/html.js";
import type { Fix } from "../../checks/files.ts";
import { siteRoot } from "../components/root.ts";
import type { Mark } from "./marks.ts";

/** The place in the window that a note stands beside. */
export interface NotePlace {
  readonly clientX: number;
  readonly clientY: number;
}

let note: HTMLElement | undefined;
let shown: readonly Mark[] = [];
let leaving: ReturnType<typeof setTimeout> | undefined;
/** What had the focus before the note took it. */
let cameFrom: HTMLElement | undefined;

/** Shows what marks say beside the pointer; without marks, takes the note away. */
export function showNote(
  marks: readonly Mark[],
  at?: NotePlace,
  onFix: (fix: Fix) => void = () => {},
): void {
  if (cameFrom !== undefined) return;
  if (marks.length === 0 || at === undefined) {
    // The pointer may be on its way to a link in the note.
    leaving ??= setTimeout(hideNote, 300);
    return;
  }
  clearTimeout(leaving);
  leaving = undefined;
  if (sameMarks(marks, shown)) return;
  shown = marks;
  note ??= makeNote();
  const choose = (fix: Fix): void => {
    const from = cameFrom;
    hideNote();
    from?.focus();
    onFix(fix);
  };
  render(
    marks.map((mark) => markText(mark, choose)),
    note,
  );
  note.showPopover();
  const { width, height } = note.getBoundingClientRect();
  const left = Math.min(at.clientX + 12, innerWidth - width - 8);
  const below = at.clientY + 20;
  const top = below + height > innerHeight ? at.clientY - height - 12 : below;
  note.style.setProperty("left", `${Math.max(8, left)}px`);
  note.style.setProperty("top", `${Math.max(8, top)}px`);
}

/**
 * As `showNote`, for the keyboard: the focus goes to the first fix or link in the note, and back to `from` with Escape
 * or a fix; without either, to nowhere else.
 */
export function enterNote(
  marks: readonly Mark[],
  at: NotePlace,
  from: HTMLElement,
  onFix: (fix: Fix) => void,
): void {
  hideNote();
  if (marks.length === 0) return;
  showNote(marks, at, onFix);
  const first =
    note?.querySelector<HTMLElement>("button") ??
    note?.querySelector<HTMLElement>("a");
  if (!first) return;
  cameFrom = from;
  first.focus();
}

function hideNote(): void {
  clearTimeout(leaving);
  leaving = undefined;
  cameFrom = undefined;
  shown = [];
  if (note?.matches(":popover-open") === true) note.hidePopover();
}

function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  return a.length === b.length && a.every((mark, at) => mark === b[at]);
}

/** One mark in words; the remedy, the rule's page and the fix only where they may show. */
function markText(
  { rule, severity, message, remedy, fix }: Mark,
  onFix: (fix: Fix) => void,
) {
  return html`<p class="mark-text" data-severity=${severity}>
    ${message}${
      remedy === undefined
        ? nothing
        : html` <span class="remedy">${remedy}</span>
            <a href=${new URL(`rules/${rule}/`, siteRoot()).pathname}
              >${rule}</a
            >`
    }${
      fix === undefined
        ? nothing
        : html` <button
            type="button"
            class="button fix"
            @click=${() => onFix(fix)}
          >
            Fix: ${fix.title}
          </button>`
    }
  </p>`;
}

function makeNote(): HTMLElement {
  const element = document.createElement("div");
  element.className = "mark-note";
  element.popover = "manual";
  element.addEventListener("pointerenter", () => {
    clearTimeout(leaving);
    leaving = undefined;
  });
  element.addEventListener("pointerleave", () => {
    if (cameFrom === undefined) hideNote();
  });
  element.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    const from = cameFrom;
    hideNote();
    from?.focus();
  });
  element.addEventListener("focusout", ({ relatedTarget }) => {
    const stays =
      relatedTarget instanceof Node && element.contains(relatedTarget);
    if (!stays && cameFrom !== undefined) hideNote();
  });
  document.body.append(element);
  return element;
}
