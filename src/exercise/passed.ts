import { html, nothing, type TemplateResult } from "lit/html.js";
import type { NamedAnswer } from "../../checks/exercise/exercise.ts";
import type { Grade } from "../../checks/exercise/grade.ts";
import type { Achievement } from "./achieved.ts";
import { unbroken, withCode } from "./panel.ts";

/** What is told of an answer that passes. */
export interface Passing {
  readonly grade: Grade;
  readonly achievements: readonly Achievement[];
  /** The sound answer whose way it goes; undefined where it goes one of its own. */
  readonly approach: NamedAnswer | undefined;
  /** How many sound answers come with the exercise. */
  readonly answers: number;
  /** Links to lessons and to what comes next, as the server wrote them. */
  readonly onward: readonly Node[];
  readonly compare: () => void;
}

/** What was achieved, what it changed since the start, the way that was taken, and what comes next. */
export function passingMoment({
  grade,
  achievements,
  approach,
  answers,
  onward,
  compare,
}: Passing): TemplateResult {
  const reasons = grade.goals
    .filter(({ state }) => state === "met")
    .map(({ reason }) => reason);
  return html`<div class="passed">
    <h3>Seaworthy</h3>
    <p>${unbroken([...new Set(reasons)].join(" "))}</p>
    ${achievements.length === 0 ? nothing : changesTable(achievements)}
    <p>
      ${
        approach === undefined
          ? "Your answer goes a way of its own."
          : html`Your answer goes this way: <strong>${approach.title}</strong>.
              ${withCode(approach.note)}`
      }
      <button type="button" class="line" @click=${compare}>
        ${answers > 1 ? `Compare with ${answers} sound answers` : "Compare with the solution"}
      </button>
    </p>
    ${onward}
  </div>`;
}

function changesTable(achievements: readonly Achievement[]): TemplateResult {
  return html`<table class="changes">
    <caption class="label">
      Since the start
    </caption>
    <thead>
      <tr>
        <td></td>
        <th scope="col">Was</th>
        <th scope="col">Is</th>
      </tr>
    </thead>
    <tbody>
      ${achievements.map(
        ({ what, before, after }) =>
          html`<tr>
            <th scope="row">${what}</th>
            <td>${before}</td>
            <td>${after}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
