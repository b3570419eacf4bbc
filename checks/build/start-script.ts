import { parseScript, type ShellCommand } from "../shell/parse.ts";
import { isUnconditional, unwrapped } from "../shell/queries.ts";

/** What a shell text comes to, or why it cannot be told. */
export type ScriptEnd =
  | {
      readonly kind: "command";
      readonly argv: readonly string[];
      /** Whether the command takes the shell's place. */
      readonly execs: boolean;
      /** Whether the text is this one command. */
      readonly alone: boolean;
    }
  | { readonly kind: "unknown"; readonly because: string };

/** Wrappers that stay above the command they run. */
const STAYING = new Set(["sudo", "doas", "timeout", "time"]);

/** Follows a shell text to the command that it ends in; `positional` is what `"$@"` stands for. */
export function endOf(
  text: string,
  name: string,
  positional: readonly string[],
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
  const argv = argvOf(last, positional);
  return argv === undefined
    ? unknownEnd(`${name} holds variables or patterns`)
    : { kind: "command", argv, execs, alone: script.commands.length === 1 };
}

function unknownEnd(because: string): ScriptEnd {
  return { kind: "unknown", because };
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

/** A command's arguments with `"$@"` filled in, or undefined where one cannot be told. */
function argvOf(
  command: ShellCommand,
  positional: readonly string[],
): readonly string[] | undefined {
  const plain = unwrapped(command);
  const words = plain.nameWord === undefined ? [] : [plain.nameWord];
  const argv: string[] = [];
  for (const word of [...words, ...plain.arguments]) {
    if (/^"?\$\{?@\}?"?$/.test(word.text)) argv.push(...positional);
    else if (word.value === undefined) return undefined;
    else argv.push(word.value);
  }
  return argv.length === 0 ? undefined : argv;
}
