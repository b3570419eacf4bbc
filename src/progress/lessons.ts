import { persistentAtom } from "@nanostores/persistent";
import { storageKey } from "./storage.ts";

/** The lessons that are complete, by id, with the moment as an ISO date and time in UTC. */
export const lessonsRead = persistentAtom<Readonly<Record<string, string>>>(
  storageKey("lessons"),
  {},
  {
    encode: JSON.stringify,
    decode: (text) => parseRead(text, movedLessons()),
  },
);

/** The ids that lessons had before, with the ids that they have now: every page brings them. */
export function movedLessons(): ReadonlyMap<string, string> {
  return new Map(
    new URLSearchParams(document.documentElement.dataset["moved"]),
  );
}

/** Reads the complete lessons as they were stored, under the ids that they have now; what is odd in it is left out. */
export function parseRead(
  text: string,
  moved: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  try {
    return readIn(JSON.parse(text), moved);
  } catch {
    return {};
  }
}

/** As `parseRead`, of JSON that is parsed. */
export function readIn(
  stored: unknown,
  moved: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  if (typeof stored !== "object" || stored === null) return {};
  return Object.fromEntries(
    Object.entries(stored)
      .filter(
        ([, at]) => typeof at === "string" && !Number.isNaN(Date.parse(at)),
      )
      // Of two that went into one, the first counts: it comes last here.
      .toSorted(([, a], [, b]) => Date.parse(b) - Date.parse(a))
      .map(([id, at]) => [moved.get(id) ?? id, at]),
  );
}

/** Marks a lesson as complete; the first time counts. */
export function markRead(lesson: string): void {
  const read = lessonsRead.get();
  if (Object.hasOwn(read, lesson)) return;
  lessonsRead.set({ ...read, [lesson]: new Date().toISOString() });
}
