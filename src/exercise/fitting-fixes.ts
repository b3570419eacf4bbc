import type { Fix } from "../../checks/files.ts";
import type { Mark } from "./marks.ts";

/** Keeps fixes of an older text from being applied to a newer one. */
export interface FittingFixes {
  /** The marks without fixes that were made before the last edit. */
  of(marks: readonly Mark[]): readonly Mark[];
  /** The text has changed: fixes shown so far do not fit it. */
  edited(): void;
}

/** Watches over the fixes of one text. A new grade brings new fixes, also where they say the same. */
export function fittingFixes(): FittingFixes {
  const shown = new Set<Fix>();
  const old = new WeakSet<Fix>();
  return {
    of: (marks) =>
      marks.map((mark) => {
        if (mark.fix === undefined) return mark;
        if (old.has(mark.fix)) return { ...mark, fix: undefined };
        shown.add(mark.fix);
        return mark;
      }),
    edited: () => {
      for (const fix of shown) old.add(fix);
      shown.clear();
    },
  };
}
