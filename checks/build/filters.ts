import { readArguments } from "./arguments.ts";
import type { ExpandedWord } from "./expansion.ts";
import { leaveOpen } from "./files.ts";
import { ASSUMED, type Outcome } from "./outcome.ts";
import type { Call } from "./shell.ts";

/** Commands that print what they make of what they read, and can be told to write it to a file. */
const FILTERS: ReadonlyMap<string, (call: Call) => Outcome | undefined> =
  new Map([
    ["awk", awk],
    ["curl", curl],
    ["jdeps", jdeps],
    ["sort", sort],
    ["uniq", uniq],
  ]);

/** Follows a filter, or gives undefined where it is not one, or may write anywhere. */
export function followFilter(name: string, call: Call): Outcome | undefined {
  return FILTERS.get(name)?.(call);
}

function sort(call: Call): Outcome {
  writesOutput(call, "sort", readArguments(call.words.arguments, "kostST"));
  return ASSUMED;
}

/** Short options of curl that take a value (its manual); what others write is left unknown. */
const CURL_VALUED = "AbCdEeFHhKmoPQrTtUuwXxYyz";
const CURL_WRITES =
  "c D J K O config cookie-jar create-dirs dump-header etag-save hsts output-dir remote-header-name remote-name remote-name-all stderr trace trace-ascii".split(
    " ",
  );

/** Follows curl where it is told one file to write. */
function curl(call: Call): Outcome | undefined {
  const read = readArguments(call.words.arguments, CURL_VALUED);
  const has = (name: string): boolean =>
    read.options.has(name) || read.flags.has(name);
  if (!(has("o") || has("output")) || CURL_WRITES.some(has)) return undefined;
  writesOutput(call, "curl", read);
  return ASSUMED;
}

/** jdeps prints, unless it is told to generate files. */
function jdeps({ words }: Call): Outcome | undefined {
  return words.arguments.some(({ text }) => /^--?(?:dot|gen)/.test(text))
    ? undefined
    : ASSUMED;
}

/** Leaves open the file that `-o` and `--output` name. */
function writesOutput(
  call: Call,
  command: string,
  { options, flags }: ReturnType<typeof readArguments>,
): void {
  const words = call.words.arguments;
  const long = words.findIndex(({ value }) => value === "--output");
  if (flags.has("output")) writes(call, command, words[long + 1]);
  for (const name of ["o", "output"]) {
    const value = options.get(name);
    if (options.has(name))
      writes(call, command, { start: 0, end: 0, text: "a file", value });
  }
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
