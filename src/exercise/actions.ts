import { settings } from "../progress/settings.ts";
import { isTyping } from "../components/typing.ts";
import { starterOf } from "./starter.ts";
import type { ExerciseWorkspace } from "./workspace.ts";

/** Binds the workspace's buttons and keys. */
export function bindActions(workspace: ExerciseWorkspace): void {
  const actions: Readonly<Record<string, () => void>> = {
    check: () => workspace.check(),
    editor: () => workspace.switchEditor(),
    solution: () => void workspace.compareWithAnswers(),
    reset: () => open(workspace, "reset", true),
    "reset-no": () => open(workspace, "reset", false),
    "reset-one": () => resetOne(workspace),
    "reset-all": () => resetAll(workspace),
    more: () => open(workspace, "more", !isOpen(workspace, "more")),
    link: () => void more((does) => does.shareLink(workspace)),
    markdown: () => void more((does) => does.copyMarkdown(workspace)),
    zip: () => void more((does) => does.download(workspace)),
    saved: () => void more((does) => does.openSaved(workspace)),
    keys: () => void more((does) => does.openKeys(workspace)),
  };
  const more = async (
    run: (does: typeof import("./more.ts")) => unknown,
  ): Promise<void> => {
    open(workspace, "more", false);
    try {
      await run(await import("./more.ts"));
    } catch {
      workspace.living.notices.show(
        "more",
        "A part of the page does not load. Try again when the site can be reached.",
      );
    }
  };
  workspace.addEventListener("click", ({ target }) => {
    const button =
      target instanceof Element
        ? target.closest<HTMLElement>("[data-action]")
        : undefined;
    if (button) actions[button.dataset["action"] ?? ""]?.();
    else if (!within(target, "[data-menu]")) open(workspace, "more", false);
  });
  workspace.addEventListener("keydown", (event) => {
    const { key, shiftKey } = event;
    if (key === "Escape") {
      if (isOpen(workspace, "more")) open(workspace, "more", false);
      else if (isOpen(workspace, "reset")) open(workspace, "reset", false);
    } else if (key === "F8" && !within(event.target, ".monaco-editor")) {
      event.preventDefault();
      workspace.goBeside(shiftKey ? "previous" : "next");
    } else if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      workspace.check();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || !settings.get().shortcuts) return;
    if (isTyping(event.target)) return;
    event.preventDefault();
    actions["keys"]?.();
  });
}

/** The disclosures of the workspace: the button that opens each, and what comes first in it. */
const DISCLOSURES = {
  reset: { opener: "reset", first: "reset-no" },
  more: { opener: "more", first: "link" },
} as const;

function isOpen(
  workspace: HTMLElement,
  name: keyof typeof DISCLOSURES,
): boolean {
  return workspace.hasAttribute(`data-open-${name}`);
}

/** Opens or closes a disclosure, and moves the focus with it. */
function open(
  workspace: HTMLElement,
  name: keyof typeof DISCLOSURES,
  opens: boolean,
): void {
  if (isOpen(workspace, name) === opens) return;
  const { opener, first } = DISCLOSURES[name];
  workspace.toggleAttribute(`data-open-${name}`, opens);
  const button = workspace.querySelector<HTMLElement>(
    `[data-action="${opener}"]`,
  );
  button?.setAttribute("aria-expanded", String(opens));
  const target = opens
    ? workspace.querySelector<HTMLElement>(`[data-action="${first}"]`)
    : button;
  target?.focus();
}

function resetOne(workspace: ExerciseWorkspace): void {
  const { exercise, files } = workspace.living;
  open(workspace, "reset", false);
  const path = exercise.edit.includes(files.shown) ? files.shown : "Dockerfile";
  const { [path]: _, ...others } = files.current;
  const starter = starterOf(exercise);
  const text = Object.hasOwn(starter, path) ? starter[path] : undefined;
  workspace.replaceDraft(
    text === undefined ? others : { ...others, [path]: text },
    text === undefined
      ? `${path} is gone, as it was at the start.`
      : `${path} is as it was at the start.`,
  );
}

function resetAll(workspace: ExerciseWorkspace): void {
  open(workspace, "reset", false);
  workspace.replaceDraft(
    starterOf(workspace.living.exercise),
    "Everything is as it was at the start.",
  );
}

function within(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
