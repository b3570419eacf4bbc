import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Reading } from "./reading.ts";

/** The lessons and rules to read; `root` is the address of the site's root. */
export function readingList(
  { lessons, others }: Reading,
  root: URL,
): TemplateResult | typeof nothing {
  if (lessons.length + others.length === 0) return nothing;
  return html`<section class="own-group" data-reading>
    <h3 class="label">To read about these findings</h3>
    ${
      lessons.length === 0
        ? nothing
        : html`<ol role="list" class="own-lessons">
            ${lessons.map(
              ({ lesson, rules }) =>
                html`<li>
                  <span class="label"
                    >${lesson.plate} · ${lesson.minutes} min</span
                  >
                  <div>
                    <a href=${new URL(`lessons/${lesson.id}/`, root).href}
                      >${lesson.title}</a
                    >
                    <p>${rules.map(({ title }) => title).join(" · ")}</p>
                  </div>
                </li>`,
            )}
          </ol>`
    }
    ${
      others.length === 0
        ? nothing
        : html`<p class="own-others">
              ${
                lessons.length === 0
                  ? "No lesson explains these yet; the rules do:"
                  : "No lesson explains the rest yet; the rules do:"
              }
            </p>
            <ul role="list" class="own-rules">
              ${others.map(
                ({ id, title }) =>
                  html`<li>
                    <a href=${new URL(`rules/${id}/`, root).href}>${title}</a>
                  </li>`,
              )}
            </ul>`
    }
  </section>`;
}
