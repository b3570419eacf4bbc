import type { Mark } from "./marks.ts";

/** Where the learner is in a text; offsets into it. */
export interface View {
  readonly start: number;
  readonly end: number;
  readonly scrollTop: number;
}

/** An editor of one text: the plain field, or Monaco. */
export interface Editor {
  readonly text: string;
  /** Replaces the text as one step that can be undone. */
  replace(text: string): void;
  view(): View;
  mark(marks: readonly Mark[]): void;
  /** Puts the caret at a place, scrolls there and takes the focus. */
  reveal(line: number, column: number): void;
  focus(): void;
  remove(): void;
}
