import { html, nothing, type TemplateResult } from "lit/html.js";
import type { CacheShown, Some } from "./model.ts";

/** The sign of a cache state; its word always stands beside it. */
export const CACHE_SIGNS = { hit: "✓", miss: "↻", unknown: "?" } as const;

/** Leads to a line of the Dockerfile. */
export function lineButton(
  line: number,
  goTo: (line: number) => void,
): TemplateResult {
  return html`<button class="line" type="button" @click=${() => goTo(line)}>
    line ${line}
  </button>`;
}

/** The sign and the word of a cache state. */
export function cacheWord(
  cache: CacheShown | undefined,
): TemplateResult | typeof nothing {
  if (cache === undefined) return nothing;
  return html`<span class="cache" data-cache=${cache.state}
    ><span aria-hidden="true">${CACHE_SIGNS[cache.state]}</span>
    ${cache.word}</span
  >`;
}

/** What is not known, as a list of its own. */
export function notKnown({
  items,
  more,
}: Some<string | TemplateResult>): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  return html`<div class="not-known">
    <p class="label"><span aria-hidden="true">?</span> Not known</p>
    <ul role="list">
      ${items.map((item) => html`<li>${item}</li>`)} ${andMore(more, "more")}
    </ul>
  </div>`;
}

/** How many more there are. */
export function andMore(
  more: number,
  what: string,
): TemplateResult | typeof nothing {
  return more === 0
    ? nothing
    : html`<li class="muted">and ${more} ${what}</li>`;
}

/** What a drawing shows, as a table that is opened on demand. */
export function asTable(
  title: string,
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly unknown[])[],
): TemplateResult {
  return html`<details class="as-table">
    <summary>${title}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${caption}>
      <table>
        <caption class="sr-only">
          ${caption}
        </caption>
        <thead>
          <tr>
            ${heads.map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${row.map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
