import { persistentAtom } from "@nanostores/persistent";
import type { WritableAtom } from "nanostores";
import type { Files } from "../../checks/files.ts";
import { storageKey } from "./storage.ts";

/** What a learner has done in one exercise. */
export interface Attempt {
  /** The files as they were last typed; undefined before the first change. */
  readonly files: Files | undefined;
  /** How many hints of each goal are open. */
  readonly hints: Readonly<Record<string, number>>;
  /** Goals that were met at some time. */
  readonly met: readonly string[];
  /** The last answer that passed. */
  readonly passed: Files | undefined;
}

/** An exercise that was not begun. */
export const NO_ATTEMPT: Attempt = {
  files: undefined,
  hints: {},
  met: [],
  passed: undefined,
};

/** The attempt at an exercise, kept in this browser. */
export function attemptAt(exercise: string): WritableAtom<Attempt> {
  return persistentAtom<Attempt>(
    storageKey(`attempt:${exercise}`),
    NO_ATTEMPT,
    { encode: JSON.stringify, decode: parseAttempt, listen: false },
  );
}

/** Reads an attempt as it was stored; what is odd in it is left out. */
export function parseAttempt(text: string): Attempt {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return NO_ATTEMPT;
  }
  if (typeof stored !== "object" || stored === null) return NO_ATTEMPT;
  const part = (name: string): unknown =>
    Object.entries(stored).find(([key]) => key === name)?.[1];
  const met = part("met");
  return {
    files: parseFiles(part("files")),
    hints: parseCounts(part("hints")),
    met: Array.isArray(met) ? met.filter((id) => typeof id === "string") : [],
    passed: parseFiles(part("passed")),
  };
}

function parseFiles(value: unknown): Files | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const entries = Object.entries(value);
  return entries.every(([, text]) => typeof text === "string")
    ? Object.fromEntries(entries)
    : undefined;
}

function parseCounts(value: unknown): Record<string, number> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, count]) => typeof count === "number" && count >= 0 && count <= 3,
    ),
  );
}
