import { choose, settings } from "../progress/settings.ts";
import { storageProblem } from "../progress/storage.ts";
import { isTyping } from "./typing.ts";

/** What every page does: preferences, the search button, and the site's shortcuts. */
function start(): void {
  const form = document.querySelector<HTMLFormElement>("[data-preferences]");
  if (form !== null) bindPreferences(form);
  for (const button of document.querySelectorAll<HTMLButtonElement>(
    "[data-preferences-button], [data-search]",
  ))
    button.hidden = false;
  document
    .querySelector("[data-search]")
    ?.addEventListener("click", () => void search());
  document.addEventListener("keydown", onKey);
  if (import.meta.env.PROD)
    // The page comes first, with what its reader does at once.
    addEventListener("load", () => setTimeout(keepOffline, 3000));
}

function keepOffline(): void {
  void import("../offline/offline.ts");
}

function bindPreferences(form: HTMLFormElement): void {
  const shortcuts = form.elements.namedItem("shortcuts");
  settings.subscribe(({ theme, shortcuts: on }) => {
    const root = document.documentElement;
    if (theme === "system") delete root.dataset["theme"];
    else root.dataset["theme"] = theme;
    const radios = form.elements.namedItem("theme");
    if (radios instanceof RadioNodeList) radios.value = theme;
    if (shortcuts instanceof HTMLInputElement) shortcuts.checked = on;
  });
  form.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name === "shortcuts") choose({ shortcuts: target.checked });
    else if (target.value === "light" || target.value === "dark")
      choose({ theme: target.value });
    else choose({ theme: "system" });
  });
  storageProblem.subscribe((problem) => {
    const note = form.querySelector<HTMLElement>("[data-storage-problem]");
    if (note !== null) note.hidden = problem === undefined;
  });
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const chord = event.ctrlKey || event.metaKey;
  const asked = chord
    ? event.key.toLowerCase() === "k" && !event.shiftKey
    : event.key === "/" && settings.get().shortcuts && !isTyping(event.target);
  if (!asked) return;
  event.preventDefault();
  void search();
}

async function search(): Promise<void> {
  const { openSearch } = await import("../search/search.ts");
  try {
    await openSearch();
  } catch {
    const button = document.querySelector<HTMLElement>(".search-name");
    if (button !== null) button.textContent = "Search does not load";
  }
}

start();
