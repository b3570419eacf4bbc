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

/** The hour at which a day begins, so that an evening that lasts past midnight is one day. */
const DAWN = 4;

/** What is remembered after a mark given now, in milliseconds; `lastAt` is when the one before was given. */
export function memoryAfter(
  memory: Memory | undefined,
  lastAt: string | undefined,
  mark: Mark,
  now: number,
): Memory {
  const today = dayOf(now);
  const last =
    lastAt === undefined ? today : Math.min(today, dayOf(Date.parse(lastAt)));
  const card =
    memory === undefined
      ? createEmptyCard(new Date(today))
      : {
          due: new Date(last),
          stability: memory.stability,
          difficulty: memory.difficulty,
          // The scheduler counts them itself, from the last review.
          elapsed_days: 0,
          scheduled_days: memory.days,
          learning_steps: 0,
          reps: memory.reps,
          lapses: memory.lapses,
          state: State.Review,
          last_review: new Date(last),
        };
  const after = scheduler.next(card, new Date(today), GRADES[mark]).card;
  return {
    due: dawnAfter(now, after.scheduled_days).toISOString(),
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

/** The day of the calendar here as a number: the scheduler counts days at UTC. */
function dayOf(at: number): number {
  const day = new Date(at);
  day.setHours(day.getHours() - DAWN);
  return Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
}

function dawnAfter(now: number, days: number): Date {
  const day = new Date(now);
  day.setHours(day.getHours() - DAWN);
  return new Date(
    day.getFullYear(),
    day.getMonth(),
    day.getDate() + days,
    DAWN,
  );
}
