import { html, nothing, type TemplateResult } from "lit/html.js";
import { siteRoot } from "../components/root.ts";
import type { MarkedCriterion } from "./score.ts";
import {
  MARK_WORDS,
  scoreInWords,
  timeInWords,
  type Scorecard,
} from "./scorecard.ts";
import { behindLink, words } from "./words.ts";

/** What somebody does with a scorecard. */
export interface ScorecardActions {
  readonly download: () => void;
  /** To another session. */
  readonly again: () => void;
  /** Undefined where nothing of the session is left. */
  readonly resume: (() => void) | undefined;
}

/** A session's scorecard. */
export function scorecardView(
  card: Scorecard,
  { download, again, resume }: ScorecardActions,
): TemplateResult {
  return html`<p class="label">${card.day}</p>
    <h2 tabindex="-1" data-heading>Scorecard</h2>
    ${
      card.score.of === 0
        ? html`<p>Nothing was marked in this session.</p>`
        : html`<p class="total">${scoreInWords(card.score)}</p>`
    }
    <p class="choices">
      <button
        class="button primary"
        type="button"
        data-download
        @click=${download}
      >
        Download as Markdown
      </button>
      <button class="button" type="button" data-again @click=${again}>
        Another session
      </button>
      ${
        resume === undefined
          ? nothing
          : html`<button
              class="button"
              type="button"
              data-resume
              @click=${resume}
            >
              Go on with this one
            </button>`
      }
    </p>
    ${
      card.weakest.length === 0
        ? nothing
        : html`<section>
            <h3>Read again, the weakest first</h3>
            <ol class="weakest" data-weakest>
              ${card.weakest.map(
                ({ behind, ...score }) =>
                  html`<li>
                    ${behindLink(behind)}
                    <span class="number">${scoreInWords(score)}</span>
                  </li>`,
              )}
            </ol>
          </section>`
    }
    ${card.scenarios.map(
      ({ texts, marked, score, step }) =>
        html`<section>
          <h3>
            <a href=${new URL(`interview/${texts.id}/`, siteRoot()).href}
              >${texts.title}</a
            >
            <span class="number">${scoreInWords(score)}</span>
          </h3>
          ${
            step.seconds < 60
              ? nothing
              : html`<p class="hint">${timeInWords(step)}</p>`
          }
          ${marked.length === 0 ? html`<p>Not marked.</p>` : marks(marked)}
          ${
            step.answer.trim() === ""
              ? nothing
              : html`<details class="again">
                  <summary>Your answer</summary>
                  <p class="own-text">${step.answer.trim()}</p>
                </details>`
          }
        </section>`,
    )}
    ${
      card.cards.length === 0
        ? nothing
        : html`<section>
            <h3>Asked again</h3>
            ${marks(card.cards)}
          </section>`
    }
    ${
      card.exercises.length === 0
        ? nothing
        : html`<section>
            <h3>Exercises</h3>
            <ul role="list">
              ${card.exercises.map(
                ({ id, title, passed }) =>
                  html`<li>
                    <a href=${new URL(`exercises/${id}/`, siteRoot()).href}
                      >${title}</a
                    >
                    ${passed ? "✓ passed" : "○ not passed"}
                  </li>`,
              )}
            </ul>
          </section>`
    }`;
}

function marks(marked: readonly MarkedCriterion[]): TemplateResult {
  return html`<ul class="marked" role="list">
    ${marked.map(
      ({ criterion, mark }) =>
        html`<li>
          <span>${words(criterion.criterion)}</span>
          <span class="label" data-mark=${mark}
            >${MARK_WORDS[mark]} · weight ${criterion.weight}</span
          >
        </li>`,
    )}
  </ul>`;
}
