import { cards, memoryOf, type Memory } from "../progress/cards.ts";
import {
  practice,
  practisedOf,
  withSession,
  type Mark,
  type Session,
  type SessionStep,
} from "../progress/practice.ts";
import { now } from "../progress/clock.ts";
import { memoryAfter } from "./schedule.ts";
import type { Score } from "./score.ts";

/** A session as it is kept now. */
export function sessionAt(id: string): Session | undefined {
  const all = practice.get();
  const entry = Object.hasOwn(all, id) ? all[id] : undefined;
  return entry?.kind === "session" ? entry : undefined;
}

/** Keeps a session. */
export function storeSession(id: string, session: Session): void {
  const changed = { ...session, at: moment() };
  practice.set(withSession(practice.get(), id, changed));
}

/** A session with one of its steps changed; it has ended once all are done. */
export function withStep(
  session: Session,
  at: number,
  step: SessionStep,
): Session {
  const steps = session.steps.with(at, step);
  return {
    ...session,
    steps,
    ended: steps.every(({ phase }) => phase === "done"),
  };
}

/** What will be remembered of a card after a mark given now. */
export function memoryWith(id: string, mark: Mark): Memory {
  const all = cards.get();
  const memory = memoryOf(all, id);
  const lastAt = memory === undefined ? undefined : all[id]?.at;
  return memoryAfter(memory, lastAt, mark, now());
}

/** Marks a card, `scenario/criterion`, now. */
export function remember(id: string, mark: Mark): void {
  cards.set({
    ...cards.get(),
    [id]: { memory: memoryWith(id, mark), at: moment() },
  });
}

/** A scenario was practised to its end, now. */
export function rememberScore(scenario: string, { points, of }: Score): void {
  const all = practice.get();
  const times = (practisedOf(all, scenario)?.times ?? 0) + 1;
  const id = `scenario/${scenario}`;
  practice.set({
    ...all,
    [id]: { kind: "practised", points, of, times, at: moment() },
  });
}

function moment(): string {
  return new Date(now()).toISOString();
}
