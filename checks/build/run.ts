import { readsPosixShell } from "../dockerfile/queries.ts";
import type { Run } from "../dockerfile/instruction.ts";
import type { Span } from "../files.ts";
import type { ShellCommand } from "../shell/parse.ts";
import { baseName, type PlainCommand } from "../shell/queries.ts";
import { knownText } from "../value.ts";
import { runCommand, type RunNotes } from "./commands.ts";
import type { BuildError } from "./copy.ts";
import { homeOf, type Machine } from "./machine.ts";
import type { Produces } from "./produces.ts";
import { lacksProgram } from "./missing-program.ts";
import { DONE, failed, type Outcome } from "./outcome.ts";
import { userNamed } from "./runtime-user.ts";
import { Shell } from "./shell.ts";
import type { Bundle } from "./tree.ts";

/** What a RUN did, as far as its text tells. */
export interface RunEffect {
  /** Packages put in place by language package managers, with their directory. */
  readonly bundles: readonly {
    readonly at: Span;
    readonly path: string;
    readonly bundle: Bundle;
  }[];
  /** Commands whose effect the text does not tell. */
  readonly unknown: readonly string[];
  readonly errors: readonly BuildError[];
}

/** Follows a RUN into an image whose mounts are in place. */
export function runInto(
  machine: Machine,
  run: Run,
  produces: Produces,
): RunEffect {
  const notes: RunNotes = {
    bundles: [],
    unknown: [],
    errors: [],
    at: run.command,
    mounts: run.flags.some(({ name }) => name === "mount"),
    produces,
    run,
  };
  if (run.command.form === "shell" && !readsPosixShell(run.before)) {
    const shell = run.before.shell.argv?.[0] ?? "an unknown shell";
    notes.unknown.push(shell);
    machine.opaque.push(shell);
    machine.tree.blur(`what ${shell} does is not known`);
    return notes;
  }
  const { status, because } = follow(shellFor(machine, run, notes), run, notes);
  if (status === "failed")
    notes.errors.push({
      at: run.command,
      message: `This RUN stops the build: ${because ?? "its last command fails"}.`,
      remedy: "Change the command, or what stands before it.",
    });
  return notes;
}

function follow(shell: Shell, run: Run, notes: RunNotes): Outcome {
  const [interpreter] = run.before.shell.argv ?? [];
  if (
    run.command.form === "shell" &&
    interpreter !== undefined &&
    lacksProgram(shell.machine, run, interpreter)
  )
    return failed(`${interpreter} is not in the image`);
  const script = run.command.form === "shell" ? run.command.script : undefined;
  if (script !== undefined && otherInterpreter(script.shebang) === undefined)
    return shell.script(script.nodes);
  let outcome = DONE;
  for (const { plain } of commandsOf(run))
    outcome = runCommand(
      {
        command: undefined,
        words: { name: plain.nameWord, arguments: plain.arguments },
        input: "",
        shell,
      },
      notes,
    );
  return outcome;
}

/** The shell of a RUN: its user, directory and variables. */
function shellFor(machine: Machine, run: Run, notes: RunNotes): Shell {
  const { user, workdir, environment, shell } = run.before;
  const name = knownText(user.value);
  const home = environment.lookup("HOME");
  const variables = new Map<string, string | undefined | null>();
  if (home.kind === "unset") variables.set("HOME", homeOf(machine, name));
  return new Shell(
    machine,
    {
      directory: knownText(workdir.value),
      environment,
      variables,
      functions: new Map(),
      arguments: [],
      umask: 0o022,
      user: userNamed(machine, name),
    },
    (call) => runCommand(call, notes),
    baseName(shell.argv?.[0]) === "bash",
  );
}

/** The commands of a RUN in either form. */
export function commandsOf(run: {
  readonly command: Run["command"];
}): readonly {
  readonly command: ShellCommand | undefined;
  readonly plain: PlainCommand;
}[] {
  if (run.command.form === "shell") {
    const { shebang, plain } = run.command.script;
    const interpreter = otherInterpreter(shebang);
    return interpreter === undefined
      ? plain
      : [{ command: undefined, plain: interpreted(interpreter, run) }];
  }
  const [nameWord, ...rest] = run.command.arguments.map((word) => ({
    start: word.start,
    end: word.end,
    text: word.text,
    value: word.text,
  }));
  if (nameWord === undefined) return [];
  const name = baseName(nameWord.value);
  const plain = { name, nameWord, arguments: rest, wrappers: [] };
  return [{ command: undefined, plain }];
}

/** The program in a `#!` line, where it is no POSIX shell. */
export function otherInterpreter(
  shebang: string | undefined,
): string | undefined {
  if (shebang === undefined) return undefined;
  const words = shebang.replace(/^#!\s*/, "").split(/\s+/);
  const isEnv = words[0]?.endsWith("/env") === true;
  const program = isEnv
    ? words.slice(1).find((word) => !word.startsWith("-"))
    : words[0];
  return program === undefined || /(?:^|\/)(?:ba|da|a|k|z)?sh$/.test(program)
    ? undefined
    : program;
}

/** A here-document for another interpreter, as the command that runs it. */
function interpreted(
  program: string,
  { command: { start, end } }: { readonly command: Run["command"] },
): PlainCommand {
  return {
    name: baseName(program),
    nameWord: { start, end, text: program, value: program },
    arguments: [],
    wrappers: [],
  };
}
