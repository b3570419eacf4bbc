import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Exercise } from "../../checks/exercise/exercise.ts";
import type {
  GoalResult,
  Grade,
  KeepResult,
} from "../../checks/exercise/grade.ts";
import type { Range } from "../../checks/files.ts";
import type { Attempt } from "../progress/attempts.ts";

/** What the panel asks the workspace to do. */
export interface PanelActions {
  openHint(goal: string): void;
  goTo(range: Range): void;
}

const GOAL_SIGNS = { met: "✓", open: "○", unknown: "?" } as const;
const KEEP_SIGNS = { kept: "✓", lost: "✗", unknown: "?" } as const;
const GOAL_WORDS = {
  met: "met",
  open: "open",
  unknown: "cannot be told",
} as const;
const KEEP_WORDS = {
  kept: "kept",
  lost: "lost",
  unknown: "cannot be told",
} as const;

/** The result of the newest grade: goals and keeps, what is lost first; `lessons` links what explains the goals. */
export function panel(
  exercise: Exercise,
  grade: Grade,
  attempt: Attempt,
  actions: PanelActions,
  lessons: readonly Node[],
): TemplateResult {
  const lost = grade.keeps.filter(({ state }) => state === "lost");
  return html`
    ${grade.passed ? passed(grade, lessons) : nothing}
    ${
      lost.length === 0 || !begun(attempt)
        ? nothing
        : html`<div class="broken">
            <h3 class="label">Broken by the change</h3>
            ${lost.map((keep) => brokenKeep(keep, actions))}
          </div>`
    }
    <h3 class="label">Goals</h3>
    <ol class="goals" role="list">
      ${grade.goals.map((result) =>
        goalRow(exercise, result, attempt, actions),
      )}
    </ol>
    <h3 class="label">To keep</h3>
    <ul class="keeps" role="list">
      ${grade.keeps.map((keep) => keepRow(exercise, keep, actions))}
    </ul>
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

function begun({ files }: Attempt): boolean {
  return files !== undefined;
}

function passed(grade: Grade, lessons: readonly Node[]): TemplateResult {
  const reasons = grade.goals
    .filter(({ state }) => state === "met")
    .map(({ reason }) => reason);
  return html`<div class="passed">
    <h3>Seaworthy</h3>
    <p>${[...new Set(reasons)].join(" ")}</p>
    ${
      lessons.length === 0
        ? nothing
        : html`<p class="next">Why it is so: ${lessons}</p>`
    }
  </div>`;
}

function brokenKeep(keep: KeepResult, actions: PanelActions): TemplateResult {
  return html`<p>${keep.reason} ${lineButton(keep.range, actions)}</p>`;
}

function goalRow(
  exercise: Exercise,
  result: GoalResult,
  attempt: Attempt,
  actions: PanelActions,
): TemplateResult {
  const goal = exercise.goals.find(({ id }) => id === result.id);
  const { state, id, reason, range } = result;
  const open = attempt.hints[id] ?? 0;
  const hints = goal?.hints.slice(0, open) ?? [];
  return html`<li class="row" data-state=${state} data-goal=${id}>
    <span class="sign" aria-hidden="true">${GOAL_SIGNS[state]}</span>
    <div class="what">
      <p class="title">${goal?.title}</p>
      <p class="reason">
        <span class="state">${GOAL_WORDS[state]}</span> ${reason}
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

function keepRow(
  exercise: Exercise,
  { id, state, reason, range }: KeepResult,
  actions: PanelActions,
): TemplateResult {
  const title =
    exercise.keeps.find((keep) => keep.id === id)?.title ??
    "The image can be built";
  return html`<li class="row" data-state=${state} data-keep=${id}>
    <span class="sign" aria-hidden="true">${KEEP_SIGNS[state]}</span>
    <div class="what">
      <p class="title">${title}</p>
      <p class="reason">
        <span class="state">${KEEP_WORDS[state]}</span>
        ${state === "kept" ? nothing : html`${reason} ${lineButton(range, actions)}`}
      </p>
    </div>
  </li>`;
}

function lineButton(
  range: Range | undefined,
  actions: PanelActions,
): TemplateResult | typeof nothing {
  if (range === undefined) return nothing;
  return html`<button
    class="line"
    type="button"
    @click=${() => actions.goTo(range)}
  >
    line ${range.start.line}
  </button>`;
}

/** A hint with what stands between backquotes as code. */
function withCode(hint: string): unknown[] {
  return hint
    .split("`")
    .map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part));
}
