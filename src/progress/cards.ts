import { persistentAtom } from "@nanostores/persistent";
import { partOf, textIn } from "./parse.ts";
import { setAside, storageKey } from "./storage.ts";

/** What is remembered of one criterion of an interview scenario, and when it is asked again. */
export interface Memory {
  /** When it is due, as an ISO date with time in UTC. */
  readonly due: string;
  /** Days after which nine of ten such answers are still known. */
  readonly stability: number;
  /** From 1 to 10. */
  readonly difficulty: number;
  /** Days between the last answer and the moment it is due. */
  readonly days: number;
  /** How often it was marked, and how often it was missed when it had been known. */
  readonly reps: number;
  readonly lapses: number;
}

/** A card: the criterion's memory; undefined where it was cleared. */
export interface Card {
  readonly memory: Memory | undefined;
  /** When it was last marked or cleared, as an ISO date with time in UTC. */
  readonly at: string;
}

/** Cards by `scenario/criterion`. */
export type Cards = Readonly<Record<string, Card>>;

const KEY = storageKey("cards");

/** The cards, kept in this browser and shared by its tabs. */
export const cards = persistentAtom<Cards>(
  KEY,
  {},
  {
    encode: JSON.stringify,
    decode: (text) => {
      const read = parseCards(text);
      if (read === undefined) setAside(KEY, text);
      return read ?? {};
    },
  },
);

/** The id of a criterion's card. */
export function cardId(scenario: string, criterion: string): string {
  return `${scenario}/${criterion}`;
}

/** The memory of a card; undefined where it was never marked, or cleared. */
export function memoryOf(all: Cards, id: string): Memory | undefined {
  return Object.hasOwn(all, id) ? all[id]?.memory : undefined;
}

/** Of these cards, the ones that are due at a moment in milliseconds, those that wait longest first. */
export function dueOf(
  all: Cards,
  ids: readonly string[],
  now: number,
): readonly string[] {
  return ids
    .flatMap((id) => {
      const due = memoryOf(all, id)?.due;
      return due !== undefined && Date.parse(due) <= now
        ? [{ id, due: Date.parse(due) }]
        : [];
    })
    .toSorted((a, b) => a.due - b.due)
    .map(({ id }) => id);
}

/** Reads cards as they were stored, what is odd in them left out; undefined where they are no object at all. */
export function parseCards(text: string): Cards | undefined {
  try {
    return cardsIn(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** As `parseCards`, of JSON that is parsed. */
export function cardsIn(stored: unknown): Cards | undefined {
  if (typeof stored !== "object" || stored === null || Array.isArray(stored))
    return undefined;
  return Object.fromEntries(
    Object.entries(stored).flatMap(([id, value]) => {
      const at = dateIn(partOf(value, "at"));
      const memory = partOf(value, "memory");
      const read = memory === undefined ? undefined : parseMemory(memory);
      return at === undefined || (memory !== undefined && read === undefined)
        ? []
        : [[id, { memory: read, at }]];
    }),
  );
}

function parseMemory(value: unknown): Memory | undefined {
  const due = dateIn(partOf(value, "due"));
  const stability = numberIn(partOf(value, "stability"));
  const difficulty = numberIn(partOf(value, "difficulty"));
  // The scheduler divides by both.
  if (due === undefined || !(stability > 0) || !(difficulty >= 1))
    return undefined;
  return {
    due,
    stability,
    difficulty: Math.min(10, difficulty),
    days: countIn(partOf(value, "days")),
    reps: countIn(partOf(value, "reps")),
    lapses: countIn(partOf(value, "lapses")),
  };
}

function dateIn(value: unknown): string | undefined {
  const text = textIn(value);
  return text === undefined || Number.isNaN(Date.parse(text))
    ? undefined
    : text;
}

function numberIn(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

function countIn(value: unknown): number {
  return Math.max(0, Math.round(numberIn(value)));
}
