import { relative } from "node:path";

/** Where a command is called, reads and writes. */
export interface Terminal {
  /** The folder that paths are meant from. */
  readonly folder: string;
  /** Whether what is written may have colours. */
  readonly colour: boolean;
  /** Writes a result; settles when more can be taken. */
  write(text: string): Promise<void>;
  /** Writes what is to be said beside the result. */
  warn(text: string): void;
  /** All of standard input. */
  readInput(): Promise<Buffer>;
}

/** What the program ends with. */
export const OK = 0;
export const FOUND = 1;
export const UNUSABLE = 2;

/** A path as the caller would write it, with `/`. */
export function shownPath(folder: string, path: string): string {
  return (relative(folder, path) || ".").replaceAll("\\", "/");
}

/** Whether a stream shows colours: a terminal, unless NO_COLOR is set (https://no-color.org) or it is a dumb one. */
export function takesColour(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  return (
    stream.isTTY === true &&
    !environment["NO_COLOR"] &&
    environment["TERM"] !== "dumb"
  );
}

const CODES = {
  error: 31,
  warning: 33,
  info: 36,
  quiet: 2,
  strong: 1,
} as const;

/** Puts an escape sequence for the style around a text (ECMA-48, SGR). */
export function painted(style: keyof typeof CODES, text: string): string {
  return `\u001B[${CODES[style]}m${text}\u001B[0m`;
}
