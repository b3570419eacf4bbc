import type { Position, Range } from "../../checks/files.ts";
import { linesOf } from "../../checks/lines.ts";
import { shownName } from "../components/shown-name.ts";
import type { Editor } from "../exercise/editor.ts";
import type { Mark } from "../exercise/marks.ts";
import { isDrawn } from "../exercise/beside-text.ts";
import { plainEditor } from "../exercise/plain-editor.ts";
import { bindTabs } from "../exercise/tabs.ts";
import { replaceText } from "../exercise/replace-text.ts";
import { MOST_LISTED, MOST_NAMES, readListing } from "./listing.ts";
import type { OwnFiles, OwnText } from "./own-files.ts";
import { count } from "./report.ts";

/** The fields in which the reader's files stand. */
export interface Fields {
  /** The files as they stand in the fields. */
  read(): OwnFiles;
  /** Shows other files; what was typed can be taken back with the fields' own undo. */
  show(own: OwnFiles): void;
  mark(marks: readonly Mark[]): void;
  reveal(range: Range): void;
  /** Where the caret is in the Dockerfile. */
  caret(): Position;
}

/** The fields of an element that the server wrote, with these files in them. */
export function fieldsIn(
  element: HTMLElement,
  start: OwnFiles,
  onInput: () => void,
): Fields {
  let own = start;
  const listing = part(element, "[data-listing]", HTMLTextAreaElement);
  const whole = part(element, "[data-whole]", HTMLInputElement);
  const texts = {
    dockerfile: textField(element, "dockerfile", start.dockerfile, onInput),
    ignore: textField(element, "ignore", start.ignore, onInput),
  };
  listing.value = start.listing;
  whole.checked = start.isWhole;
  const told = (): void => {
    tellOfListing(element, listing.value);
    onInput();
  };
  listing.addEventListener("input", told);
  whole.addEventListener("change", told);
  tellOfListing(element, listing.value);
  const tabs = bindTabs(element);
  return {
    read: () => ({
      ...own,
      dockerfile: { ...own.dockerfile, text: texts.dockerfile.field.value },
      ignore: { ...own.ignore, text: texts.ignore.field.value },
      listing: listing.value,
      isWhole: whole.checked,
    }),
    show: (next) => {
      own = next;
      texts.dockerfile.show(next.dockerfile);
      texts.ignore.show(next.ignore);
      listing.value = next.listing;
      whole.checked = next.isWhole;
      tellOfListing(element, next.listing);
    },
    mark: (marks) => {
      const { field, editor } = texts.dockerfile;
      if (isDrawn(field.value)) editor.mark(marks.slice(0, MOST_MARKS));
    },
    reveal: ({ start: { line, column } }) => {
      tabs.select("dockerfile");
      texts.dockerfile.editor.reveal(line, column);
    },
    caret: () => {
      const { value, selectionStart } = texts.dockerfile.field;
      return linesOf(value).position(selectionStart);
    },
  };
}

/** More marks are left out: drawing them would hold up the page. */
const MOST_MARKS = 500;

interface TextField {
  readonly field: HTMLTextAreaElement;
  readonly editor: Editor;
  show(text: OwnText): void;
}

function textField(
  element: HTMLElement,
  key: "dockerfile" | "ignore",
  start: OwnText,
  onInput: () => void,
): TextField {
  const pane = part(element, `[data-pane=${key}]`, HTMLElement);
  const tab = part(element, `[data-tab=${key}]`, HTMLElement);
  const label = part(pane, "[data-path]", HTMLElement);
  const field = part(pane, "textarea", HTMLTextAreaElement);
  const gutter = part(pane, "[data-gutter]", HTMLElement);
  const backdrop = part(pane, "[data-backdrop]", HTMLElement);
  field.value = start.text;
  const editor = plainEditor({ field, gutter, backdrop }, onInput);
  const name = (path: string): void => {
    const shown = shownName(path);
    tab.textContent = shown;
    label.textContent = shown;
  };
  name(start.path);
  return {
    field,
    editor,
    show: ({ path, text }) => {
      name(path);
      // A field that is not shown takes no typing, and typing a large text takes long.
      if (pane.hidden || !isDrawn(text)) editor.replace(text);
      else replaceText(field, text);
    },
  };
}

/** Writes how many names there are, and which lines are none. */
function tellOfListing(element: HTMLElement, text: string): void {
  const { paths, odd, cut, isLonger } = readListing(text);
  const names = part(element, "[data-names]", HTMLElement);
  names.textContent = String(paths.length);
  names.hidden = paths.length === 0;
  part(element, "[data-odd]", HTMLElement).textContent = [
    odd.length === 0
      ? ""
      : `${count(odd.length, "line")} left out: ${odd.slice(0, 3).map(shownName).join(", ")} ${odd.length === 1 ? "is no path" : "are no paths"} inside the context.`,
    cut === 0
      ? ""
      : `${count(cut, "name")} left out: the list ends at ${MOST_NAMES}.`,
    isLonger ? `The list is read up to ${MOST_LISTED / 1000} kB.` : "",
  ]
    .join(" ")
    .trim();
}

/** A part of the page that the server wrote. */
export function part<Kind extends Element>(
  within: Element,
  selector: string,
  kind: abstract new () => Kind,
): Kind {
  const found = within.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`There is no ${selector}.`);
  return found;
}
