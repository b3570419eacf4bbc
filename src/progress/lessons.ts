import { persistentAtom } from "@nanostores/persistent";
import { storageKey } from "./storage.ts";

/** The lessons that are complete, by id, with the moment as an ISO date and time in UTC. */
export const lessonsRead = persistentAtom<Readonly<Record<string, string>>>(
  storageKey("lessons"),
  {},
  { encode: JSON.stringify, decode: parseRead },
);

/** Reads the complete lessons as they were stored; what is odd in it is left out. */
export function parseRead(text: string): Readonly<Record<string, string>> {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof stored !== "object" || stored === null) return {};
  return Object.fromEntries(
    Object.entries(stored).filter(
      ([, at]) => typeof at === "string" && !Number.isNaN(Date.parse(at)),
    ),
  );
}

/** Marks a lesson as complete; the first time counts. */
export function markRead(lesson: string): void {
  const read = lessonsRead.get();
  if (Object.hasOwn(read, lesson)) return;
  lessonsRead.set({ ...read, [lesson]: new Date().toISOString() });
}
