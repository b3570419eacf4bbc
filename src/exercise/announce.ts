import type { Exercise } from "../../checks/exercise/exercise.ts";
import type { Grade } from "../../checks/exercise/grade.ts";
import { headline } from "./panel.ts";

/** What changed between two grades, for a screen reader: what broke, then what was met or reopened. */
export function announcement(
  exercise: Exercise,
  before: Grade,
  after: Grade,
): string {
  const title = (id: string): string =>
    [...exercise.goals, ...exercise.keeps].find((part) => part.id === id)
      ?.title ?? "The image can be built";
  const was = new Map(
    [...before.goals, ...before.keeps].map(
      ({ id, state }) => [id, state] as const,
    ),
  );
  const changed = [...after.keeps, ...after.goals].filter(
    ({ id, state }) => was.get(id) !== state,
  );
  const parts = changed.map(({ id, state, reason }) =>
    state === "met" || state === "kept"
      ? `${title(id)}: ${state}.`
      : `${title(id)}: ${state}. ${reason}`,
  );
  if (after.passed && !before.passed) parts.push("Passed.");
  if (parts.length === 0) return "";
  return [...parts, `${headline(exercise, after)}.`].join(" ");
}
