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
  const response = await fetch(address);
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${address.href}: ${response.status}`);
  const page = new DOMParser().parseFromString(
    await response.text(),
    "text/html",
  );
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
