import { printable } from "../../checks/report/printable.ts";

/** A longer name is cut, in characters. */
const MOST = 200;

/**
 * The name of a file or a line of a list, to stand in a sentence: what would hide or turn the text shows as a sign, and
 * a name that runs from right to left turns nothing around it (Unicode, UAX 9: first strong isolate).
 */
export function shownName(name: string): string {
  const short = name.length > MOST ? `${name.slice(0, MOST)}…` : name;
  return /^[\x20-\x7E]*$/.test(short)
    ? short
    : `\u2068${printable(short)}\u2069`;
}
