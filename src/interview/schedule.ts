import { createEmptyCard, fsrs, Rating, State, type Grade } from "ts-fsrs";
import type { Memory } from "../progress/cards.ts";
import type { Mark } from "../progress/practice.ts";

/** Without steps of minutes: what is missed comes back on another day, not in the same session. */
const scheduler = fsrs({ enable_short_term: false, enable_fuzz: false });

const GRADES: Readonly<Record<Mark, Grade>> = {
  missed: Rating.Again,
  partly: Rating.Hard,
  met: Rating.Good,
  once: Rating.Easy,
};

const DAY = 86_400_000;

/** What is remembered after a mark, at a moment in milliseconds. */
export function memoryAfter(
  memory: Memory | undefined,
  lastAt: string | undefined,
  mark: Mark,
  now: number,
): Memory {
  const last = lastAt === undefined ? now : Math.min(now, Date.parse(lastAt));
  const card =
    memory === undefined
      ? createEmptyCard(new Date(now))
      : {
          due: new Date(memory.due),
          stability: memory.stability,
          difficulty: memory.difficulty,
          elapsed_days: Math.floor((now - last) / DAY),
          scheduled_days: memory.days,
          learning_steps: 0,
          reps: memory.reps,
          lapses: memory.lapses,
          state: State.Review,
          last_review: new Date(last),
        };
  const after = scheduler.next(card, new Date(now), GRADES[mark]).card;
  return {
    due: after.due.toISOString(),
    stability: after.stability,
    difficulty: after.difficulty,
    days: after.scheduled_days,
    reps: after.reps,
    lapses: after.lapses,
  };
}

/** Days as people say them: `1 day`, `12 days`, `2 months`. */
export function inWords(days: number): string {
  const [count, unit] =
    days < 60
      ? [days, "day"]
      : days < 730
        ? [Math.round(days / 30.4), "month"]
        : [Math.round(days / 365), "year"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
