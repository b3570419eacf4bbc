import type { Mark, Marks } from "../progress/practice.ts";
import type { Behind, Criterion, FollowUp } from "./scenario.ts";

/** Which part of a criterion's weight a mark earns. */
const SHARE: Readonly<Record<Mark, number>> = {
  missed: 0,
  partly: 0.5,
  met: 1,
  once: 1,
};

/** Points earned, and what could have been earned. */
export interface Score {
  readonly points: number;
  readonly of: number;
}

/** A criterion with its mark. */
export interface MarkedCriterion {
  readonly criterion: Criterion;
  readonly mark: Mark;
}

/** The criteria that have a mark. */
export function markedIn(
  rubric: readonly Criterion[],
  marks: Marks,
): readonly MarkedCriterion[] {
  return rubric.flatMap((criterion) => {
    const mark = Object.hasOwn(marks, criterion.id)
      ? marks[criterion.id]
      : undefined;
    return mark === undefined ? [] : [{ criterion, mark }];
  });
}

/** The score of what is marked: each criterion counts with its weight. */
export function scoreOf(marked: readonly MarkedCriterion[]): Score {
  return {
    points: marked.reduce(
      (sum, { criterion, mark }) => sum + criterion.weight * SHARE[mark],
      0,
    ),
    of: marked.reduce((sum, { criterion }) => sum + criterion.weight, 0),
  };
}

/** Where something was lost, with its score: what lost the largest part first, of equal parts the heavier first. */
export function weakest(
  marked: readonly MarkedCriterion[],
): readonly (Score & { readonly behind: Behind })[] {
  const places = Map.groupBy(marked, ({ criterion }) => criterion.behind.href);
  return [...places.values()]
    .flatMap((own) => {
      const behind = own[0]?.criterion.behind;
      return behind === undefined ? [] : [{ behind, ...scoreOf(own) }];
    })
    .filter(({ points, of }) => points < of)
    .toSorted((a, b) => a.points / a.of - b.points / b.of || b.of - a.of);
}

/**
 * The follow-up to ask next, by its place: of those not asked yet, the one whose criteria lost the most points; where
 * nothing was lost, the first. Undefined when all were asked.
 */
export function nextFollowUp(
  followUps: readonly FollowUp[],
  rubric: readonly Criterion[],
  marks: Marks,
  asked: readonly number[],
): number | undefined {
  const lost = (after: readonly string[]): number => {
    const { points, of } = scoreOf(
      markedIn(rubric, marks).filter(({ criterion }) =>
        after.includes(criterion.id),
      ),
    );
    return of - points;
  };
  return followUps
    .map(({ after }, place) => ({ place, lost: lost(after) }))
    .filter(({ place }) => !asked.includes(place))
    .toSorted((a, b) => b.lost - a.lost)[0]?.place;
}

/** Points as people write them: `7`, `7.5`. */
export function pointsIn(points: number): string {
  return String(Math.round(points * 10) / 10);
}
