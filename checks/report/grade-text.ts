import type { Exercise } from "../exercise/exercise.ts";
import type { Grade } from "../exercise/grade.ts";
import { wrapped } from "./columns.ts";

/** A grade for a terminal: a line for each goal and keep, with its reason below. */
export function gradeAsText(exercise: Exercise, grade: Grade): string {
  const titles = new Map(
    [...exercise.goals, ...exercise.keeps].map(({ id, title }) => [id, title]),
  );
  const bonus = new Set(
    exercise.goals.flatMap((goal) => (goal.bonus === true ? [goal.id] : [])),
  );
  const row = (state: string, id: string, reason: string): string =>
    `${state.padEnd(8)}${titles.get(id) ?? "The image can be built"}${bonus.has(id) ? " (bonus)" : ""}\n        ${wrapped(reason, 8)}`;
  return [
    `${exercise.title}: ${grade.passed ? "passed" : "not passed"}, ${grade.points} of ${grade.of} points`,
    "",
    "Goals",
    ...grade.goals.map(({ state, id, reason }) => row(state, id, reason)),
    "",
    "Keeps",
    ...grade.keeps.map(({ state, id, reason }) => row(state, id, reason)),
    "",
  ].join("\n");
}
