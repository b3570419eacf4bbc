import type { Dockerfile } from "./model.ts";

/**
 * The longest text that dockerfile-utils is asked about, in characters: for one long line it takes time by the square
 * of its length, about 7 s for 0.9 MB. The longest Dockerfiles that people write have some ten thousand.
 */
export const LONGEST_VALIDATED = 200_000;

/** It looks for each variable in every instruction: 4,000 lines of ENV take it seconds. */
const MOST_LOOKUPS = 1_000_000;

/** Whether the syntax of a Dockerfile is read whole; of one that is too long our own checks alone tell something. */
export function isSyntaxReadWhole({ text, instructions }: Dockerfile): boolean {
  if (text.length > LONGEST_VALIDATED) return false;
  let variables = 0;
  for (let at = text.indexOf("$"); at !== -1; at = text.indexOf("$", at + 1))
    variables++;
  return variables * instructions.length <= MOST_LOOKUPS;
}
