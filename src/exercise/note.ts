import { html, nothing, render } from "lit/html.js";
import { siteRoot } from "../components/root.ts";
import type { Mark } from "./marks.ts";

let note: HTMLElement | undefined;
let shown: readonly Mark[] = [];
let leaving: ReturnType<typeof setTimeout> | undefined;

/** Shows what marks say beside the pointer; without marks, takes the note away. */
export function showNote(
  marks: readonly Mark[],
  at?: { readonly clientX: number; readonly clientY: number },
): void {
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
  render(marks.map(markText), note);
  note.showPopover();
  const { width, height } = note.getBoundingClientRect();
  const left = Math.min(at.clientX + 12, innerWidth - width - 8);
  const below = at.clientY + 20;
  const top = below + height > innerHeight ? at.clientY - height - 12 : below;
  note.style.setProperty("left", `${Math.max(8, left)}px`);
  note.style.setProperty("top", `${Math.max(8, top)}px`);
}

function hideNote(): void {
  leaving = undefined;
  shown = [];
  if (note?.matches(":popover-open") === true) note.hidePopover();
}

function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  return a.length === b.length && a.every((mark, at) => mark === b[at]);
}

/** One mark in words; the remedy and the rule's page only where they may show. */
export function markText({ rule, severity, message, remedy }: Mark) {
  return html`<p class="mark-text" data-severity=${severity}>
    ${message}${
      remedy === undefined
        ? nothing
        : html` <span class="remedy">${remedy}</span>
            <a href=${new URL(`rules/${rule}/`, siteRoot()).pathname}
              >${rule}</a
            >`
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
  element.addEventListener("pointerleave", hideNote);
  document.body.append(element);
  return element;
}
