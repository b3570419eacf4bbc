import {
  parseScript,
  type ShellCommand,
  type ShellScript,
  type ShellWord,
} from "./parse.ts";
import type { PlainCommand } from "./queries.ts";

/** How a shell is started. */
export interface ShellInvocation {
  /** The text after `-c`. */
  readonly text: string | undefined;
  /** What follows the text, or the options where there is none: "$0" and on, or a script and its arguments. */
  readonly operands: readonly string[];
}

const SHELL = /^(?:ba|da|a)?sh$/;

/** Whether a program is a POSIX shell or bash, by its name without a directory. */
export function isShell(name: string | undefined): boolean {
  return name !== undefined && SHELL.test(name);
}

/** Reads the arguments of a shell: `-ec "…"`, `-o pipefail -c "…"`, `-e start.sh`. */
export function shellInvocation(args: readonly string[]): ShellInvocation {
  let takesText = false;
  let at = 0;
  for (; /^[-+]./.test(args[at] ?? ""); at++) {
    const option = args[at] ?? "";
    if (option === "--") {
      at++;
      break;
    }
    if (/^-[abd-z]*c[a-z]*$/.test(option)) takesText = true;
    if (/^[-+][a-z]*[oO]$|^--(?:rc|init-)file$/.test(option)) at++;
  }
  const operands = args.slice(at);
  return takesText
    ? { text: operands[0] ?? "", operands: operands.slice(1) }
    : { text: undefined, operands };
}

/** The commands of the text that a command hands to a shell with `-c`, where it is one and the text is known. */
export function commandsWithin(plain: PlainCommand): readonly ShellCommand[] {
  return scriptWithin(plain)?.commands ?? [];
}

/** The text that a command hands to a shell with `-c`, read; undefined where it is none, or not known. */
export function scriptWithin({
  name,
  arguments: words,
}: PlainCommand): ShellScript | undefined {
  if (!isShell(name)) return undefined;
  const { text } = shellInvocation(words.map(wordText));
  const word = words.find(({ value }) => value !== undefined && value === text);
  if (text === undefined || word === undefined) return undefined;
  // All of it stands in one word of the file.
  return parseScript({
    text,
    span: () => ({ start: word.start, end: word.end }),
  });
}

function wordText({ value, text }: ShellWord): string {
  return value ?? text;
}
