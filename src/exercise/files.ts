import type { Files, Range } from "../../checks/files.ts";
import type { Mark } from "./marks.ts";
import { paneOf, type Pane } from "./pane.ts";
import { markBeside } from "./problems.ts";
import { setText } from "./set-text.ts";
import { bindTabs } from "./tabs.ts";

/** The files of a workspace that the learner may change, each with its tab and its editor. */
export interface WorkspaceFiles {
  /** The files that are there. */
  readonly current: Files;
  /** The path of the tab that is shown, read-only ones included. */
  readonly shown: string;
  readonly isRich: boolean;
  /** Replaces all files, each as one step that can be undone; a file not given is taken away. */
  put(files: Files): void;
  /** Makes one file as it is given, or takes it away. */
  putOne(path: string, text: string | undefined): void;
  /** Marks each file, and says on its tab how many marks it has. */
  mark(marksIn: (path: string) => readonly Mark[]): void;
  /** Shows a place and puts the caret there. */
  goTo(range: Range, path: string): void;
  /** Goes to the mark before or after the caret in the file that is shown; undefined where it has none. */
  goBeside(direction: "next" | "previous"): Mark | undefined;
  /** Lets Monaco take over everywhere; resolves to false where it cannot be loaded. */
  enrich(takeFocus: boolean): Promise<boolean>;
  /** Goes back to the plain fields. */
  simplify(): void;
  focus(): void;
}

/** What the files tell the workspace. */
export interface FilesEvents {
  /** The learner has changed a text, or created a file. */
  readonly onInput: () => void;
  /** Another editor has taken over. */
  readonly onEditor: () => void;
  /** The whole context as it stands, for what the editor suggests. */
  readonly context: () => Files;
}

/** Brings the files to life that the server wrote; `files` are those the learner has. */
export function filesOf(
  section: HTMLElement,
  files: Files,
  { onInput, onEditor, context }: FilesEvents,
): WorkspaceFiles {
  const tabs = bindTabs(section);
  const marks = new Map<string, readonly Mark[]>();
  const panes = [...section.querySelectorAll<HTMLElement>("[data-pane]")].map(
    (element): Pane => {
      const path = element.dataset["pane"] ?? "";
      return paneOf(element, textAt(files, path) ?? "", {
        onInput,
        onEditor,
        context,
      });
    },
  );
  const existing = new Set<string>();
  const setExisting = (path: string, exists: boolean): void => {
    if (exists) existing.add(path);
    else existing.delete(path);
    toggle(section, "tab", path, exists);
    toggle(section, "create", path, !exists);
    if (!exists && tabs.selected === path) tabs.select("Dockerfile");
  };
  const paneAt = (path: string): Pane | undefined =>
    panes.find((pane) => pane.path === path);
  const putOne = (path: string, text: string | undefined): void => {
    setExisting(path, text !== undefined);
    paneAt(path)?.replace(text ?? "");
  };
  for (const { path } of panes)
    setExisting(path, textAt(files, path) !== undefined);
  for (const button of section.querySelectorAll<HTMLElement>("[data-create]"))
    button.addEventListener("click", () => {
      const path = button.dataset["create"] ?? "";
      setExisting(path, true);
      tabs.select(path);
      paneAt(path)?.focus();
      onInput();
    });

  return {
    get current() {
      return Object.fromEntries(
        panes
          .filter(({ path }) => existing.has(path))
          .map(({ path, text }) => [path, text]),
      );
    },
    get shown() {
      return tabs.selected;
    },
    get isRich() {
      return panes.some(({ isRich }) => isRich);
    },
    put: (next) => {
      for (const { path } of panes) putOne(path, textAt(next, path));
    },
    putOne,
    mark: (marksIn) => {
      for (const pane of panes) {
        const found = existing.has(pane.path) ? marksIn(pane.path) : [];
        marks.set(pane.path, found);
        pane.mark(found);
        countOnTab(section, pane.path, found);
      }
    },
    goTo: ({ start }, path) => {
      tabs.select(path);
      paneAt(path)?.reveal(start.line, start.column);
    },
    goBeside: (direction) => {
      const pane = paneAt(tabs.selected) ?? paneAt("Dockerfile");
      if (pane === undefined) return undefined;
      const mark = markBeside(
        marks.get(pane.path) ?? [],
        pane.caret,
        direction,
      );
      if (mark === undefined) return undefined;
      tabs.select(pane.path);
      pane.reveal(mark.range.start.line, mark.range.start.column);
      return mark;
    },
    enrich: async (takeFocus) => {
      const done = await Promise.all(
        panes.map((pane) =>
          pane.enrich(
            takeFocus && pane.path === tabs.selected
              ? "asked, with focus"
              : "asked",
          ),
        ),
      );
      return !done.includes(false);
    },
    simplify: () => {
      for (const pane of panes) pane.simplify();
      paneAt(tabs.selected)?.focus();
    },
    focus: () => (paneAt(tabs.selected) ?? panes[0])?.focus(),
  };
}

function textAt(files: Files, path: string): string | undefined {
  return Object.hasOwn(files, path) ? files[path] : undefined;
}

function toggle(
  section: HTMLElement,
  name: "tab" | "create",
  path: string,
  shown: boolean,
): void {
  const element = section.querySelector<HTMLElement>(
    `[data-${name}="${CSS.escape(path)}"]`,
  );
  if (element !== null) element.hidden = !shown;
}

function countOnTab(
  section: HTMLElement,
  path: string,
  marks: readonly Mark[],
): void {
  const tab = section.querySelector(`[data-tab="${CSS.escape(path)}"]`);
  const badge = tab?.querySelector<HTMLElement>("[data-count]");
  if (!tab || !badge) return;
  const count = marks.length;
  badge.hidden = count === 0;
  setText(badge, String(count));
  tab.ariaLabel =
    count === 0 ? null : `${path}, ${count} problem${count === 1 ? "" : "s"}`;
  const worst = (["error", "warning", "info"] as const).find((severity) =>
    marks.some((mark) => mark.severity === severity),
  );
  if (worst !== undefined) badge.dataset["severity"] = worst;
}
