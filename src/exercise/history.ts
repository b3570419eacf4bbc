/** A text as it was after one burst of typing. */
export interface Step {
  readonly text: string;
}

/** Remembers what was typed, so that another editor can undo it. */
export interface History {
  readonly original: string;
  readonly steps: readonly Step[];
  record(text: string, now: number): void;
}

/** Typing within this many milliseconds is one step. */
const BURST = 600;
/** Older steps are joined into the original. */
const LONGEST = 200;

/** A history that starts with a text. */
export function historyOf(text: string): History {
  let original = text;
  let steps: Step[] = [];
  let last = Number.NEGATIVE_INFINITY;
  return {
    get original() {
      return original;
    },
    get steps() {
      return steps;
    },
    record: (next, now) => {
      const current = steps.at(-1)?.text ?? original;
      if (next === current) return;
      const joins = now - last < BURST && steps.length > 0;
      steps = [...(joins ? steps.slice(0, -1) : steps), { text: next }];
      if (steps.length > LONGEST) {
        original = steps[0]?.text ?? original;
        steps = steps.slice(1);
      }
      last = now;
    },
  };
}
