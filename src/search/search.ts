import { siteRoot } from "../components/root.ts";
import { awaitedResult, shownResult } from "./result.ts";
import "./search.css";

/** What of Pagefind's modal element we use. */
interface SearchModal extends HTMLElement {
  open(): void;
}

let modal: Promise<SearchModal> | undefined;

/** Opens the search; loads it the first time. */
export async function openSearch(): Promise<void> {
  modal ??= loadModal();
  try {
    (await modal).open();
  } catch (error) {
    modal = undefined;
    throw error;
  }
}

async function loadModal(): Promise<SearchModal> {
  const bundle = new URL("pagefind/", siteRoot());
  await loadStyle(new URL("pagefind-component-ui.css", bundle));
  await import(
    /* @vite-ignore */ new URL("pagefind-component-ui.js", bundle).href
  );
  const config = element("pagefind-config", {
    "bundle-path": bundle.pathname,
    "base-url": siteRoot().pathname,
    "excerpt-length": "20",
  });
  const modal = element("pagefind-modal", {});
  document.body.append(config, modal);
  if (!isModal(modal)) throw new Error("The search has no modal.");
  // Dressed once it stands: parts that are handed to the modal are set up twice.
  const input = modal.querySelector("pagefind-input");
  // Pagefind would wait for more keys, and for a frame to be drawn. What it is told makes its field anew.
  input?.setAttribute("debounce", String(LONGEST_TIMEOUT));
  const field = input?.querySelector("input");
  field?.setAttribute("maxlength", "200");
  if (field && input && "instance" in input && isInstance(input.instance)) {
    askAtOnce(input.instance, field);
    askAgain(input.instance, field);
  }
  const results = modal.querySelector("pagefind-results");
  if (results !== null) {
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
  }
  const filters = element("div", { class: "search-filters" });
  filters.append(
    element("pagefind-filter-dropdown", { filter: "kind", label: "Kind" }),
    element("pagefind-filter-dropdown", {
      filter: "module",
      label: "Module",
      sort: "alphabetical",
    }),
  );
  modal.querySelector("pagefind-modal-header")?.after(filters);
  for (const trigger of filters.querySelectorAll(".pf-dropdown-trigger"))
    nameTrigger(trigger);
  return modal;
}

/** Asks at each key: the search itself takes a few milliseconds. */
function askAtOnce(instance: Instance, field: HTMLInputElement): void {
  field.addEventListener("input", () => instance.triggerSearch(field.value));
}

/** The longest time that a browser waits, in milliseconds: 24 days. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/**
 * Asks for what stands in the field once the index has come. Pagefind gives a search its place in the order only after it
 * waited for the index, so of those that were typed meanwhile an older one may win.
 */
function askAgain(instance: Instance, field: HTMLInputElement): void {
  void instance.triggerLoad().then(() =>
    setTimeout(() => {
      if (field.value !== "") instance.triggerSearch(field.value);
    }),
  );
}

/** What of Pagefind's instance we use. */
interface Instance {
  triggerLoad(): Promise<void>;
  triggerSearch(text: string): void;
}

function isInstance(value: unknown): value is Instance {
  return (
    typeof value === "object" &&
    value !== null &&
    "triggerLoad" in value &&
    "triggerSearch" in value
  );
}

/** How many results fit into the modal. */
const FIRST = 8;

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

/** A combobox takes no name from its text: Pagefind's would have none until something is chosen. */
function nameTrigger(trigger: Element): void {
  const label = trigger.querySelector(".pf-dropdown-trigger-label");
  if (label === null) return;
  label.id = `${trigger.id}-label`;
  trigger.setAttribute("aria-labelledby", label.id);
}

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    made.setAttribute(key, value);
  return made;
}

function isModal(element: HTMLElement): element is SearchModal {
  return "open" in element && typeof element.open === "function";
}

function loadStyle(url: URL): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = url.href;
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () =>
      reject(new Error(`${url.pathname} does not load.`)),
    );
    // Before our own styles, which then dress it.
    document.head.prepend(link);
  });
}
