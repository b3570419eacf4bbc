import { foundBy, type Found } from "./found-by.ts";

/** Something that search finds by itself, though it stands on a page among others. */
export interface SearchRecord extends Found {
  /** Its address below the site's root, with its anchor: `checklist/#dockerignore`. */
  readonly url: string;
  /** What it says; backquotes are left out. */
  readonly text: string;
}

/** The record as a page of its own, for the index alone. */
export function recordPage(record: SearchRecord): string {
  const attributes = Object.entries(foundBy(record))
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(" ");
  return `<!doctype html><html lang="en"><body ${attributes}><h1>${escaped(record.title)}</h1><p>${escaped(record.text.replaceAll("`", ""))}</p></body></html>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;");
}
