import { siteRoot } from "../components/root.ts";
import type { ScenarioTexts } from "./scenario.ts";

/** A scenario as its own page holds it: texts, and what the build has rendered. */
export interface LoadedScenario {
  readonly texts: ScenarioTexts;
  readonly exhibit: Node | undefined;
  readonly answer: readonly Node[];
}

const loading = new Map<string, Promise<LoadedScenario | undefined>>();

/** A scenario, read from its page once; undefined where the site no longer has it. Rejects when it cannot be reached. */
export function loadScenario(id: string): Promise<LoadedScenario | undefined> {
  const known = loading.get(id);
  if (known !== undefined) return known;
  const asked = load(id);
  loading.set(id, asked);
  // What failed is asked again the next time.
  asked.catch(() => loading.delete(id));
  return asked;
}

async function load(id: string): Promise<LoadedScenario | undefined> {
  const address = new URL(`interview/${encodeURIComponent(id)}/`, siteRoot());
  const page = await loadPage(address);
  if (page === undefined) return undefined;
  const data = page.querySelector("[data-texts]")?.textContent;
  if (data === undefined) return undefined;
  // Written into the page by our own build. Addresses in it are relative to a page as deep as this one.
  const texts: ScenarioTexts = JSON.parse(data);
  const exhibit = page.querySelector("[data-exhibit]");
  const answer = page.querySelector("[data-answer]")?.childNodes ?? [];
  return {
    texts,
    exhibit: exhibit === null ? undefined : document.importNode(exhibit, true),
    answer: [...answer].map((node) => document.importNode(node, true)),
  };
}

/** A page of this site; undefined where there is none. The browser reads it itself: no text of ours becomes markup. */
function loadPage(address: URL): Promise<Document | undefined> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    const fail = (): void =>
      reject(new Error(`${address.href}: ${request.status}`));
    request.addEventListener("error", fail);
    request.addEventListener("load", () => {
      if (request.status === 404) resolve(undefined);
      else if (request.status !== 200 || request.responseXML === null) fail();
      else resolve(request.responseXML);
    });
    request.send();
  });
}
