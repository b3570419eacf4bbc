import { html, type TemplateResult } from "lit/html.js";
import type { SavedAnswer } from "../progress/attempts.ts";

/** What can be done with a saved answer. */
export interface SavedActions {
  compare(answer: SavedAnswer): void;
  restore(answer: SavedAnswer): void;
}

/** The saved answers of an exercise, the newest first; `version` is the exercise's own. */
export function savedAnswers(
  saved: readonly SavedAnswer[],
  version: string,
  actions: SavedActions,
): TemplateResult {
  if (saved.length === 0)
    return html`<p>
      Nothing yet. Every answer that passes is kept here, and every draft that
      something else takes the place of.
    </p>`;
  return html`<ul class="saved" role="list">
    ${saved.map(
      (answer) =>
        html`<li>
          <p>
            <span class="sign" data-kind=${answer.kind} aria-hidden="true"
              >${answer.kind === "passed" ? "✓" : "·"}</span
            >
            <strong>${answer.kind === "passed" ? "Passed" : "Draft"}</strong>,
            <time datetime=${answer.at}>${dayAndTime(answer.at)}</time>,
            ${hintsInWords(answer.hints)}${
              answer.version === version
                ? ""
                : ", with an earlier version of the exercise"
            }
          </p>
          <p class="choices">
            <button
              type="button"
              class="button"
              @click=${() => actions.compare(answer)}
            >
              Compare
            </button>
            <button
              type="button"
              class="button"
              @click=${() => actions.restore(answer)}
            >
              Bring back
            </button>
          </p>
        </li>`,
    )}
  </ul>`;
}

function dayAndTime(at: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
  }).format(new Date(at));
}

function hintsInWords(hints: number): string {
  if (hints === 0) return "without a hint";
  return hints === 1 ? "with one hint" : `with ${hints} hints`;
}
