import type { Grade } from "../../checks/exercise/grade.ts";

/**
 * A grade whose pending goals and keeps, those not judged yet, stand as they stood before. One that never was judged
 * is open and gives no reason.
 */
export function settled(
  grade: Grade,
  pending: readonly string[],
  before: Grade | undefined,
): Grade {
  if (pending.length === 0) return grade;
  return {
    ...grade,
    goals: grade.goals.map((goal) =>
      pending.includes(goal.id)
        ? (before?.goals.find(({ id }) => id === goal.id) ?? {
            ...goal,
            state: "open",
            reason: "",
          })
        : goal,
    ),
    keeps: grade.keeps.map((keep) =>
      pending.includes(keep.id)
        ? (before?.keeps.find(({ id }) => id === keep.id) ?? keep)
        : keep,
    ),
  };
}
