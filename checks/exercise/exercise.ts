import type { Declared } from "../build/produces.ts";
import type { Files } from "../files.ts";
import type { Goal, Keep } from "./schema.ts";

export type { Goal, Keep } from "./schema.ts";

/** An answer that comes with the exercise; its files are those a learner may change. */
export interface NamedAnswer {
  /** Its folder: `solution`, or its name in `alternatives`. */
  readonly name: string;
  readonly title: string;
  readonly note: string;
  readonly files: Files;
}

/** A wrong answer and what it fails. */
export interface WrongAnswer {
  readonly name: string;
  readonly title: string;
  readonly files: Files;
  /** Ids of the goals and keeps that are not met; `builds` for the built-in keep. */
  readonly fails: readonly string[];
}

/** What it takes to show an exercise and to grade an answer. */
export interface Exercise {
  readonly id: string;
  /** Changes with all that grading rests on; see `versionOf`. */
  readonly version: string;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  /** The files a learner may change; one that the starter lacks may be created. */
  readonly edit: readonly string[];
  /** All files at the start: those to edit and the read-only context. */
  readonly starter: Files;
  /** Whether the editor offers the fixes of findings. */
  readonly quickFixes?: boolean | undefined;
  readonly goals: readonly Goal[];
  readonly keeps: readonly Keep[];
  /** Ids of keeps, `builds` among them, that the starter fails on purpose. */
  readonly broken?: readonly string[] | undefined;
  /** What commands of the build write, by the text of the command. */
  readonly produces?: Declared | undefined;
}

/** An exercise with its answers: the sound ones, and those that prove its grading. */
export interface ExerciseSource extends Exercise {
  readonly solution: NamedAnswer;
  readonly alternatives: readonly NamedAnswer[];
  readonly wrong: readonly WrongAnswer[];
}

/** The id of the keep that every exercise has: the image can be built. */
export const BUILDS = "builds";
