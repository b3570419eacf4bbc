import type { Build } from "../build/simulate.ts";
import type { Files, Finding, Range } from "../files.ts";
import type { Rule, Subject } from "../rule.ts";
import { findingsIn, subjectOf } from "../subject.ts";
import { judgeBuilds, type ReadSyntax } from "./builds.ts";
import type { Exercise, Goal, Keep } from "./exercise.ts";
import type { Fact, FactResult } from "./fact.ts";
import type { KeepState } from "./keeps.ts";
import { Targets } from "./targets.ts";

/** A goal, judged. */
export interface GoalResult {
  readonly id: string;
  readonly state: "met" | "open" | "unknown";
  /** What is so, in one sentence, or two where two facts meet the goal. */
  readonly reason: string;
  /** Where in the Dockerfile it shows. */
  readonly range?: Range;
  /** The findings of the goal's rules. */
  readonly findings: readonly Finding[];
}

/** A keep, judged. */
export interface KeepResult {
  readonly id: string;
  readonly state: "kept" | "lost" | "unknown";
  readonly reason: string;
  readonly range?: Range;
}

/** An answer, graded. */
export interface Grade {
  readonly exercise: string;
  /** True when every goal that is no bonus is met and every keep is kept. */
  readonly passed: boolean;
  readonly points: number;
  /** The points of all goals, bonus goals included. */
  readonly of: number;
  readonly goals: readonly GoalResult[];
  /** The exercise's keeps and, last, the built-in one: `builds`. */
  readonly keeps: readonly KeepResult[];
  /** What the rules say of the whole answer. */
  readonly findings: readonly Finding[];
}

/** What answers are judged by: at least what the goals name. */
export interface Judges {
  readonly rules: readonly Rule[];
  readonly facts: readonly Fact[];
  /** Finds what the builder refuses; without it the answer is not known to build. */
  readonly syntax: ReadSyntax | undefined;
  /** Judges a keep on an image; without it what was to be kept is unknown. */
  readonly keep: JudgeKeep | undefined;
}

/** Judges a keep on the image a build gives; `paths` are those of the exercise's files. */
export type JudgeKeep = (
  keep: Keep,
  build: Build,
  paths: ReadonlySet<string>,
) => KeepState;

/** How an answer is graded. */
export interface GradeOptions {
  /** The day, as `2026-11-21`; the date of the image facts unless told. */
  readonly today?: string;
}

/**
 * Grades an answer with the rules and facts given. `files` are those the learner may
 * change; one that is missing counts as deleted, the rest of the context comes from the starter.
 */
export function gradeWith(
  judges: Judges,
  exercise: Exercise,
  files: Files,
  { today }: GradeOptions = {},
): Grade {
  const subject = subjectOf(answerFiles(exercise, files), {
    context: "complete",
    produces: exercise.produces,
    ...(today === undefined ? {} : { today }),
  });
  const findings = findingsIn(subject, judges.rules);
  const targets = new Targets(subject);
  const goals = exercise.goals.map((goal) =>
    judgeGoal(goal, judges.facts, targets, findings),
  );
  const paths = new Set([...Object.keys(exercise.starter), ...exercise.edit]);
  const keeps: KeepResult[] = [
    ...exercise.keeps.map((keep) =>
      judgeKeepOf(keep, judges.keep, targets, paths),
    ),
    judgeBuilds(targets, judges.syntax),
  ];
  const metIds = new Set(
    goals.filter(({ state }) => state === "met").map(({ id }) => id),
  );
  return {
    exercise: exercise.id,
    passed:
      exercise.goals.every(
        ({ id, bonus }) => bonus === true || metIds.has(id),
      ) && keeps.every(({ state }) => state === "kept"),
    points: sum(exercise.goals.filter(({ id }) => metIds.has(id))),
    of: sum(exercise.goals),
    goals,
    keeps,
    findings,
  };
}

/** The ids of the rules, and the names of the facts, that an exercise's goals name. */
export function namedByGoals(exercise: Exercise): {
  readonly rules: ReadonlySet<string>;
  readonly facts: ReadonlySet<string>;
} {
  return {
    rules: new Set(exercise.goals.flatMap((goal) => goal.rules ?? [])),
    facts: new Set(exercise.goals.flatMap((goal) => Object.keys(goal.fact))),
  };
}

/** The whole context of an answer: the learner's files over the starter's read-only ones. */
export function answerFiles(exercise: Exercise, files: Files): Files {
  const readOnly = Object.entries(exercise.starter).filter(
    ([path]) => !exercise.edit.includes(path),
  );
  const edited = Object.entries(files).filter(([path]) =>
    exercise.edit.includes(path),
  );
  return Object.fromEntries([...readOnly, ...edited]);
}

function sum(goals: readonly Goal[]): number {
  return goals.reduce((total, { points }) => total + points, 0);
}

function judgeGoal(
  goal: Goal,
  facts: readonly Fact[],
  targets: Targets,
  findings: readonly Finding[],
): GoalResult {
  const own = findings.filter(({ rule }) => goal.rules?.includes(rule));
  const subject = targets.of(goal.target);
  if (subject === undefined)
    return {
      id: goal.id,
      state: "open",
      reason: targets.lacks(goal.target),
      findings: own,
    };
  const result = judgeFacts(goal, facts, subject);
  const [first] = own;
  // A finding keeps a goal open; the silence of a rule never meets it.
  if (first !== undefined && result.state === "met")
    return {
      id: goal.id,
      state: "open",
      reason: first.message,
      range: first.range,
      findings: own,
    };
  return {
    id: goal.id,
    state: result.state,
    reason: result.reason,
    ...(result.at && { range: subject.dockerfile.lines.range(result.at) }),
    findings: own,
  };
}

function judgeKeepOf(
  keep: Keep,
  judge: JudgeKeep | undefined,
  targets: Targets,
  paths: ReadonlySet<string>,
): KeepResult {
  const { id } = keep;
  const subject = targets.of(keep.target);
  if (subject === undefined)
    return { id, state: "lost", reason: targets.lacks(keep.target) };
  const { build } = subject;
  if (build.image?.stage.from === undefined)
    return { id, state: "lost", reason: "There is no image any more." };
  return {
    id,
    ...(judge?.(keep, build, paths) ?? {
      state: "unknown",
      reason: "The image has not been looked at yet.",
    }),
  };
}

function judgeFacts(
  goal: Goal,
  facts: readonly Fact[],
  subject: Subject,
): FactResult {
  const results = Object.entries(goal.fact).map(([name, value]) => {
    const fact = facts.find((candidate) => candidate.name === name);
    return (
      fact?.judge(value, subject) ?? {
        state: "unknown" as const,
        reason: `Nothing is known of the fact ${name}.`,
      }
    );
  });
  const worst =
    results.find(({ state }) => state === "open") ??
    results.find(({ state }) => state === "unknown");
  if (worst !== undefined) return worst;
  const [first] = results;
  if (first === undefined)
    return { state: "unknown", reason: "The goal names no fact." };
  const reasons = [...new Set(results.map(({ reason }) => reason))];
  return { ...first, reason: reasons.slice(0, 2).join(" ") };
}
