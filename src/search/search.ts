import { askAtEachKey } from "./asking.ts";
import { bundle, startEngine } from "./engine.ts";
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
  // The index comes while the modal does; who asks learns where it does not.
  startEngine().catch(() => {});
  await Promise.all([
    loadStyle(new URL("pagefind-component-ui.css", bundle())),
    import(
      /* @vite-ignore */ new URL("pagefind-component-ui.js", bundle()).href
    ),
  ]);
  const modal = element("pagefind-modal", {});
  document.body.append(modal);
  if (!isModal(modal)) throw new Error("The search has no modal.");
  // Dressed once it stands: parts that are handed to the modal are set up twice.
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
  askAtEachKey(modal);
  return modal;
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
