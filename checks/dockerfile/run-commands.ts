import type { Span } from "../files.ts";
import { commandsOf } from "../build/run.ts";
import { commandsWithin } from "../shell/invocation.ts";
import type { ShellCommand } from "../shell/parse.ts";
import { unwrapped, type PlainCommand } from "../shell/queries.ts";
import type { Instruction, Run } from "./instruction.ts";
import type { Stage } from "./model.ts";
import { posixRuns } from "./queries.ts";

/** A command that a RUN runs, in either form, or that its text hands to `sh -c`. */
export interface RunCommand {
  readonly run: Run;
  /** Where it stands; a command in the text after `sh -c` stands where that word does. */
  readonly at: Span;
  /** The command with its operators and redirections; undefined in the exec form. */
  readonly command: ShellCommand | undefined;
  /** The command without sudo, env and other wrappers. */
  readonly plain: PlainCommand;
  /** Whether its words stand in the file as they are, so that they can be edited. */
  readonly editable: boolean;
}

/** The commands of a stage's RUN instructions, those that ONBUILD keeps included; nothing of shells that are not POSIX. */
export function runCommands(stage: Stage): readonly RunCommand[] {
  return (stage.memo.runCommands ??= readCommands(stage));
}

/** Whether the text of an instruction, here-documents included, has something that a pattern looks for. */
export function mentions(
  { arguments: line, heredocs }: Instruction,
  pattern: RegExp,
): boolean {
  return (
    pattern.test(line.text) ||
    heredocs.some(({ content }) => pattern.test(content))
  );
}

function readCommands(stage: Stage): readonly RunCommand[] {
  const found: RunCommand[] = [];
  for (const run of posixRuns(stage)) {
    const isExec = run.command.form === "exec";
    for (const { command, plain: read } of commandsOf(run)) {
      const plain = isExec
        ? unwrapped({ name: read.nameWord, arguments: read.arguments })
        : read;
      const at = command ?? run.command;
      found.push({ run, at, command, plain, editable: !isExec });
      for (const inner of commandsWithin(plain))
        found.push({
          run,
          at: inner,
          command: inner,
          plain: inner.plain,
          editable: false,
        });
    }
  }
  return found;
}
