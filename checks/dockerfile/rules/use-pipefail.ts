import { defineRule, type Problem, type Replacement } from "../../rule.ts";
import type { ShellCommand } from "../../shell/parse.ts";
import { hasOption } from "../../shell/queries.ts";
import { knowsPipefail, shellOf, type KnownShell } from "../dash.ts";
import { maskedPipe, type MaskedPipe } from "../masked-pipes.ts";
import {
  isHeredocAlone,
  optionsAtStart,
  shellRuns,
  type ShellRun,
} from "../shell-runs.ts";

export default defineRule({
  id: "use-pipefail",
  title: "Let a RUN fail with any command of its pipes",
  category: "correctness",
  severity: "warning",
  about: ["RUN"],
  mentions: /\|/,
  sameAs: [
    "hadolint/DL4006",
    "kics/shell_running_a_pipe_without_pipefail_flag",
    "semgrep/set-pipefail",
  ],
  *check({ stages, dockerfile }): Generator<Problem> {
    for (const stage of stages)
      for (const shellRun of shellRuns(stage)) {
        const { run, script } = shellRun;
        if (!dockerfile.text.slice(run.start, run.end).includes("|")) continue;
        const found = maskedPipe(script, optionsAtStart(shellRun));
        if (found === undefined) continue;
        const shell = shellOf(run.before);
        const knows = knowsPipefail(shell, stage);
        yield {
          at: found.source,
          ...said(found),
          remedy: remedyFor(shell, knows),
          ...(knows === true && fixFor(shellRun, found)),
        };
      }
  },
});

function said({ source, last }: MaskedPipe): Pick<Problem, "message"> {
  const { name } = source;
  const left = name?.value ?? name?.text ?? "a command";
  const right = last?.nameWord?.value ?? last?.nameWord?.text;
  return {
    message: `When ${left} fails, the build goes on: a pipe has the status of its last command${right === undefined ? "" : `, ${right}`}.`,
  };
}

function remedyFor(
  shell: KnownShell | undefined,
  knows: boolean | undefined,
): string {
  if (knows === true) return "Begin this RUN with set -o pipefail.";
  return shell === "dash" && knows === false
    ? 'The dash of this image has no pipefail: put SHELL ["/bin/bash", "-o", "pipefail", "-c"] before this RUN.'
    : "Set the option pipefail of the shell before this: bash, BusyBox ash and the dash of Debian 13 have it.";
}

/** Sets the option at the start, where no pipe of the RUN needs a command to fail. */
function fixFor(
  { run, script }: ShellRun,
  { source }: MaskedPipe,
): Pick<Problem, "fix"> | undefined {
  const { commands, shebang } = script;
  if (shebang !== undefined || !commands.includes(source)) return undefined;
  if (commands.some(endsEarly)) return undefined;
  const [first] = run.heredocs;
  const edit: Replacement =
    first !== undefined && isHeredocAlone(run)
      ? {
          start: first.body.start,
          end: first.body.start,
          text: "set -o pipefail\n",
        }
      : {
          start: run.command.start,
          end: run.command.start,
          text: "set -o pipefail && ",
        };
  return { fix: { title: "Set pipefail in this RUN", edits: [edit] } };
}

/** Whether a command of a pipe stops reading before the end, or fails for finding nothing. */
function endsEarly(command: ShellCommand): boolean {
  const { pipe } = command;
  if (pipe.length === 1) return false;
  const { name, arguments: words } = command.plain;
  const isLast = pipe.index === pipe.length - 1;
  switch (name) {
    case "yes":
    case "head":
      return true;
    case "grep":
    case "egrep":
    case "fgrep":
      return !isLast || hasOption(words, "-q", "-m", "--quiet", "--max-count");
    case "awk":
    case "sed":
      return words.some(({ text }) => /exit|q/.test(text));
    default:
      return false;
  }
}
