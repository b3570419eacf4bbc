import type { Files } from "../files.ts";
import { claimsIn, type Claim, type ClaimedAnswer } from "./claims.ts";
import { BUILDS, type Exercise } from "./exercise.ts";
import type { Grade } from "./grade.ts";
import { openProgress } from "./progress-file.ts";

/**
 * What comes of grading again. `passes`: it passes now. `earlier`: it does not, and is said to have passed under another
 * version of the exercise or of the rules, which nobody can check here. `refuted`: by its own account the very same
 * versions passed it, and they do not. `no-exercise`: there is nothing to grade it by.
 */
export type Verdict = "passes" | "earlier" | "refuted" | "no-exercise";

/** The verdicts in words. */
export const VERDICTS: Readonly<Record<Verdict, string>> = {
  passes: "passes now",
  earlier: "passed under an earlier version, not now",
  refuted: "not confirmed: same version, fails",
  "no-exercise": "no such exercise here",
};

/** What is said wherever verdicts are shown. */
export const WHAT_IT_PROVES =
  "It proves the answers, not their author: each was graded again, here and now. Names, dates, hints and earlier versions are shown as claimed.";

/** The verdict on the answers to one exercise: that of the answer which does best. */
export interface Verified {
  readonly exercise: string;
  readonly verdict: Verdict;
  /** What the answer lacks, by the titles of goals and keeps; empty where it passes. */
  readonly lacks: readonly string[];
  /** When it is said to have passed. */
  readonly at: string;
  /** How many hints are said to have been open. */
  readonly hints: number;
  /** Ids of the tracks that the exercise belongs to. */
  readonly tracks: readonly string[];
}

/** How many exercises of a track are confirmed, where one of them was submitted. */
export interface TrackCount {
  readonly track: string;
  readonly confirmed: number;
  readonly of: number;
}

/** A progress file, graded again. */
export type Verification =
  | { readonly kind: "unusable"; readonly because: string }
  | {
      readonly kind: "verified";
      /** As claimed; empty where no name is. */
      readonly name: string;
      readonly exported: string | undefined;
      readonly results: readonly Verified[];
      readonly tracks: readonly TrackCount[];
      /** Sentences about what was not graded. */
      readonly leftOut: readonly string[];
    };

/** An order of exercises for a purpose. */
export interface TrackOfExercises {
  readonly id: string;
  /** Ids. */
  readonly exercises: readonly string[];
}

/** What answers are graded again with. */
export interface Verifier {
  readonly exercise: (id: string) => Exercise | undefined;
  readonly tracks: readonly TrackOfExercises[];
  /** The version of the judge; see `rulesVersion`. */
  readonly rules: string;
  readonly grade: (exercise: Exercise, files: Files) => Grade;
}

/** Grades every submitted answer of a progress file again; any text may be given. */
export function verify(text: string, verifier: Verifier): Verification {
  const opened = openProgress(text);
  if (opened.kind === "unusable") return opened;
  const { name, exported, areas } = opened.frame;
  const { claims, odd, more } = claimsIn(areas.get("attempts"));
  const results = claims.map((claim) => verifyClaim(claim, verifier));
  return {
    kind: "verified",
    name,
    exported,
    results,
    tracks: countsOf(results, verifier.tracks),
    leftOut: [
      ...(odd > 0
        ? [`${odd} of its answers cannot be read and are left out.`]
        : []),
      ...(more > 0
        ? [`${more} older or further answers were not graded.`]
        : []),
    ],
  };
}

/** Whether every submitted answer of the file passes now, and there is one. */
export function isConfirmed(verification: Verification): boolean {
  return (
    verification.kind === "verified" &&
    verification.results.length > 0 &&
    verification.results.every(({ verdict }) => verdict === "passes")
  );
}

function verifyClaim(
  { exercise: id, answers }: Claim,
  { exercise: find, tracks, rules, grade }: Verifier,
): Verified {
  const exercise = find(id);
  const of = tracks
    .filter(({ exercises }) => exercises.includes(id))
    .map((track) => track.id);
  const judged = (
    { at, hints }: ClaimedAnswer,
    verdict: Verdict,
    lacks: readonly string[],
  ): Verified => ({ exercise: id, verdict, lacks, at, hints, tracks: of });
  let best: Verified | undefined;
  for (const answer of answers) {
    if (exercise === undefined) return judged(answer, "no-exercise", []);
    const result = grade(exercise, answer.files);
    if (result.passed) return judged(answer, "passes", []);
    const isSame =
      answer.version === exercise.version && answer.rules === rules;
    const verdict = isSame ? "refuted" : "earlier";
    if (best === undefined || (best.verdict === "refuted" && !isSame))
      best = judged(answer, verdict, lacksOf(exercise, result));
  }
  if (best === undefined) throw new Error(`A claim of ${id} has no answer.`);
  return best;
}

function lacksOf(exercise: Exercise, grade: Grade): readonly string[] {
  const open = new Set([
    ...grade.goals.filter(({ state }) => state !== "met").map(({ id }) => id),
    ...grade.keeps.filter(({ state }) => state !== "kept").map(({ id }) => id),
  ]);
  return [
    ...exercise.goals
      .filter(({ id, bonus }) => bonus !== true && open.has(id))
      .map(({ title }) => title),
    ...exercise.keeps
      .filter(({ id }) => open.has(id))
      .map(({ title }) => title),
    ...(open.has(BUILDS) ? ["The image can be built"] : []),
  ];
}

function countsOf(
  results: readonly Verified[],
  tracks: readonly TrackOfExercises[],
): readonly TrackCount[] {
  const submitted = new Set(results.map(({ exercise }) => exercise));
  const confirmed = new Set(
    results
      .filter(({ verdict }) => verdict === "passes")
      .map(({ exercise }) => exercise),
  );
  return tracks
    .filter(({ exercises }) => exercises.some((id) => submitted.has(id)))
    .map(({ id, exercises }) => ({
      track: id,
      confirmed: exercises.filter((each) => confirmed.has(each)).length,
      of: exercises.length,
    }));
}
