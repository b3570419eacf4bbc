import { answerWhole, FIRST, isInstance, type Instance } from "./answers.ts";
import { awaitedResult, shownResult } from "./result.ts";

/** The longest time that a browser waits, in milliseconds: 24 days. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** Has Pagefind's modal ask at each key, show each answer whole, and say where none comes. */
export function askAtEachKey(modal: Element): void {
  const input = modal.querySelector("pagefind-input");
  // Pagefind would wait for more keys, and for a frame to be drawn. What it is told makes its field anew.
  input?.setAttribute("debounce", String(LONGEST_TIMEOUT));
  const field = input?.querySelector("input");
  const results = modal.querySelector("pagefind-results");
  if (
    !input ||
    !field ||
    !results ||
    !("instance" in input && isInstance(input.instance))
  )
    throw new Error("The search is not Pagefind's as we know it.");
  const { instance } = input;
  field.maxLength = 200;
  Object.assign(results, {
    resultTemplate: shownResult,
    // Elements, where Pagefind would write HTML, which the policy refuses.
    compiledPlaceholderTemplate: awaitedResult,
    maxResults: 30,
  });
  new MutationObserver(() => loadFirst(results)).observe(results, {
    childList: true,
    subtree: true,
  });
  keepLast(instance, field, results);
  answerWhole(instance, () => sayFailed(instance, modal));
  field.addEventListener("input", () => instance.triggerSearch(field.value));
}

/**
 * Leaves the last answer until the next stands: an empty list would be drawn between them, which takes time. Meanwhile no
 * key leads into it, or the focus would be lost with it.
 */
function keepLast(
  instance: Instance,
  field: HTMLInputElement,
  results: Element,
): void {
  const list = (): Element | null => results.querySelector("ul");
  instance.on(
    "loading",
    () => list()?.setAttribute("aria-busy", "true"),
    results,
  );
  field.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "ArrowDown" || list()?.ariaBusy !== "true") return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}

/** Says that nothing could be looked up; the next key asks again. */
function sayFailed(instance: Instance, modal: Element): void {
  const says = "Search does not load. The next key tries again.";
  const summary = modal.querySelector(".pf-summary");
  if (summary !== null) summary.textContent = says;
  modal.querySelector("pagefind-results ul")?.replaceChildren();
  instance.announceRaw(says, "assertive");
}

/** Loads what is in sight at once: Pagefind would wait for the browser to say that it is, some 50 ms. */
function loadFirst(results: Element): void {
  const rows: readonly unknown[] =
    "results" in results && Array.isArray(results.results)
      ? results.results
      : [];
  for (const row of rows.slice(0, FIRST)) if (isLoadable(row)) row.load();
}

function isLoadable(row: unknown): row is { load(): unknown } {
  return (
    typeof row === "object" &&
    row !== null &&
    "load" in row &&
    typeof row.load === "function"
  );
}
