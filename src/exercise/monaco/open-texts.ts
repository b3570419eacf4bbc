import type { Files } from "../../../checks/files.ts";
import type { Mark } from "../marks.ts";

/** What the providers need to know about a text in Monaco, beside the text. */
export interface OpenText {
  /** Its path from the context root. */
  readonly path: string;
  /** The whole context, other texts as they stand now. */
  context(): Files;
  /** What is marked in it now. */
  marks(): readonly Mark[];
}

/** The texts that are open, by their model: providers serve all editors of a page. */
export const openTexts = new WeakMap<object, OpenText>();
