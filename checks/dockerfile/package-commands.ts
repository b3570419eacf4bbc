import type { ShellWord } from "../shell/parse.ts";
import type { PlainCommand } from "../shell/queries.ts";
import type { Stage } from "./model.ts";
import {
  managerOf,
  type Manager,
  type ManagerName,
} from "./package-manager-data.ts";
import { runCommands, type RunCommand } from "./run-commands.ts";

/** A command of a package manager, its words told apart. */
export interface PackageCommand extends RunCommand {
  /** `apt` for apt-get too, `dnf` for yum and microdnf, `pip` for pip3 and `python -m pip`. */
  readonly manager: ManagerName;
  /** As the author calls it: `apt-get`, `pip3`, `python -m pip`. */
  readonly calledAs: string;
  /** `pip` in `uv pip install`, `global` in `yarn global add`; empty without one. */
  readonly group: string;
  /** What it is told to do; empty where that is not said. A pacman verb is its first option: `-Syu`. */
  readonly verb: string;
  readonly verbWord: ShellWord | undefined;
  /** What follows the program, options and their values included. */
  readonly words: readonly ShellWord[];
  /** What follows the verb, without options and their values. */
  readonly operands: readonly ShellWord[];
}

/** The commands of package managers in a stage's RUN instructions, in their order. */
export function packageCommands(stage: Stage): readonly PackageCommand[] {
  return (stage.memo.packageCommands ??= [
    ...packageCommandsByPlain(stage).values(),
  ]);
}

/** The same, by the command that each is without its wrappers. */
export function packageCommandsByPlain(
  stage: Stage,
): ReadonlyMap<PlainCommand, PackageCommand> {
  return (stage.memo.packageCommandsByPlain ??= readPackageCommands(stage));
}

function readPackageCommands(
  stage: Stage,
): ReadonlyMap<PlainCommand, PackageCommand> {
  const found = new Map<PlainCommand, PackageCommand>();
  for (const command of runCommands(stage)) {
    const of = readPackageCommand(command);
    if (of !== undefined) found.set(command.plain, of);
  }
  return found;
}

/** The package manager's words of a command, or undefined where it is none. */
function readPackageCommand(command: RunCommand): PackageCommand | undefined {
  const { name, arguments: words } = command.plain;
  if (name === undefined) return undefined;
  const manager = managerOf(name);
  if (manager !== undefined) return read(command, manager, name, words);
  if (!isPython(name)) return undefined;
  // "python3 -u -m pip install"
  const module = words.findIndex(({ text }) => text === "-m");
  const pip = managerOf("pip");
  return module !== -1 &&
    module < 3 &&
    words[module + 1]?.text === "pip" &&
    pip !== undefined
    ? read(command, pip, `${name} -m pip`, words.slice(module + 2))
    : undefined;
}

/** Whether a program is Python by its name, which runs pip with `-m pip`. */
export function isPython(program: string): boolean {
  return /^python[\d.]*$/.test(program);
}

function read(
  command: RunCommand,
  manager: Manager,
  program: string,
  words: readonly ShellWord[],
): PackageCommand {
  const plain: ShellWord[] = [];
  let rest = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const text = word.value ?? word.text;
    if (rest || !text.startsWith("-")) plain.push(word);
    else if (text === "--") rest = true;
    else if (takesValue(manager, text, plain.length === 0)) at++;
  }
  const isPacman = manager.name === "pacman";
  const first = isPacman
    ? words.find(({ text }) =>
        /^-(?:[A-Z]|-(?:sync|remove|upgrade)$)/.test(text),
      )
    : plain[0];
  const grouped =
    plain.length > 1 && manager.groups?.includes(first?.text ?? "") === true;
  const group = grouped ? (first?.text ?? "") : "";
  const verbWord = grouped ? plain[1] : first;
  return {
    ...command,
    manager: manager.name,
    calledAs: grouped ? `${program} ${group}` : program,
    group,
    verb: verbWord?.value ?? verbWord?.text ?? "",
    verbWord,
    words,
    operands: isPacman ? plain : plain.slice(grouped ? 2 : 1),
  };
}

function takesValue(
  { valued, valuedBefore }: Manager,
  option: string,
  beforeVerb: boolean,
): boolean {
  return (
    valued.has(option) || (beforeVerb && valuedBefore?.has(option) === true)
  );
}

/** A word without its quotes; undefined where a variable or a command may stand for other words. */
export function plainText(word: ShellWord): string | undefined {
  if (word.value !== undefined) return word.value;
  return /[$`]/.test(word.text) ? undefined : word.text.replace(/["'\\]/g, "");
}
