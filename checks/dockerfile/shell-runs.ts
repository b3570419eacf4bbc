import { otherInterpreter } from "../build/run.ts";
import type { ShellCommand, ShellScript } from "../shell/parse.ts";
import type { PlainCommand } from "../shell/queries.ts";
import type { ShellNode } from "../shell/tree.ts";
import type { Run } from "./instruction.ts";
import type { Stage } from "./model.ts";
import { posixRuns } from "./queries.ts";

/** A RUN in the shell form and its text, read as POSIX shell or bash. */
export interface ShellRun {
  readonly run: Run;
  readonly script: ShellScript;
}

/** The RUN instructions of a stage that hand text to a POSIX shell or bash. */
export function shellRuns(stage: Stage): readonly ShellRun[] {
  return (stage.memo.shellRuns ??= readShellRuns(stage));
}

function readShellRuns(stage: Stage): readonly ShellRun[] {
  const found: ShellRun[] = [];
  for (const run of posixRuns(stage)) {
    if (run.command.form !== "shell") continue;
    const { script } = run.command;
    if (otherInterpreter(script.shebang) === undefined)
      found.push({ run, script });
  }
  return found;
}

/** Whether the whole text of a RUN is one here-document. */
export function isHeredocAlone({ heredocs, command }: Run): boolean {
  const [first] = heredocs;
  return (
    first !== undefined &&
    command.form === "shell" &&
    command.start === first.marker.start &&
    command.line.text.trim().length === first.marker.end - first.marker.start
  );
}

/** What a shell does when a command fails. */
export interface FailureOptions {
  /** `-e`: it ends. */
  readonly errexit: boolean;
  /** `-o pipefail`: a pipe fails with any of its commands. */
  readonly pipefail: boolean;
}

const OFF: FailureOptions = { errexit: false, pipefail: false };

/** The options that a RUN's shell starts with: those of SHELL, or of the `#!` line that names another shell. */
export function optionsAtStart({ run, script }: ShellRun): FailureOptions {
  return script.shebang === undefined
    ? optionsIn(run.before.shell.argv?.slice(1) ?? [], OFF)
    : optionsIn(script.shebang.split(/\s+/).slice(1), OFF);
}

/** The options after a command: `set` changes them, and where a variable names an option, any may be on. */
export function optionsAfter(
  { name, arguments: words }: PlainCommand,
  before: FailureOptions,
): FailureOptions {
  if (name !== "set") return before;
  const values = words.map(({ value }) => value);
  return values.every((value) => value !== undefined)
    ? optionsIn(values, before)
    : { errexit: true, pipefail: true };
}

/** Reads `-e`, `-euo pipefail`, `-o errexit`, `+e`. */
export function optionsIn(
  words: readonly string[],
  before: FailureOptions,
): FailureOptions {
  let { errexit, pipefail } = before;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") break;
    if (word.startsWith("--")) continue;
    const [, sign, letters = ""] = /^([-+])([A-Za-z]+)$/.exec(word) ?? [];
    if (sign === undefined) break;
    const isOn = sign === "-";
    for (const letter of letters) {
      if (letter === "e") errexit = isOn;
      if (letter !== "o" && letter !== "O") continue;
      const name = words[++at]?.toLowerCase().replaceAll("_", "");
      if (name === "errexit") errexit = isOn;
      if (name === "pipefail") pipefail = isOn;
    }
  }
  return { errexit, pipefail };
}

/** The steps of a script that come one after the other, those joined by `&&` taken apart. */
export function stepsOf({ nodes }: ShellScript): readonly ShellNode[] {
  return nodes.some(({ kind }) => kind === "chain")
    ? nodes.flatMap((node) =>
        node.kind === "chain" &&
        node.items.every(({ operator }) => operator === "&&")
          ? node.items.map((item) => item.node)
          : [node],
      )
    : nodes;
}

/** The simple commands that a script ends with, from the first of them on that is followed by such commands alone. */
export function trailing(
  steps: readonly ShellNode[],
  is: (command: ShellCommand) => boolean,
): readonly ShellCommand[] {
  const found: ShellCommand[] = [];
  for (let at = steps.length - 1; at >= 0; at--) {
    const step = steps[at];
    if (step?.kind !== "command" || !is(step.command)) break;
    found.push(step.command);
  }
  return found.reverse();
}
