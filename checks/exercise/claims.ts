import type { Files } from "../files.ts";
import { dateIn, filesIn, listIn, partOf, textIn } from "../stored.ts";
import { NO_ENTRIES, type AreaEntries } from "./progress-file.ts";

/** A submitted answer, as a progress file claims it: every word of it may be made up. */
export interface ClaimedAnswer {
  /** When it is said to have passed. */
  readonly at: string;
  readonly files: Files;
  /** The version of the exercise it is said to belong to. */
  readonly version: string;
  /** The version of the judge that is said to have passed it. */
  readonly rules: string | undefined;
  /** How many hints are said to have been open. */
  readonly hints: number;
}

/** The submitted answers to one exercise, the newest first. */
export interface Claim {
  readonly exercise: string;
  readonly answers: readonly ClaimedAnswer[];
}

/** What a file claims, and what of it is not read. */
export interface Claims {
  readonly claims: readonly Claim[];
  /** How many answers or exercises cannot be read. */
  readonly odd: number;
  /** How many answers lie beyond those that are graded. */
  readonly more: number;
}

/** So many answers to an exercise are graded, the newest first: a browser keeps no more. */
export const MOST_ANSWERS = 20;
/** Answers to more exercises are left out. */
const MOST_CLAIMS = 500;
/** A longer answer is odd, in characters of its files. */
const MOST_CHARACTERS = 1_000_000;

/** The submitted answers in the attempts of a progress file; drafts are none. */
export function claimsIn(attempts: AreaEntries = NO_ENTRIES): Claims {
  const { entries, odd: oddIds } = attempts;
  let odd = oddIds;
  let more = 0;
  const claims: Claim[] = [];
  for (const [exercise, attempt] of entries) {
    const passed = listIn(partOf(attempt, "saved")).filter(
      (saved) => partOf(saved, "kind") === "passed",
    );
    const answers = passed
      .flatMap((saved) => answerIn(saved) ?? [])
      .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
    odd += passed.length - answers.length;
    if (answers.length === 0) continue;
    const taken = claims.length < MOST_CLAIMS ? MOST_ANSWERS : 0;
    more += Math.max(0, answers.length - taken);
    if (taken > 0) claims.push({ exercise, answers: answers.slice(0, taken) });
  }
  return { claims, odd, more };
}

function answerIn(saved: unknown): ClaimedAnswer | undefined {
  const at = dateIn(partOf(saved, "at"));
  const files = filesIn(partOf(saved, "files"));
  const version = textIn(partOf(saved, "version"));
  const hints = partOf(saved, "hints");
  if (at === undefined || files === undefined || version === undefined)
    return undefined;
  const length = Object.values(files).reduce(
    (sum, text) => sum + text.length,
    0,
  );
  if (length > MOST_CHARACTERS) return undefined;
  return {
    at,
    files,
    version,
    rules: textIn(partOf(saved, "rules")),
    hints: Number.isInteger(hints) && Number(hints) > 0 ? Number(hints) : 0,
  };
}
