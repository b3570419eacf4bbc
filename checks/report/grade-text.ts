import type { Exercise } from "../exercise/exercise.ts";
import type { Grade } from "../exercise/grade.ts";
import { wrapped } from "./columns.ts";

/** A grade for a terminal: what it comes to, then a line for each goal and keep, with its reason below. */
export function gradeAsText(exercise: Exercise, grade: Grade): string {
  const titles = new Map(
    [...exercise.goals, ...exercise.keeps].map(({ id, title }) => [id, title]),
  );
  const bonus = new Set(
    exercise.goals.flatMap((goal) => (goal.bonus === true ? [goal.id] : [])),
  );
  const titleOf = (id: string): string =>
    titles.get(id) ?? "The image can be built";
  const row = (state: string, id: string, reason: string): string =>
    `${state.padEnd(8)}${titleOf(id)}${bonus.has(id) ? " (bonus)" : ""}\n        ${wrapped(reason, 8)}`;
  // All points do not pass where something broke, so that stands beside them.
  const broken = grade.keeps.filter(({ state }) => state !== "kept");
  return [
    `${exercise.title}: ${grade.passed ? "passed" : "not passed"}, ${grade.points} of ${grade.of} points`,
    ...broken.map(({ state, id }) => `${state}: ${titleOf(id)}`),
    "",
    "Goals",
    ...grade.goals.map(({ state, id, reason }) => row(state, id, reason)),
    "",
    "Keeps",
    ...grade.keeps.map(({ state, id, reason }) => row(state, id, reason)),
    "",
  ].join("\n");
}
