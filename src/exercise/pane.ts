import type { Files } from "../../checks/files.ts";
import { settings } from "../progress/settings.ts";
import type { Editor } from "./editor.ts";
import { historyOf, type History } from "./history.ts";
import type { Mark } from "./marks.ts";
import { plainEditor, type PlainParts } from "./plain-editor.ts";

/** One file of the exercise that the learner may change, in whichever editor is chosen. */
export interface Pane {
  readonly path: string;
  readonly text: string;
  readonly isRich: boolean;
  /** Where the caret is, 1-based. */
  readonly caret: { readonly line: number; readonly column: number };
  /** Replaces the text as one step that can be undone. */
  replace(text: string): void;
  mark(marks: readonly Mark[]): void;
  reveal(line: number, column: number): void;
  focus(): void;
  /**
   * Lets Monaco take over; resolves to false where it cannot be loaded. Unless the learner asked for it in words, never
   * while typing.
   */
  enrich(how: "asked" | "asked, with focus" | "pressed"): Promise<boolean>;
  /** Goes back to the plain field. */
  simplify(): void;
}

/** What a pane tells the workspace. */
export interface PaneEvents {
  /** The learner has changed the text. */
  readonly onInput: () => void;
  /** Another editor has taken over. */
  readonly onEditor: () => void;
  /** The whole context as it stands, for what the editor suggests. */
  readonly context: () => Files;
}

/** How long after the last key Monaco may take over, in milliseconds. */
const PAUSE = 1500;

/** The pane of an element that the server wrote. */
export function paneOf(
  element: HTMLElement,
  text: string,
  { onInput, onEditor, context }: PaneEvents,
): Pane {
  const path = element.dataset["pane"] ?? "";
  const parts = partsOf(element);
  const container = element.querySelector<HTMLElement>("[data-rich]");
  let lastKey = Number.NEGATIVE_INFINITY;
  let rich = false;
  const history: History = historyOf(text);
  parts.field.value = text;
  parts.field.readOnly = false;

  const input = (): void => {
    history.record(editor.text, performance.now());
    onInput();
  };
  let editor: Editor = plainEditor(parts, input);
  parts.field.addEventListener("keydown", () => {
    lastKey = performance.now();
  });

  const pane: Pane = {
    path,
    get text() {
      return editor.text;
    },
    get isRich() {
      return rich;
    },
    get caret() {
      const before = editor.text.slice(0, editor.view().start).split("\n");
      return {
        line: before.length,
        column: (before.at(-1)?.length ?? 0) + 1,
      };
    },
    replace: (next) => {
      editor.replace(next);
      history.record(next, Number.POSITIVE_INFINITY);
    },
    mark: (marks) => editor.mark(marks),
    reveal: (line, column) => editor.reveal(line, column),
    focus: () => editor.focus(),
    enrich: async (how) => {
      if (rich || container === null) return true;
      const loaded = await loadRichEditor();
      if (loaded === undefined) return false;
      const typing = performance.now() - lastKey < PAUSE;
      // The next press of the mouse asks again.
      if (rich || (how === "pressed" && typing)) return true;
      const focused =
        how === "asked, with focus" || document.activeElement === parts.field;
      const handover = {
        label: parts.field.labels[0]?.textContent.trim() ?? path,
        path,
        context,
        original: history.original,
        steps: history.steps,
        view: editor.view(),
      };
      editor.remove();
      rich = true;
      element.dataset["editor"] = "rich";
      editor = loaded.richEditor(loaded.monaco, container, handover, input);
      if (focused) editor.focus();
      onEditor();
      return true;
    },
    simplify: () => {
      if (!rich) return;
      const { text: current } = editor;
      const { start, end, scrollTop } = editor.view();
      editor.remove();
      rich = false;
      delete element.dataset["editor"];
      parts.field.value = current;
      editor = plainEditor(parts, input);
      parts.field.setSelectionRange(start, end);
      parts.field.scrollTop = scrollTop;
      onEditor();
    },
  };
  preloadNear(element, parts.field, pane);
  return pane;
}

/** Monaco and our use of it, or undefined where they cannot be loaded. */
async function loadRichEditor() {
  try {
    const [{ loadMonaco }, { richEditor }] = await Promise.all([
      import("./monaco.ts"),
      import("./rich-editor.ts"),
    ]);
    return { monaco: await loadMonaco(), richEditor };
  } catch {
    return undefined;
  }
}

function partsOf(element: HTMLElement): PlainParts {
  const field = element.querySelector("textarea");
  const gutter = element.querySelector<HTMLElement>("[data-gutter]");
  const backdrop = element.querySelector<HTMLElement>("[data-backdrop]");
  if (field === null || gutter === null || backdrop === null)
    throw new Error("The workspace lacks a part of its editor.");
  return { field, gutter, backdrop };
}

/** Whether Monaco works here: it does not support phones. */
export function mayBeRich(): boolean {
  return matchMedia("(pointer: fine) and (min-width: 48rem)").matches;
}

/** Loads Monaco when a mouse comes near and lets it take over when the mouse is pressed; never for touch or keys. */
function preloadNear(
  element: HTMLElement,
  field: HTMLTextAreaElement,
  pane: Pane,
): void {
  const wanted = ({ pointerType }: PointerEvent): boolean =>
    pointerType === "mouse" &&
    !pane.isRich &&
    settings.get().editor !== "plain" &&
    mayBeRich();
  element.addEventListener("pointerenter", (event) => {
    if (wanted(event))
      void import("./monaco.ts")
        .then(({ loadMonaco }) => loadMonaco())
        // A preload that fails is tried again when it is needed.
        .catch(() => undefined);
  });
  field.addEventListener("pointerup", (event) => {
    if (wanted(event)) void pane.enrich("pressed");
  });
}
