import type { Report, ShownRule } from "./report.ts";

/** A lesson, and the rules it explains, as the page's data has them. */
export interface TaughtLesson {
  readonly id: string;
  readonly title: string;
  /** Its plate number: `M5.1`. */
  readonly plate: string;
  readonly minutes: number;
  readonly rules: readonly string[];
}

/** A lesson to read, and the broken rules it explains. */
export interface ToRead {
  readonly lesson: TaughtLesson;
  readonly rules: readonly ShownRule[];
}

/** What to read about the findings of a report. */
export interface Reading {
  /** The one that explains most findings first, then in the order of the course. */
  readonly lessons: readonly ToRead[];
  /** Rules that no lesson explains yet, in the order of the findings. */
  readonly others: readonly ShownRule[];
}

/** The lessons for exactly these findings, and the rules for the rest. */
export function readingFor(
  { findings, rules }: Report,
  lessons: readonly TaughtLesson[],
): Reading {
  const found = [...new Set(findings.map(({ rule }) => rule))];
  const broken = found.flatMap((id) => rules.filter((rule) => rule.id === id));
  const explained = ({ rules: own }: ToRead): number =>
    findings.filter(({ rule }) => own.some(({ id }) => id === rule)).length;
  const toRead = lessons
    .map((lesson) => ({
      lesson,
      rules: broken.filter(({ id }) => lesson.rules.includes(id)),
    }))
    .filter((each) => each.rules.length > 0)
    .toSorted((a, b) => explained(b) - explained(a));
  return {
    lessons: toRead,
    others: broken.filter(
      ({ id }) => !lessons.some((lesson) => lesson.rules.includes(id)),
    ),
  };
}
