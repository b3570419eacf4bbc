import { siteRoot } from "../components/root.ts";
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
  const config = document.createElement("pagefind-config");
  config.setAttribute("bundle-path", bundle.pathname);
  config.setAttribute("base-url", siteRoot().pathname);
  const element = document.createElement("pagefind-modal");
  document.body.append(config, element);
  if (!isModal(element)) throw new Error("The search has no modal.");
  return element;
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
