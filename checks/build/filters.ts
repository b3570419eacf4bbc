import { readArguments } from "./arguments.ts";
import type { ExpandedWord } from "./expansion.ts";
import { leaveOpen } from "./files.ts";
import { ASSUMED, type Outcome } from "./outcome.ts";
import type { Call } from "./shell.ts";

/** Commands that print what they make of what they read, and can be told to write it to a file. */
const FILTERS: ReadonlyMap<string, (call: Call) => Outcome | undefined> =
  new Map([
    ["awk", awk],
    ["sort", sort],
    ["uniq", uniq],
  ]);

/** Follows a filter, or gives undefined where it is not one, or may write anywhere. */
export function followFilter(name: string, call: Call): Outcome | undefined {
  return FILTERS.get(name)?.(call);
}

function sort(call: Call): Outcome {
  const words = call.words.arguments;
  const { options, flags } = readArguments(words, "kostST");
  const long = words.findIndex(({ value }) => value === "--output");
  if (flags.has("output")) writes(call, "sort", words[long + 1]);
  for (const name of ["o", "output"]) {
    const value = options.get(name);
    if (options.has(name))
      writes(call, "sort", { start: 0, end: 0, text: "a file", value });
  }
  return ASSUMED;
}

function uniq(call: Call): Outcome {
  const { names } = readArguments(call.words.arguments, "fsw");
  const [, output] = names;
  if (output !== undefined) writes(call, "uniq", output);
  return ASSUMED;
}

function awk(call: Call): Outcome | undefined {
  const { names, options } = readArguments(call.words.arguments, "Ffvi");
  const [program] = names;
  const isElsewhere = ["f", "file", "i", "include"].some((name) =>
    options.has(name),
  );
  return isElsewhere || mayWrite(program?.value ?? program?.text ?? "")
    ? undefined
    : ASSUMED;
}

/**
 * Whether a program of awk runs commands or prints to a file: `>` and `|` after print are no comparison (POSIX, awk,
 * "Output Statements").
 */
function mayWrite(program: string): boolean {
  return program.split(/[;}\n]/).some((statement) => {
    const at = statement.search(/\bprintf?\b/);
    const printed = at === -1 ? "" : statement.slice(at);
    return (
      /\bsystem\s{0,9}\(|\bgetline\b/.test(statement) ||
      /[>|]/.test(printed.replaceAll("||", ""))
    );
  });
}

function writes(
  call: Call,
  command: string,
  word: ExpandedWord | undefined,
): void {
  leaveOpen(
    call,
    word,
    `what ${command} writes to ${word?.value ?? word?.text ?? "a file"} is not known`,
  );
}
