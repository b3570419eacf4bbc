import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Exercise } from "../../checks/exercise/exercise.ts";
import type {
  GoalResult,
  Grade,
  KeepResult,
} from "../../checks/exercise/grade.ts";
import type { Range } from "../../checks/files.ts";
import { siteRoot } from "../components/root.ts";
import type { Attempt } from "../progress/attempts.ts";
import { isToRepair, nextGoal, noticed, type Noticed } from "./problems.ts";

/** What the panel asks the workspace to do. */
export interface PanelActions {
  openHint(goal: string): void;
  goTo(range: Range, path?: string): void;
}

const GOAL_SIGNS = { met: "✓", open: "○", unknown: "?" } as const;
const KEEP_SIGNS = { kept: "✓", lost: "✗", unknown: "?" } as const;
const SEVERITY_SIGNS = { error: "✗", warning: "!", info: "i" } as const;
const GOAL_WORDS = {
  met: "met",
  open: "open",
  unknown: "unknown",
} as const;
const KEEP_WORDS = {
  kept: "kept",
  lost: "lost",
  unknown: "unknown",
} as const;

/**
 * The result of the newest grade: what is lost first, then goals and keeps, then what the rules say beside them.
 * `moment` is what is shown once the answer passes; `marking`, whether the learner has begun.
 */
export function panel(
  exercise: Exercise,
  grade: Grade,
  attempt: Attempt,
  actions: PanelActions,
  { moment, marking }: { moment: TemplateResult | undefined; marking: boolean },
): TemplateResult {
  const lost = grade.keeps.filter(
    (keep) => keep.state === "lost" && !isToRepair(exercise, keep, attempt),
  );
  const [broken, whole] = [true, false].map((isBroken) =>
    grade.keeps.filter(
      ({ id }) => (exercise.broken?.includes(id) ?? false) === isBroken,
    ),
  );
  // What is broken comes before anything else.
  const next =
    marking && lost.length === 0 ? nextGoal(exercise, grade) : undefined;
  const others = marking ? noticed(exercise, grade) : [];
  return html`
    ${
      lost.length === 0 || !marking
        ? nothing
        : html`<div class="broken">
            <h3 class="label">Broken by the change</h3>
            ${lost.map((keep) => brokenKeep(keep, actions))}
          </div>`
    }
    ${grade.passed ? (moment ?? nothing) : nothing}
    <h3 class="label">Goals</h3>
    <ol class="goals" role="list">
      ${grade.goals.map((result) =>
        goalRow(exercise, result, attempt, actions, result === next),
      )}
    </ol>
    ${keepList("To repair", broken, exercise, attempt, actions)}
    ${keepList("To keep", whole, exercise, attempt, actions)}
    ${
      others.length === 0
        ? nothing
        : html`<h3 class="label">Also noticed</h3>
            <ul class="noticed" role="list">
              ${others.map((each) => noticedRow(each, actions))}
            </ul>`
    }
  `;
}

/** What stands in the panel's head, in words. */
export function headline(exercise: Exercise, grade: Grade): string {
  const required = exercise.goals.filter(({ bonus }) => bonus !== true);
  const met = required.filter(({ id }) =>
    grade.goals.some((goal) => goal.id === id && goal.state === "met"),
  );
  const kept = grade.keeps.filter(({ state }) => state === "kept").length;
  return `${met.length} of ${required.length} goals met, ${kept} of ${grade.keeps.length} kept`;
}

function brokenKeep(keep: KeepResult, actions: PanelActions): TemplateResult {
  return html`<p>
    ${unbroken(keep.reason)} ${lineButton(keep.range, actions)}
  </p>`;
}

function goalRow(
  exercise: Exercise,
  result: GoalResult,
  attempt: Attempt,
  actions: PanelActions,
  isNext: boolean,
): TemplateResult {
  const goal = exercise.goals.find(({ id }) => id === result.id);
  const { state, id, reason, range } = result;
  const open = attempt.hints[id] ?? 0;
  const hints = goal?.hints.slice(0, open) ?? [];
  return html`<li
    class="row"
    data-state=${state}
    data-goal=${id}
    ?data-next=${isNext}
  >
    <span class="sign" aria-hidden="true">${GOAL_SIGNS[state]}</span>
    <div class="what">
      <p class="title">
        ${isNext ? html`<span class="next-mark">Next</span> ` : nothing}${goal?.title}
      </p>
      <p class="reason">
        <span class="state">${GOAL_WORDS[state]}</span> ${unbroken(reason)}
        ${lineButton(range, actions)}
      </p>
      ${hints.map((hint) => html`<p class="hint">${withCode(hint)}</p>`)}
      ${
        state === "met" || open >= 3
          ? nothing
          : html`<button
              class="quiet"
              type="button"
              @click=${() => actions.openHint(id)}
            >
              Hint ${open + 1} of 3<span class="sr-only">: ${goal?.title}</span>
            </button>`
      }
    </div>
    <span class="points number"
      >${goal?.points}<span class="sr-only"> points</span>${
        goal?.bonus === true ? html`<span class="bonus">bonus</span>` : nothing
      }</span
    >
  </li>`;
}

function keepList(
  title: string,
  keeps: readonly KeepResult[] | undefined,
  exercise: Exercise,
  attempt: Attempt,
  actions: PanelActions,
): TemplateResult | typeof nothing {
  if (keeps === undefined || keeps.length === 0) return nothing;
  return html`<h3 class="label">${title}</h3>
    <ul class="keeps" role="list">
      ${keeps.map((keep) => keepRow(exercise, keep, attempt, actions))}
    </ul>`;
}

function keepRow(
  exercise: Exercise,
  keep: KeepResult,
  attempt: Attempt,
  actions: PanelActions,
): TemplateResult {
  const { id, state, reason, range } = keep;
  const title =
    exercise.keeps.find((each) => each.id === id)?.title ??
    "The image can be built";
  const open = isToRepair(exercise, keep, attempt);
  return html`<li
    class="row"
    data-state=${open ? "open" : state}
    data-keep=${id}
  >
    <span class="sign" aria-hidden="true"
      >${open ? GOAL_SIGNS.open : KEEP_SIGNS[state]}</span
    >
    <div class="what">
      <p class="title">${title}</p>
      <p class="reason">
        <span class="state">${open ? GOAL_WORDS.open : KEEP_WORDS[state]}</span>
        ${state === "kept" ? nothing : html`${unbroken(reason)} ${lineButton(range, actions)}`}
      </p>
    </div>
  </li>`;
}

/** The first finding of a rule, with what to do and the rule's page; the others are marks in the text. */
function noticedRow(
  { first, more }: Noticed,
  actions: PanelActions,
): TemplateResult {
  const { rule, severity, message, remedy, range, file } = first;
  return html`<li class="row" data-severity=${severity}>
    <span class="sign" aria-hidden="true">${SEVERITY_SIGNS[severity]}</span>
    <div class="what">
      <p>
        <span class="sr-only">${severity}: </span>${message}
        ${lineButton(range, actions, file)}
      </p>
      <p class="reason">
        ${remedy}
        <a href=${new URL(`rules/${rule}/`, siteRoot()).pathname}>${rule}</a>${
          more === 0
            ? nothing
            : html`, and ${more === 1 ? "one place" : `${more} places`} more`
        }
      </p>
    </div>
  </li>`;
}

function lineButton(
  range: Range | undefined,
  actions: PanelActions,
  path = "Dockerfile",
): TemplateResult | typeof nothing {
  if (range === undefined) return nothing;
  return html`<button
    class="line"
    type="button"
    @click=${() => actions.goTo(range, path)}
  >
    ${path === "Dockerfile" ? "" : `${path} `}line ${range.start.line}
  </button>`;
}

/** A sentence whose words with a hyphen, such as `--omit=dev` or `node:24-slim`, stay in one line. */
export function unbroken(sentence: string): unknown[] {
  return sentence
    .split(/((?<!\S)\S{0,24}-\S{1,24}(?!\S))/)
    .map((part, at) =>
      at % 2 === 1 ? html`<span class="nowrap">${part}</span>` : part,
    );
}

/** A text with what stands between backquotes as code. */
export function withCode(text: string): unknown[] {
  return text
    .split("`")
    .map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part));
}
