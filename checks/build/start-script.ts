import type { Environment } from "../dockerfile/environment.ts";
import {
  parseScript,
  type ShellCommand,
  type ShellWord,
} from "../shell/parse.ts";
import { isUnconditional, unwrapped } from "../shell/queries.ts";
import { knownText } from "../value.ts";

/** What a shell text comes to, or why it cannot be told. */
export type ScriptEnd =
  | {
      readonly kind: "command";
      readonly argv: readonly string[];
      /** Whether the text says `exec`, so that the command takes the shell's place. */
      readonly execs: boolean;
      /**
       * The shells that make way for the command without being told, where the text follows `-c`. Measured with bash
       * 5.2.15 and BusyBox ash 1.35 (README, "Sources"): bash does not where the command has a redirection or `time`
       * before it, ash not where a line break ends the text. dash 0.5.12 never does, and no shell does in a script.
       */
      readonly makesWay: ReadonlySet<"bash" | "ash">;
      readonly move: Move;
    }
  | { readonly kind: "unknown"; readonly because: string };

/** Where `cd` goes before the command: nowhere, to a path, or to what cannot be told. */
export type Move =
  | { readonly kind: "none" }
  | { readonly kind: "to"; readonly path: string }
  | { readonly kind: "unknown" };

/** Wrappers that stay above the command they run. */
const STAYING = new Set(["sudo", "doas", "timeout"]);

/**
 * Follows a shell text to the command that it ends in; `positional` is what `"$@"` stands for, and the environment that
 * of the container.
 */
export function endOf(
  text: string,
  name: string,
  positional: readonly string[],
  environment?: Environment,
): ScriptEnd {
  const script = parseScript({ text, span: (start, end) => ({ start, end }) });
  const commands = script.commands.filter(
    ({ nesting }) =>
      !nesting.includes("substitution") && !nesting.includes("function"),
  );
  const last =
    commands.find((command, at) =>
      isEnd(command, at === commands.length - 1),
    ) ?? commands.at(-1);
  if (last === undefined || script.errors.length > 0)
    return unknownEnd(`${name} cannot be read as shell`);
  const execs = isExec(last);
  const before = commands.slice(0, commands.indexOf(last));
  const doubt = execs
    ? doubtBefore(last, before, positional)
    : (doubtBefore(last, before, positional) ??
      doubtWithoutExec(last, before, commands.length < script.commands.length));
  if (doubt !== undefined) return unknownEnd(`${name} ${doubt}`);
  const { wrappers } = unwrapped(last);
  const staying = wrappers.find((wrapper) => STAYING.has(wrapper));
  if (staying !== undefined)
    return unknownEnd(`${name} runs its command below ${staying}`);
  const assigned = new Set(
    [...before, last].flatMap(({ assignments }) =>
      assignments.map((assignment) => assignment.name),
    ),
  );
  const argv = argvOf(last, positional, (variable) =>
    assigned.has(variable) ? undefined : valueOf(variable, environment),
  );
  if (argv === undefined)
    return unknownEnd(`${name} holds variables or patterns`);
  return {
    kind: "command",
    argv,
    execs,
    makesWay: makingWay(last, text),
    move: moveIn(before, last),
  };
}

function moveIn(before: readonly ShellCommand[], last: ShellCommand): Move {
  const moves = before.filter((command) => command.name?.value === "cd");
  const [move] = moves;
  if (move === undefined) return { kind: "none" };
  const path = move.arguments[0]?.value;
  // "test -d a && cd a; b" may go there or not.
  const isCertain =
    isPlain(move) &&
    (move.connector !== "&&" || move.statement === last.statement);
  return moves.length > 1 || !isCertain || path?.startsWith("-") !== false
    ? { kind: "unknown" }
    : { kind: "to", path };
}

function unknownEnd(because: string): ScriptEnd {
  return { kind: "unknown", because };
}

function makingWay(
  last: ShellCommand,
  text: string,
): ReadonlySet<"bash" | "ash"> {
  const shells = new Set<"bash" | "ash">();
  // A keyword of the shell, which the parser leaves out.
  if (/\btime\s+(?:-p\s+)?$/.test(text.slice(0, last.start).slice(-100)))
    return shells;
  if (last.redirects.length === 0) shells.add("bash");
  if (!/\n\s*$/.test(text.slice(-100))) shells.add("ash");
  return shells;
}

/** An `exec` or `exit` ends the text where it is certain to be reached; after `&&` only where nothing follows. */
function isEnd(command: ShellCommand, isLast: boolean): boolean {
  return (
    (isExec(command) || command.name?.value === "exit") &&
    isPlain(command) &&
    (command.connector !== "&&" || isLast)
  );
}

function isExec(command: ShellCommand): boolean {
  return unwrapped(command).wrappers[0] === "exec";
}

/** Whether a command stands by itself: in no other construct, no pipeline, not after `||`. */
function isPlain(command: ShellCommand): boolean {
  return (
    isUnconditional(command) &&
    command.nesting.length === 0 &&
    command.pipe.length === 1
  );
}

/** Why what comes before the last command leaves open whether, or with which arguments, it runs. */
function doubtBefore(
  last: ShellCommand,
  before: readonly ShellCommand[],
  positional: readonly string[],
): string | undefined {
  if (!isPlain(last)) return "ends in a command under a condition";
  if (last.name?.value === "exit") return "ends by itself";
  if (before.some(isExec)) return "may start something else before its end";
  return changesArguments(before, positional)
    ? "changes its arguments"
    : undefined;
}

/** Why a shell that stays while its last command runs cannot be judged by that command. */
function doubtWithoutExec(
  last: ShellCommand,
  before: readonly ShellCommand[],
  hasFunctions: boolean,
): string | undefined {
  if (hasFunctions) return "has functions or substitutions";
  if (before.some(({ name }) => name?.value === "trap"))
    return "handles signals itself";
  return [...before, last].some(({ nesting }) => nesting.includes("background"))
    ? "runs something in the background"
    : undefined;
}

/**
 * Whether `set` or `shift` changes what `"$@"` is. The official entrypoints put their program before arguments that
 * begin with a dash: `if [ "${1#-}" != "$1" ]; then set -- node "$@"; fi`.
 */
function changesArguments(
  commands: readonly ShellCommand[],
  positional: readonly string[],
): boolean {
  const asksForDash = commands.some(({ arguments: words }) =>
    words.some(({ text }) => text.includes("${1#-}")),
  );
  const skipsOthers = asksForDash && positional[0]?.startsWith("-") === false;
  return commands.some((command) => {
    if (command.name?.value === "shift") return true;
    if (command.name?.value !== "set" || !hasOperands(command)) return false;
    return isPlain(command) || !skipsOthers;
  });
}

/** Whether `set` has more than options: `set -- a` and `set a` have, `set -eo pipefail` has not. */
function hasOperands({ arguments: words }: ShellCommand): boolean {
  for (let at = 0; at < words.length; at++) {
    const text = words[at]?.text ?? "";
    if (text === "--" || !/^[-+]/.test(text)) return true;
    if (/^[-+]\w*o$/.test(text)) at++;
  }
  return false;
}

/** A command's arguments with `"$@"` and known variables filled in, or undefined where one cannot be told. */
function argvOf(
  command: ShellCommand,
  positional: readonly string[],
  lookup: (variable: string) => string | undefined,
): readonly string[] | undefined {
  const plain = unwrapped(command);
  const words = plain.nameWord === undefined ? [] : [plain.nameWord];
  const argv: string[] = [];
  for (const word of [...words, ...plain.arguments]) {
    if (/^"?\$\{?@\}?"?$/.test(word.text)) {
      argv.push(...positional);
      continue;
    }
    const value = word.value ?? filledIn(word, lookup);
    if (value === undefined) return undefined;
    argv.push(value);
  }
  return argv.length === 0 ? undefined : argv;
}

/** A word of plain characters and known variables, in double quotes or without. */
function filledIn(
  { text }: ShellWord,
  lookup: (variable: string) => string | undefined,
): string | undefined {
  const bare = /^"([^"]*)"$/.exec(text)?.[1] ?? text;
  if (!/^(?:[\w:./@=,+-]|\$\w+|\$\{\w+\})*$/.test(bare)) return undefined;
  let isKnown = true;
  const value = bare.replace(/\$(?:(\w+)|\{(\w+)\})/g, (_, one, two) => {
    const found = lookup(String(one ?? two));
    // Outside quotes the shell would split it.
    if (found === undefined || /[\s*?[]/.test(found)) isKnown = false;
    return found ?? "";
  });
  return isKnown ? value : undefined;
}

/** The value that a variable has in the image, where it has one and that is known. */
function valueOf(
  name: string,
  environment: Environment | undefined,
): string | undefined {
  return knownText(environment?.exported().get(name));
}
