import type { Environment } from "../dockerfile/environment.ts";
import {
  parseScript,
  type ShellCommand,
  type ShellWord,
} from "../shell/parse.ts";
import { knownText } from "../value.ts";
import {
  endlessLoop,
  isCertain,
  isPlain,
  isWaitedFor,
  neverEnds,
} from "./foreground.ts";
import {
  argumentsAt,
  filledWords,
  type WordReader,
} from "./script-arguments.ts";
import { trappingIn, type SignalTrap } from "./signal-trap.ts";

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
      /** Where the text starts the command in the background and waits: what it does on a signal meanwhile. */
      readonly trap: SignalTrap | undefined;
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
  if (commands.length === 0 || script.errors.length > 0)
    return unknownEnd(`${name} cannot be read as shell`);
  const assigned = new Set(
    commands.flatMap(({ assignments }) =>
      assignments.map((assignment) => assignment.name),
    ),
  );
  const read = (word: ShellWord): string | undefined =>
    filledIn(word, (variable) =>
      assigned.has(variable) ? undefined : valueOf(variable, environment),
    );
  const given = argumentsAt(commands, positional, read);
  const argvAt = (at: number): readonly string[] | undefined =>
    argvOf(commands[at], given[at], read);
  const trapping = trappingIn(script);
  const wanted =
    trapping === undefined
      ? placeOfEnd(commands)
      : commands.indexOf(trapping.program);
  // A command that never ends is what the script comes to, whatever follows it.
  const stuck = placeOfStop(commands.slice(0, wanted), argvAt, argvAt(wanted));
  const at = stuck ?? wanted;
  const last = commands[at];
  if (last === undefined) return unknownEnd(`${name} cannot be read as shell`);
  const before = commands.slice(0, at);
  const loop = endlessLoop(script.nodes);
  if (loop !== undefined && loop < last.start)
    return unknownEnd(`${name} loops without an end before its last command`);
  const isLast = stuck === undefined && trapping === undefined;
  const execs = isLast && isExec(last);
  const doubt =
    (trapping !== undefined && stuck === undefined
      ? doubtInOrder(before)
      : doubtBefore(last, before, stuck !== undefined)) ??
    (execs || !isLast
      ? undefined
      : doubtWithoutExec(
          last,
          before,
          commands.length < script.commands.length,
        ));
  if (doubt !== undefined) return unknownEnd(`${name} ${doubt}`);
  const { wrappers } = last.plain;
  const staying = wrappers.find((wrapper) => STAYING.has(wrapper));
  if (staying !== undefined)
    return unknownEnd(`${name} runs its command below ${staying}`);
  if (given[at] === undefined)
    return unknownEnd(`${name} changes its arguments`);
  const argv = argvAt(at);
  if (argv === undefined || argv.length === 0)
    return unknownEnd(`${name} holds variables or patterns`);
  return {
    kind: "command",
    argv,
    execs,
    makesWay: isLast ? makingWay(last, text) : NO_SHELLS,
    move: moveIn(before, last),
    trap: stuck === undefined ? trapping?.trap : undefined,
  };
}

const NO_SHELLS: ReadonlySet<"bash" | "ash"> = new Set();

/** The place of the command that ends a script: the first `exec` or `exit` that is reached, else the last command. */
function placeOfEnd(commands: readonly ShellCommand[]): number {
  const last = commands.length - 1;
  const at = commands.findIndex((command, place) =>
    isEnd(command, place === last),
  );
  return at === -1 ? last : at;
}

/** The place of the first command that keeps the script from getting on: one that never ends, or the application itself. */
function placeOfStop(
  before: readonly ShellCommand[],
  argvAt: (at: number) => readonly string[] | undefined,
  application: readonly string[] | undefined,
): number | undefined {
  const at = before.findIndex(
    (command, place) =>
      neverEnds(command) ||
      (application !== undefined &&
        command.name !== undefined &&
        isWaitedFor(command) &&
        isSameList(argvAt(place), application)),
  );
  return at === -1 ? undefined : at;
}

function isSameList(
  one: readonly string[] | undefined,
  other: readonly string[],
): boolean {
  return (
    one?.length === other.length && one.every((word, at) => word === other[at])
  );
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
  if (!/\n[^\S\n]*$/.test(text.slice(-100))) shells.add("ash");
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
  return command.plain.wrappers[0] === "exec";
}

/** Why what comes before the last command leaves open whether it runs; `isStuck` where the script goes on after it. */
function doubtBefore(
  last: ShellCommand,
  before: readonly ShellCommand[],
  isStuck: boolean,
): string | undefined {
  if (isStuck && !isCertain(last))
    return "may wait for another command before its end";
  if (!isPlain(last)) return "ends in a command under a condition";
  if (last.name?.value === "exit") return "ends by itself";
  return doubtInOrder(before);
}

function doubtInOrder(before: readonly ShellCommand[]): string | undefined {
  return before.some(isExec)
    ? "may start something else before its end"
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

/** A command's arguments with `"$@"` and known variables filled in, or undefined where one cannot be told. */
function argvOf(
  command: ShellCommand | undefined,
  positional: readonly string[] | undefined,
  read: WordReader,
): readonly string[] | undefined {
  if (command === undefined || positional === undefined) return undefined;
  const { nameWord, arguments: rest } = command.plain;
  const words = nameWord === undefined ? rest : [nameWord, ...rest];
  return filledWords(words, positional, read);
}

/** A word of plain characters and known variables, in double quotes or without. */
function filledIn(
  { text }: ShellWord,
  lookup: (variable: string) => string | undefined,
): string | undefined {
  const bare = /^"([^"]*)"$/.exec(text)?.[1] ?? text;
  if (!/^(?:[\w:./@=,+-]|\$\w|\$\{\w+\})*$/.test(bare)) return undefined;
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
