import {
  parseScript,
  type ShellCommand,
  type ShellScript,
  type ShellWord,
} from "../shell/parse.ts";
import type { ShellNode } from "../shell/tree.ts";
import { isCertain, isPlain } from "./foreground.ts";

/** What a shell does on a signal while it waits for what it started in the background. */
export interface SignalTrap {
  /** The signals as the script names them. */
  readonly signals: readonly string[];
  /** The signal that it passes on, as the script names it. */
  readonly sends: string;
  /** Whether it waits for the program after it passed the signal on. */
  readonly waits: boolean;
}

/** A script that starts a program in the background, waits for it and passes a signal on. */
export interface Trapping {
  readonly program: ShellCommand;
  readonly trap: SignalTrap;
}

/** What else such a script may do beside starting, trapping and waiting. */
const HARMLESS = new Set(["echo", "printf", "true", ":"]);

/**
 * Reads `"$@" & child=$!; trap 'kill -TERM $child' TERM; wait $child` and what is written like it; undefined for
 * anything less plain.
 */
export function trappingIn(script: ShellScript): Trapping | undefined {
  const commands = script.commands.filter(
    ({ nesting }) =>
      !nesting.includes("substitution") && !nesting.includes("function"),
  );
  const started = commands.findIndex(({ nesting }) =>
    nesting.includes("background"),
  );
  const program = commands[started];
  if (program === undefined || !isStarted(program)) return undefined;
  const children = new Set(["!"]);
  let waits = 0;
  for (const command of commands.slice(started + 1)) {
    if (!isPlain(command)) return undefined;
    const name = command.name?.value;
    if (command.name === undefined) {
      for (const { name: variable, value } of command.assignments)
        if (referred(value) === "!") children.add(variable);
    } else if (name === "wait") waits++;
    else if (name !== "trap" && name !== "exit" && !HARMLESS.has(name ?? ""))
      return undefined;
  }
  const traps = commands.filter(
    ({ name, arguments: words }) =>
      name?.value === "trap" && words[0]?.value !== "-",
  );
  const [trap] = traps;
  if (traps.length !== 1 || trap === undefined || waits === 0) return undefined;
  const [action, ...signals] = trap.arguments;
  if (!isCertain(trap) || action?.value === undefined) return undefined;
  const passed = actionOf(
    functionBody(script.nodes, action.value) ??
      parseScript({
        text: action.value,
        span: (start, end) => ({ start, end }),
      }).commands,
    children,
  );
  return (
    passed && {
      program,
      trap: {
        signals: signals.map(({ value, text }) => value ?? text),
        sends: passed.sends,
        waits: passed.waits ?? waits > 1,
      },
    }
  );
}

function isStarted(command: ShellCommand): boolean {
  return isCertain({ ...command, nesting: command.nesting.slice(1) });
}

/** What a trap does: one `kill` of the child; `waits` is undefined where the script goes on after it. */
function actionOf(
  commands: readonly ShellCommand[],
  children: ReadonlySet<string>,
): { readonly sends: string; readonly waits: boolean | undefined } | undefined {
  let sends: string | undefined;
  let waits: boolean | undefined;
  for (const { name, arguments: words } of commands) {
    switch (name?.value) {
      case "kill": {
        if (sends !== undefined) return undefined;
        sends = killed(words, children);
        if (sends === undefined) return undefined;
        break;
      }
      case "wait":
        if (sends !== undefined) waits = true;
        break;
      case "exit":
        waits ??= false;
        break;
      default:
        if (!HARMLESS.has(name?.value ?? "")) return undefined;
    }
  }
  return sends === undefined ? undefined : { sends, waits };
}

/** The signal of `kill -TERM "$child"`, where that is the child. */
function killed(
  words: readonly ShellWord[],
  children: ReadonlySet<string>,
): string | undefined {
  const given = words.map(({ value, text }) => value ?? text);
  const target = words.at(-1);
  if (target === undefined || !children.has(referred(target) ?? ""))
    return undefined;
  const [option = "", ...more] = given.slice(0, -1);
  if (option === "") return "TERM";
  if (option === "-s") return more.length === 1 ? more[0] : undefined;
  return more.length === 0 && /^-\w+$/.test(option)
    ? option.slice(1)
    : undefined;
}

/** The variable that a word is, and nothing more: `child` for `"$child"`, `!` for `$!`. */
function referred({ text }: ShellWord): string | undefined {
  return /^"?\$(?:(\w+|!)|\{(\w+|!)\})"?$/.exec(text)?.slice(1).find(Boolean);
}

/** The commands of a function, where it is a list of plain ones. */
function functionBody(
  nodes: readonly ShellNode[],
  name: string,
): readonly ShellCommand[] | undefined {
  for (const node of nodes) {
    if (node.kind !== "function" || node.name !== name) continue;
    return node.body.kind === "group" ? flat(node.body.body) : undefined;
  }
  return undefined;
}

function flat(
  nodes: readonly ShellNode[],
): readonly ShellCommand[] | undefined {
  const commands: ShellCommand[] = [];
  for (const node of nodes) {
    const inner =
      node.kind === "chain" ? node.items.map(({ node: item }) => item) : [node];
    for (const one of inner) {
      if (one.kind !== "command") return undefined;
      commands.push(one.command);
    }
  }
  return commands;
}
