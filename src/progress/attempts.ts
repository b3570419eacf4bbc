import { persistentAtom } from "@nanostores/persistent";
import type { WritableAtom } from "nanostores";
import type { Files } from "../../checks/files.ts";
import {
  countsIn,
  dateIn,
  filesIn,
  listIn,
  partOf,
  textIn,
  textsIn,
} from "./parse.ts";
import { setAside, storageKey } from "./storage.ts";

/** An answer that is kept apart from the draft. */
export interface SavedAnswer {
  /** `passed`, or a draft that something else took the place of. */
  readonly kind: "passed" | "draft";
  /** When, as an ISO date with time in UTC. */
  readonly at: string;
  readonly files: Files;
  /** The version of the exercise it belongs to. */
  readonly version: string;
  /** How many hints were open. */
  readonly hints: number;
  /** The version of the judge that was asked; undefined in what was saved before it was kept. */
  readonly rules?: string | undefined;
}

/** What a learner has done in one exercise. */
export interface Attempt {
  /** The files as they were last typed; undefined before the first change. */
  readonly files: Files | undefined;
  /** The version of the exercise that the files were begun with. */
  readonly version: string | undefined;
  /** How many hints of each goal are open. */
  readonly hints: Readonly<Record<string, number>>;
  /** Goals that were met at some time, and keeps that were broken at the start and kept at some time. */
  readonly met: readonly string[];
  /** The newest first. */
  readonly saved: readonly SavedAnswer[];
  /** When it was last changed, as an ISO date with time in UTC; empty where that is not known. */
  readonly at: string;
}

/** An exercise that was not begun. */
export const NO_ATTEMPT: Attempt = {
  files: undefined,
  version: undefined,
  hints: {},
  met: [],
  saved: [],
  at: "",
};

/** How many answers of a kind are kept; the oldest go first. */
const KEPT = { passed: 20, draft: 5 } as const;

/** The attempt at an exercise, kept in this browser. Another tab's changes are told by `onAttemptElsewhere`. */
export function attemptAt(exercise: string): WritableAtom<Attempt> {
  return persistentAtom<Attempt>(keyOf(exercise), NO_ATTEMPT, {
    encode: JSON.stringify,
    decode: (text) => {
      if (!isObject(text)) setAside(keyOf(exercise), text);
      return parseAttempt(text);
    },
    listen: false,
  });
}

/** Tells of every change that another tab makes to an attempt; gives the function that ends it. */
export function onAttemptElsewhere(
  exercise: string,
  tell: (attempt: Attempt) => void,
): () => void {
  const listen = ({ key, newValue }: StorageEvent): void => {
    if (key === keyOf(exercise) && newValue !== null)
      tell(parseAttempt(newValue));
  };
  addEventListener("storage", listen);
  return () => removeEventListener("storage", listen);
}

function keyOf(exercise: string): string {
  return storageKey(`attempt:${exercise}`);
}

/** An attempt with one more saved answer; the same files of the same kind are kept once, as the newest. */
export function withSaved(attempt: Attempt, answer: SavedAnswer): Attempt {
  const text = JSON.stringify(answer.files);
  const others = attempt.saved.filter(
    ({ kind, files }) => kind !== answer.kind || JSON.stringify(files) !== text,
  );
  return { ...attempt, saved: newest([answer, ...others]) };
}

/** Of each kind as many answers as are kept; they come with the newest first. */
export function newest(saved: readonly SavedAnswer[]): readonly SavedAnswer[] {
  const counts = { passed: 0, draft: 0 };
  return saved.filter(({ kind }) => ++counts[kind] <= KEPT[kind]);
}

/** Whether an answer has passed at some time. */
export function hasPassed({ saved }: Attempt): boolean {
  return saved.some(({ kind }) => kind === "passed");
}

/** Whether something was typed, asked or met. */
export function isBegun(attempt: Attempt): boolean {
  return (
    attempt.files !== undefined ||
    attempt.met.length > 0 ||
    attempt.saved.length > 0 ||
    hintsOpen(attempt) > 0
  );
}

/** How many hints are open in all. */
export function hintsOpen({ hints }: Attempt): number {
  return Object.values(hints).reduce((sum, open) => sum + open, 0);
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Reads an attempt as it was stored; what is odd in it is left out. */
export function parseAttempt(text: string): Attempt {
  try {
    return attemptIn(JSON.parse(text));
  } catch {
    return NO_ATTEMPT;
  }
}

/** Reads an attempt as it was parsed; what is odd in it is left out. */
export function attemptIn(stored: unknown): Attempt {
  const saved = newest(
    listIn(partOf(stored, "saved")).flatMap((each) => parseSaved(each) ?? []),
  );
  return {
    files: filesIn(partOf(stored, "files")),
    version: textIn(partOf(stored, "version")),
    hints: countsIn(partOf(stored, "hints"), 3),
    met: textsIn(partOf(stored, "met")),
    saved,
    at: dateIn(partOf(stored, "at")) ?? saved[0]?.at ?? "",
  };
}

function parseSaved(stored: unknown): SavedAnswer | undefined {
  const kind = partOf(stored, "kind");
  const at = textIn(partOf(stored, "at"));
  const files = filesIn(partOf(stored, "files"));
  const version = textIn(partOf(stored, "version"));
  const hints = partOf(stored, "hints");
  const rules = textIn(partOf(stored, "rules"));
  if (kind !== "passed" && kind !== "draft") return undefined;
  if (at === undefined || Number.isNaN(Date.parse(at))) return undefined;
  if (files === undefined || version === undefined) return undefined;
  return {
    kind,
    at,
    files,
    version,
    hints: typeof hints === "number" && hints >= 0 ? hints : 0,
    ...(rules === undefined ? {} : { rules }),
  };
}
