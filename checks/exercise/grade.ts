import type { Dockerfile } from "../dockerfile/model.ts";
import type { SyntaxProblem } from "../dockerfile/syntax.ts";
import { isSyntaxReadWhole } from "../dockerfile/syntax-limit.ts";
import type { Files, Finding, Range } from "../files.ts";
import type { Rule, Subject } from "../rule.ts";
import { findingsIn, subjectOf } from "../subject.ts";
import { BUILDS, type Exercise, type Goal } from "./exercise.ts";
import type { Fact, FactResult } from "./fact.ts";
import { judgeKeep } from "./keeps.ts";

/** A goal, judged. */
export interface GoalResult {
  readonly id: string;
  readonly state: "met" | "open" | "unknown";
  /** What is so, in one sentence. */
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
  readonly syntax:
    ((dockerfile: Dockerfile) => readonly SyntaxProblem[]) | undefined;
}

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
  const goals = exercise.goals.map((goal) =>
    judgeGoal(goal, judges.facts, subject, findings),
  );
  const keeps: KeepResult[] = [
    ...exercise.keeps.map((keep) => ({
      id: keep.id,
      ...judgeKeep(keep, subject.build),
    })),
    judgeBuild(subject, judges.syntax),
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
  subject: Subject,
  findings: readonly Finding[],
): GoalResult {
  const own = findings.filter(({ rule }) => goal.rules?.includes(rule));
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
    results.find(({ state }) => state === "unknown") ??
    results[0];
  return worst ?? { state: "unknown", reason: "The goal names no fact." };
}

function judgeBuild(
  { dockerfile, build, context }: Subject,
  syntax: Judges["syntax"],
): KeepResult {
  const [pattern] = context.ignore.invalid;
  if (pattern !== undefined)
    return {
      id: BUILDS,
      state: "lost",
      reason: `The build stops: "${pattern.text}" in ${context.ignore.path ?? ".dockerignore"} is no pattern.`,
    };
  const [refused] = syntax?.(dockerfile) ?? [];
  if (refused !== undefined)
    return {
      id: BUILDS,
      state: "lost",
      reason: `The build stops: ${refused.message.replace(/\.$/, "")}.`,
      range: dockerfile.lines.range(refused),
    };
  const [error] = build.errors;
  if (error !== undefined)
    return {
      id: BUILDS,
      state: "lost",
      reason: error.message,
      range: dockerfile.lines.range(error.at),
    };
  const hidden = build.stages.find(
    ({ stage }) => stage.base.kind === "unknown",
  );
  if (hidden?.stage.base.kind === "unknown")
    return {
      id: BUILDS,
      state: "unknown",
      reason: `Whether it builds cannot be told: ${hidden.stage.base.because}.`,
      range: dockerfile.lines.range(
        hidden.stage.from?.image ?? { start: 0, end: 0 },
      ),
    };
  if (syntax === undefined)
    return {
      id: BUILDS,
      state: "unknown",
      reason: "The syntax has not been read yet.",
    };
  if (!isSyntaxReadWhole(dockerfile))
    return {
      id: BUILDS,
      state: "unknown",
      reason:
        "Whether it builds cannot be told: the Dockerfile is too long for its syntax to be read whole.",
    };
  return { id: BUILDS, state: "kept", reason: "The image can be built." };
}
