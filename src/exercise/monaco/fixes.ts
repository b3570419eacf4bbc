import type { Edit, Range } from "../../../checks/files.ts";
import { applyFixes } from "../../../checks/fix.ts";
import type { Mark } from "../marks.ts";

/** A change that a menu offers. */
export interface OfferedFix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** What it answers. */
  readonly marks: readonly Mark[];
  /** False for one that goes beyond the place where it is offered. */
  readonly isHere: boolean;
}

/** The fixes of the marks that touch a range, and for each of their rules one of all its places, where there are more. */
export function fixesAt(
  marks: readonly Mark[],
  range: Range,
  path: string,
  text: string,
): readonly OfferedFix[] {
  const here = marks.filter(
    (mark) => mark.fix !== undefined && touch(mark.range, range),
  );
  const single = here.map((mark) => ({
    title: mark.fix?.title ?? "",
    edits: mark.fix?.edits ?? [],
    marks: [mark],
    isHere: true,
  }));
  const rules = new Set(here.map(({ rule }) => rule));
  const wide = [...rules].flatMap((rule): OfferedFix[] => {
    const all = marks.filter((mark) => mark.rule === rule);
    const { applied } = applyFixes({ [path]: text }, all);
    if (applied.length < 2) return [];
    return [
      {
        title: `Fix all ${applied.length} of ${rule}`,
        edits: applied.flatMap(({ fix }) => fix?.edits ?? []),
        marks: all,
        isHere: false,
      },
    ];
  });
  return [...single, ...wide];
}

function touch(a: Range, b: Range): boolean {
  return !isBefore(a, b) && !isBefore(b, a);
}

function isBefore({ end }: Range, { start }: Range): boolean {
  return (
    end.line < start.line ||
    (end.line === start.line && end.column < start.column)
  );
}
