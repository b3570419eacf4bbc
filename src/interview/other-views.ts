import { html, nothing, type TemplateResult } from "lit/html.js";
import { siteRoot } from "../components/root.ts";
import { MARKS, type CardStep, type Mark } from "../progress/practice.ts";
import type { ListedExercise, ScenarioTexts } from "./scenario.ts";
import { criterionOf, MARK_WORDS } from "./scorecard.ts";
import { behindLink, words } from "./words.ts";

/** What somebody does with a criterion that is due. */
export interface CardActions {
  readonly reveal: () => void;
  readonly mark: (mark: Mark) => void;
  /** Days until it is asked again with a mark, in words. */
  readonly interval: (mark: Mark) => string;
}

/** One criterion, asked alone; undefined where its scenario no longer has it. */
export function cardView(
  texts: ScenarioTexts,
  { id, phase }: CardStep,
  { reveal, mark, interval }: CardActions,
): TemplateResult | undefined {
  const criterion = criterionOf(texts, id);
  if (criterion === undefined) return undefined;
  return html`<p class="label">Asked again · ${texts.title}</p>
    <p class="brief">${words(texts.brief)}</p>
    <h2 tabindex="-1" class="ask" data-heading>${words(criterion.ask)}</h2>
    ${
      phase === "answer"
        ? html`<p>
            <button
              class="button primary"
              type="button"
              data-reveal
              @click=${reveal}
            >
              Reveal
            </button>
          </p>`
        : html`<section class="revealed" tabindex="-1" data-revealed>
            <p class="looked-for">${words(criterion.criterion)}</p>
            <p class="why">
              ${words(criterion.why)} ${behindLink(criterion.behind)}
            </p>
            <div class="ratings" role="group" aria-label="How well you met it">
              ${MARKS.map(
                (each) =>
                  html`<button
                    class="button"
                    type="button"
                    data-mark=${each}
                    @click=${() => mark(each)}
                  >
                    ${MARK_WORDS[each]}
                    <span class="interval">${interval(each)}</span>
                  </button>`,
              )}
            </div>
          </section>`
    }
    <p>
      <a href=${new URL(`interview/${texts.id}/`, siteRoot()).href}
        >The whole scenario</a
      >
    </p>`;
}

/** An exercise to be solved on its own page, and come back from. */
export function exerciseView(
  { id, title, minutes }: ListedExercise,
  state: "open" | "begun" | "done",
  goOn: () => void,
): TemplateResult {
  const isDone = state === "done";
  return html`<p class="label">Exercise · ${minutes} min</p>
    <h2 tabindex="-1" data-heading>${title}</h2>
    <p>
      ${
        isDone
          ? "✓ Passed. Go on when you are ready."
          : "It is graded on its own page as you type. This session waits here: come back when it passes, or when the time is up."
      }
    </p>
    <p class="choices">
      <a
        class=${isDone ? "button" : "button primary"}
        href=${new URL(`exercises/${id}/`, siteRoot()).href}
        data-exercise
        >${isDone ? "Look at it again" : state === "begun" ? "Back to the exercise" : "Open the exercise"}</a
      >
      <button
        class=${isDone ? "button primary" : "button"}
        type="button"
        data-go-on
        @click=${goOn}
      >
        Go on
      </button>
    </p>`;
}

/** What is shown in place of a question that cannot be. */
export function missingView(
  text: string,
  skip: () => void,
  retry: (() => void) | undefined,
): TemplateResult {
  return html`<h2 tabindex="-1" data-heading>${text}</h2>
    <p class="choices">
      ${
        retry === undefined
          ? nothing
          : html`<button class="button primary" type="button" @click=${retry}>
              Try again
            </button>`
      }
      <button class="button" type="button" @click=${skip}>
        Go on without it
      </button>
    </p>`;
}
