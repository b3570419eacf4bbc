import {
  attemptAt,
  attemptIn,
  hintsOpen,
  isBegun,
  newest,
  type Attempt,
  type SavedAnswer,
} from "./attempts.ts";
import { forget, storedAreas } from "./storage.ts";

/** All attempts that this browser keeps, by exercise. */
export function allAttempts(): Readonly<Record<string, Attempt>> {
  return Object.fromEntries(
    storedAreas("attempt:")
      // Beside an attempt may lie one that could not be read.
      .filter(isExercise)
      .map((exercise) => [exercise, attemptAt(exercise).get()] as const)
      .filter(([, attempt]) => isBegun(attempt)),
  );
}

/** Keeps these attempts and no others. */
export function setAllAttempts(all: Readonly<Record<string, Attempt>>): void {
  const before = allAttempts();
  for (const exercise of Object.keys(before))
    if (!Object.hasOwn(all, exercise)) forget(`attempt:${exercise}`);
  for (const [exercise, attempt] of Object.entries(all))
    if (JSON.stringify(attempt) !== JSON.stringify(before[exercise]))
      attemptAt(exercise).set(attempt);
}

/** Reads attempts by exercise; those in which nothing was begun, or nothing can be read, are left out. */
export function parseAttempts(
  text: string,
): Readonly<Record<string, Attempt>> | undefined {
  try {
    return attemptsIn(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** As `parseAttempts`, of JSON that is parsed. */
export function attemptsIn(
  stored: unknown,
): Readonly<Record<string, Attempt>> | undefined {
  if (typeof stored !== "object" || stored === null) return undefined;
  return Object.fromEntries(
    Object.entries(stored)
      .filter(([exercise]) => isExercise(exercise))
      .map(([exercise, value]) => [exercise, attemptIn(value)] as const)
      .filter(([, attempt]) => isBegun(attempt)),
  );
}

function isExercise(id: string): boolean {
  return /^[a-z0-9][a-z0-9-]*$/i.test(id);
}

/**
 * One attempt of two at the same exercise: the draft of the one that was changed last, the other's draft saved, and the
 * hints, met goals and saved answers of both.
 */
export function united(here: Attempt, there: Attempt): Attempt {
  const isHere = timeOf(here) >= timeOf(there);
  const [newer, older] = isHere ? [here, there] : [there, here];
  const draft = newer.files === undefined ? older : newer;
  const isSame = JSON.stringify(older.files) === JSON.stringify(draft.files);
  const saved = [
    ...here.saved,
    ...there.saved,
    ...(isSame ? [] : draftOf(older)),
  ].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const texts = saved.map(({ kind, files }) => JSON.stringify([kind, files]));
  return {
    files: draft.files,
    version: draft.version,
    hints: {
      ...here.hints,
      ...Object.fromEntries(
        Object.entries(there.hints).map(([goal, open]) => [
          goal,
          Math.max(
            open,
            Object.hasOwn(here.hints, goal) ? (here.hints[goal] ?? 0) : 0,
          ),
        ]),
      ),
    },
    met: [...new Set([...here.met, ...there.met])],
    saved: newest(
      saved.filter((_, at) => texts.indexOf(texts[at] ?? "") === at),
    ),
    at: newer.at,
  };
}

function timeOf({ at }: Attempt): number {
  return Date.parse(at) || 0;
}

/** The draft of an attempt as an answer that is kept apart. */
function draftOf(attempt: Attempt): readonly SavedAnswer[] {
  const { files, version } = attempt;
  if (files === undefined) return [];
  return [
    {
      kind: "draft",
      at: new Date(timeOf(attempt)).toISOString(),
      files,
      version: version ?? "",
      hints: hintsOpen(attempt),
    },
  ];
}
