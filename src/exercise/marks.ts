import type { Finding, Fix, Range, Severity } from "../../checks/files.ts";
import type { Exercise } from "../../checks/exercise/exercise.ts";
import type { Attempt } from "../progress/attempts.ts";

/** A finding as an editor shows it. */
export interface Mark {
  readonly range: Range;
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
  /** What to do; undefined while it would give a goal's answer away. */
  readonly remedy: string | undefined;
  /** A change that does it, in this file; undefined where it is not offered. */
  readonly fix?: Fix | undefined;
}

/**
 * The findings of one file as marks. The remedy of a goal's rule shows once the goal's second hint is open, or the goal
 * was met before; a fix shows where the exercise offers fixes.
 */
export function marksOf(
  findings: readonly Finding[],
  file: string,
  exercise: Exercise,
  attempt: Attempt,
): readonly Mark[] {
  return findings
    .filter((finding) => finding.file === file)
    .map(({ range, severity, rule, message, remedy, fix }) => ({
      range,
      severity,
      rule,
      message,
      remedy: mayShowRemedy(rule, exercise, attempt) ? remedy : undefined,
      fix: exercise.quickFixes === true ? fix : undefined,
    }));
}

function mayShowRemedy(
  rule: string,
  exercise: Exercise,
  { hints, met }: Attempt,
): boolean {
  const goals = exercise.goals.filter((goal) => goal.rules?.includes(rule));
  return goals.every(({ id }) => (hints[id] ?? 0) >= 2 || met.includes(id));
}
