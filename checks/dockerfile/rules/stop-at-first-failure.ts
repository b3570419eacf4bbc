import { defineRule, type Problem } from "../../rule.ts";
import { ignoredFailure } from "../ignored-failures.ts";
import {
  isHeredocAlone,
  optionsAtStart,
  shellRuns,
  type ShellRun,
} from "../shell-runs.ts";

export default defineRule({
  id: "stop-at-first-failure",
  title: "Let a RUN stop at the first command that fails",
  category: "correctness",
  severity: "warning",
  about: ["RUN"],
  mentions: /;|<<|(?<![&>])&(?![&>])/,
  *check({ stages }): Generator<Problem> {
    for (const stage of stages)
      for (const shellRun of shellRuns(stage)) {
        const found = ignoredFailure(shellRun.script, optionsAtStart(shellRun));
        if (found === undefined) continue;
        const name = found.name?.value ?? found.name?.text ?? "a command";
        const inHeredoc = shellRun.run.heredocs.length > 0;
        yield {
          at: found,
          message: inHeredoc
            ? `When ${name} fails, the build goes on: without set -e the shell runs every line of the here-document.`
            : `When ${name} fails, the build goes on: after a semicolon the shell runs the next command all the same.`,
          remedy: inHeredoc
            ? "Begin the here-document with set -e."
            : "Join the commands with &&, or begin with set -e.",
          ...fixFor(shellRun),
        };
      }
  },
});

function fixFor({ run, script }: ShellRun): Pick<Problem, "fix"> | undefined {
  // A line that names the shell has to stay the first one.
  if (script.shebang !== undefined) return undefined;
  const [first] = run.heredocs;
  if (first !== undefined && !isHeredocAlone(run)) return undefined;
  const start = first?.body.start ?? run.command.start;
  const text = first === undefined ? "set -e; " : "set -e\n";
  return {
    fix: {
      title: "Stop at the first failure",
      edits: [{ start, end: start, text }],
    },
  };
}
