import type { Exercise } from "../../checks/exercise/exercise.ts";
import type { Grade } from "../../checks/exercise/grade.ts";
import { headline } from "./panel.ts";

/** What changed between two grades, for a screen reader: what broke, then what was met or reopened. */
function announcement(exercise: Exercise, before: Grade, after: Grade): string {
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

/** How long after the last grade it is said aloud, in milliseconds: not at every key. */
const SAY_DELAY = 1200;

/** Says what changed since it last did, once no grade comes for a while. */
export class Announcer {
  private said: Grade | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** A grade has come; the first is the state at the start: there to be read, not news. */
  hear(exercise: Exercise, grade: Grade, say: (text: string) => void): void {
    const before = (this.said ??= grade);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const text = announcement(exercise, before, grade);
      if (text !== "") say(text);
      this.said = grade;
    }, SAY_DELAY);
  }
}
