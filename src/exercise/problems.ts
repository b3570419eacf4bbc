import type { Exercise } from "../../checks/exercise/exercise.ts";
import type {
  GoalResult,
  Grade,
  KeepResult,
} from "../../checks/exercise/grade.ts";
import type { Finding } from "../../checks/files.ts";
import type { Attempt } from "../progress/attempts.ts";
import type { Mark } from "./marks.ts";

/** The findings of one rule, of which the first speaks for all. */
export interface Noticed {
  readonly first: Finding;
  /** How many more there are. */
  readonly more: number;
}

/** What the rules say beside the goals, one of each rule: errors first, then in the order of the text. */
export function noticed(
  exercise: Exercise,
  { findings }: Grade,
): readonly Noticed[] {
  const ofGoals = new Set(exercise.goals.flatMap(({ rules = [] }) => rules));
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (ofGoals.has(finding.rule)) continue;
    const list = byRule.get(finding.rule);
    if (list === undefined) byRule.set(finding.rule, [finding]);
    else list.push(finding);
  }
  const rank = { error: 0, warning: 1, info: 2 } as const;
  return [...byRule.values()]
    .flatMap(([first, ...others]) =>
      first === undefined ? [] : [{ first, more: others.length }],
    )
    .sort((a, b) => rank[a.first.severity] - rank[b.first.severity]);
}

/** The ids of the goals that are met, and of the keeps that are kept now and were broken at the start. */
export function reached(
  { broken = [] }: Exercise,
  { goals, keeps }: Grade,
): readonly string[] {
  return [
    ...goals.filter(({ state }) => state === "met"),
    ...keeps.filter(({ id, state }) => state === "kept" && broken.includes(id)),
  ].map(({ id }) => id);
}

/** Whether a keep is lost as it was at the start: that is open work, and nothing that the learner broke. */
export function isToRepair(
  { broken = [] }: Exercise,
  { id, state }: KeepResult,
  { met }: Attempt,
): boolean {
  return state === "lost" && broken.includes(id) && !met.includes(id);
}

/** The one goal to turn to next: the first that is open, one that passing needs before a bonus. */
export function nextGoal(
  exercise: Exercise,
  grade: Grade,
): GoalResult | undefined {
  const isBonus = (id: string): boolean =>
    exercise.goals.some((goal) => goal.id === id && goal.bonus === true);
  const left = grade.goals.filter(({ state }) => state !== "met");
  return left.find(({ id }) => !isBonus(id)) ?? left[0];
}

/** The mark after a place of a text, or the last before it; round the end. */
export function markBeside(
  marks: readonly Mark[],
  place: { readonly line: number; readonly column: number },
  direction: "next" | "previous",
): Mark | undefined {
  const sorted = marks.toSorted((a, b) => compare(a, b.range.start));
  return direction === "next"
    ? (sorted.find((mark) => compare(mark, place) > 0) ?? sorted[0])
    : (sorted.findLast((mark) => compare(mark, place) < 0) ?? sorted.at(-1));
}

function compare(
  { range: { start } }: Mark,
  place: { readonly line: number; readonly column: number },
): number {
  return start.line - place.line || start.column - place.column;
}
