import { html, nothing, type TemplateResult } from "lit/html.js";
import { siteRoot } from "../components/root.ts";
import { MARKS, type Mark, type ScenarioStep } from "../progress/practice.ts";
import type { LoadedScenario } from "./load.ts";
import { KINDS, type Criterion, type FollowUp } from "./scenario.ts";
import { markedIn, scoreOf } from "./score.ts";
import { MARK_WORDS, scoreInWords } from "./scorecard.ts";
import { behindLink, words } from "./words.ts";
import { count } from "./count.ts";

/** What somebody does with a question. */
export interface ScenarioActions {
  readonly write: (answer: string) => void;
  readonly reveal: () => void;
  readonly mark: (criterion: string, mark: Mark) => void;
  /** To the follow-up, once all is marked. */
  readonly goOn: () => void;
  /** To another follow-up, or the next question. */
  readonly next: () => void;
}

/** What stands beside the texts. */
export interface ScenarioExtras {
  readonly timer: HTMLElement | undefined;
  /** Days until a criterion is asked again with a mark, in words. */
  readonly interval: (criterion: string, mark: Mark) => string;
  /** Whether going on was tried while criteria were open. */
  readonly isChecked: boolean;
  /** What the button says that leads on from a follow-up. */
  readonly next: string;
}

/** A scenario in the phase that its step is in. */
export function scenarioView(
  { texts, exhibit, answer }: LoadedScenario,
  step: ScenarioStep,
  actions: ScenarioActions,
  extras: ScenarioExtras,
): TemplateResult {
  const head = html`<p class="label">
      ${KINDS[texts.kind] ?? texts.kind} · ${texts.level} · ${texts.minutes} min
    </p>
    <h2 tabindex="-1" data-heading>${texts.title}</h2>`;
  const question = html`<blockquote>${words(texts.question)}</blockquote>
    ${exhibit ?? nothing}`;
  if (step.phase === "answer")
    return html`${head} ${question} ${extras.timer ?? nothing}
      <label class="answer">
        <span>Answer aloud, or write your answer here</span>
        <textarea
          rows="8"
          maxlength="20000"
          data-answer
          .value=${step.answer}
          @input=${(event: InputEvent) => {
            if (event.target instanceof HTMLTextAreaElement)
              actions.write(event.target.value);
          }}
        ></textarea>
        <span class="hint"
          >Kept in this browser as you type, and in your scorecard.</span
        >
      </label>
      <p>
        <button
          class="button primary"
          type="button"
          data-reveal
          @click=${actions.reveal}
        >
          Reveal the rubric
        </button>
      </p>`;
  if (step.phase === "rubric")
    return html`${head}
      <details class="again">
        <summary>The question again</summary>
        ${question}
      </details>
      ${ownAnswer(step.answer)}
      <section>
        <h3>What a good answer holds</h3>
        <p class="hint">
          Mark what you said, not what you knew. Each criterion comes back by
          itself when it is due.
        </p>
        ${texts.rubric.map((criterion) =>
          criterionRow(criterion, step, actions, extras),
        )}
      </section>
      ${scoreLine(texts.rubric, step, extras.isChecked)}
      <section>
        <h3>A model answer</h3>
        <div class="prose">${answer}</div>
      </section>
      <details class="again">
        <summary>Where weak answers stop</summary>
        <dl>
          ${texts.weak.map(
            (weak) =>
              html`<dt>${words(weak.answer)}</dt>
                <dd>${words(weak.misses)}</dd>`,
          )}
        </dl>
      </details>
      <p>
        <button
          class="button primary"
          type="button"
          data-go-on
          @click=${actions.goOn}
        >
          Go on to a follow-up
        </button>
      </p>`;
  const asked = texts.followUps[step.asked.at(-1) ?? 0];
  return html`${head}
    <p class="score">
      ${scoreInWords(scoreOf(markedIn(texts.rubric, step.marks)))}
    </p>
    ${asked === undefined ? nothing : followUp(asked, texts.rubric, step)}
    <p>
      <button
        class="button primary"
        type="button"
        data-next
        @click=${actions.next}
      >
        ${extras.next}
      </button>
      <a href=${new URL(`interview/${texts.id}/`, siteRoot()).href}
        >The whole scenario</a
      >
    </p>`;
}

function ownAnswer(answer: string): TemplateResult | typeof nothing {
  return answer.trim() === ""
    ? nothing
    : html`<section class="own">
        <h3 class="label">Your answer</h3>
        <p>${answer.trim()}</p>
      </section>`;
}

function criterionRow(
  { id, criterion, why, weight, behind }: Criterion,
  { marks }: ScenarioStep,
  actions: ScenarioActions,
  { interval, isChecked }: ScenarioExtras,
): TemplateResult {
  const chosen = Object.hasOwn(marks, id) ? marks[id] : undefined;
  return html`<fieldset
    class="criterion"
    data-criterion=${id}
    data-open=${isChecked && chosen === undefined ? "" : nothing}
  >
    <legend>
      ${words(criterion)} <span class="label">weight ${weight}</span>
    </legend>
    <p class="why">${words(why)} ${behindLink(behind)}</p>
    <div class="marks">
      ${MARKS.map(
        (mark) =>
          html`<label data-mark=${mark}>
            <input
              type="radio"
              name=${`mark-${id}`}
              value=${mark}
              .checked=${chosen === mark}
              @change=${() => actions.mark(id, mark)}
            />
            ${MARK_WORDS[mark]}
          </label>`,
      )}
      <span class="interval"
        >${
          chosen === undefined
            ? isChecked
              ? "Not marked yet"
              : nothing
            : `asked again in ${interval(id, chosen)}`
        }</span
      >
    </div>
  </fieldset>`;
}

function scoreLine(
  rubric: readonly Criterion[],
  { marks }: ScenarioStep,
  isChecked: boolean,
): TemplateResult {
  const marked = markedIn(rubric, marks);
  const open = rubric.length - marked.length;
  return html`<p class="score" role="status" data-score>
    ${
      marked.length === 0
        ? isChecked
          ? "Mark each criterion first."
          : nothing
        : `${scoreInWords(scoreOf(marked))}${open === 0 ? "" : `, ${count(open, "criterion", "criteria")} still to mark`}`
    }
  </p>`;
}

function followUp(
  { question, answer, after }: FollowUp,
  rubric: readonly Criterion[],
  { marks, asked }: ScenarioStep,
): TemplateResult {
  const missed = markedIn(
    rubric.filter(({ id }) => after.includes(id)),
    marks,
  ).filter(({ mark }) => mark === "missed" || mark === "partly");
  return html`<section data-follow-up=${asked.at(-1) ?? 0}>
    <h3>Follow-up</h3>
    <blockquote>${words(question)}</blockquote>
    ${
      missed.length === 0
        ? nothing
        : html`<p class="hint">
            Asked because of:
            ${missed.map(
              ({ criterion }, at) =>
                html`${at > 0 ? "; " : nothing}${words(criterion.criterion)}`,
            )}.
          </p>`
    }
    <details class="again" data-follow-up-answer>
      <summary>Answer first, then open this one</summary>
      <p>${words(answer)}</p>
    </details>
  </section>`;
}
