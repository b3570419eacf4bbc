import type { ShellCommand } from "../shell/parse.ts";
import type { ShellForm } from "./instruction.ts";

/** What a start command in the shell form asks of its shell. */
export interface ShellStart {
  /** The program started last, undefined where there is none or a variable names it. */
  readonly program: string | undefined;
  /** Whether it is one command and nothing else, so that bash and BusyBox ash replace themselves with it. */
  readonly sole: boolean;
  /** Its arguments, where no shell is needed to start it. */
  readonly argv: readonly string[] | undefined;
  /** Whether `exec` before the last command would make the shell go away. */
  readonly endsInOne: boolean;
  /** Whether the shell makes way or handles signals: the text ends in `exec`, or sets a trap. */
  readonly passesSignals: boolean;
  /** Whether it was meant as a JSON array and is none. */
  readonly brokenArray: boolean;
}

/** Commands that exist in the shell alone. */
const BUILTINS = new Set(
  ". : alias cd command eval exec exit export read return set shift source trap ulimit umask unset wait".split(
    " ",
  ),
);

/** Reads the shell form of CMD or ENTRYPOINT. */
export function readShellStart(command: ShellForm): ShellStart {
  const { commands, errors } = command.script;
  const own = commands.filter(
    ({ nesting }) => !nesting.includes("substitution"),
  );
  const last = own.at(-1);
  const started = own.findLast(({ pipe }) => pipe.index === 0);
  const brokenArray = /^\[.*\]$/s.test(command.line.text.trim());
  const endsInOne =
    errors.length === 0 &&
    !brokenArray &&
    last?.name !== undefined &&
    last.assignments.length === 0 &&
    last.nesting.length === 0 &&
    last.pipe.length === 1;
  const sole = endsInOne && own.length === 1;
  return {
    program: started && started.plain.nameWord?.value,
    sole,
    argv: sole ? argvOf(last) : undefined,
    endsInOne,
    passesSignals:
      (last !== undefined && last.plain.wrappers.includes("exec")) ||
      own.some(({ name }) => name?.value === "trap"),
    brokenArray,
  };
}

function argvOf({
  name,
  arguments: words,
  redirects,
}: ShellCommand): readonly string[] | undefined {
  if (redirects.length > 0) return undefined;
  const argv: string[] = [];
  for (const word of name === undefined ? [] : [name, ...words]) {
    if (word.value === undefined || word.value.startsWith("~"))
      return undefined;
    argv.push(word.value);
  }
  return BUILTINS.has(argv[0] ?? ".") ? undefined : argv;
}
