import { absolute } from "../../build/tree.ts";
import { defineRule, type Problem } from "../../rule.ts";
import type { ShellCommand } from "../../shell/parse.ts";
import { knownText } from "../../value.ts";
import { passingOf } from "../passing-commands.ts";
import { shellRuns, stepsOf, trailing, type ShellRun } from "../shell-runs.ts";

const OTHERS = ["hadolint/DL3003", "trivy/DS-0013", "semgrep/use-workdir"];
const KICS = "kics/run_command_cd_instead_of_workdir";

export default defineRule({
  id: "use-workdir",
  title: "Change the directory with WORKDIR",
  category: "correctness",
  severity: "warning",
  about: ["RUN"],
  runs: ["cd"],
  sameAs: [...OTHERS, KICS],
  *check({ stages, dockerfile: { text } }): Generator<Problem> {
    for (const stage of stages) {
      const visits = new Map<string, ShellCommand[]>();
      for (const shellRun of shellRuns(stage)) {
        const { run, script } = shellRun;
        if (!text.slice(run.start, run.end).includes("cd")) continue;
        const workdir = knownText(run.before.workdir.value) ?? "";
        const lost = lostChange(shellRun);
        if (lost !== undefined) {
          const { command, to } = lost;
          yield {
            at: command,
            message: `cd ${to} ends with this RUN, and the next instruction starts ${workdir === "" ? "where this one did" : `in ${workdir} again`}.`,
            remedy: `Write WORKDIR ${to} instead, as an instruction of its own.`,
            // KICS asks only for a path without "..".
            sameAs: /(?:^|\/)\.\.(?:\/|$)/.test(to)
              ? [...OTHERS, KICS]
              : OTHERS,
          };
          continue;
        }
        const visit = firstChange(shellRun, workdir);
        if (visit === undefined) continue;
        if (visit.to === workdir)
          yield needless(visit, script.commands[1], workdir);
        else {
          const before = visits.get(visit.to);
          if (before === undefined) visits.set(visit.to, [visit.command]);
          else before.push(visit.command);
        }
      }
      for (const [to, commands] of visits) {
        const [first] = commands;
        if (first === undefined || commands.length < 2) continue;
        yield {
          at: first,
          severity: "info",
          message: `${commands.length} RUN instructions of this stage begin with a change to ${to}.`,
          remedy: `Write WORKDIR ${to} before them.`,
          sameAs: OTHERS,
        };
      }
    }
  },
});

interface Change {
  readonly command: ShellCommand;
  readonly to: string;
}

/** A change of the directory that nothing follows, and that is no way back from another one. */
function lostChange({ script }: ShellRun): Change | undefined {
  const steps = stepsOf(script);
  const last = trailing(
    steps,
    (command) => passingOf(command) !== undefined,
  ).findLast((command) => passingOf(command)?.kind === "directory");
  const passing = last && passingOf(last);
  if (last === undefined || passing?.kind !== "directory") return undefined;
  const alone = script.commands.length === 1;
  const isReturn =
    /^(?:-|~|\/|\.\.(?:\/\.\.)*\/?|)$/.test(passing.to) ||
    script.commands.some(
      (command) => command !== last && command.name?.value === "cd",
    );
  return alone || !isReturn ? { command: last, to: passing.to } : undefined;
}

/** A change of the directory that all else in a RUN comes after. */
function firstChange(
  { script }: ShellRun,
  workdir: string,
): Change | undefined {
  const [first] = stepsOf(script);
  if (first?.kind !== "command" || first.command.name?.value !== "cd")
    return undefined;
  const { command } = first;
  const [target, ...more] = command.arguments;
  const to = target?.value;
  if (to === undefined || more.length > 0 || /^[-~]/.test(to)) return undefined;
  return to.startsWith("/") || workdir !== ""
    ? { command, to: absolute(to, workdir) }
    : undefined;
}

function needless(
  { command }: Change,
  next: ShellCommand | undefined,
  workdir: string,
): Problem {
  const isPlain =
    next !== undefined &&
    next.connector === "&&" &&
    next.nesting.length === 0 &&
    next.pipe.index === 0;
  return {
    at: command,
    severity: "info",
    message: `The RUN starts in ${workdir} already.`,
    remedy: "Leave the cd out.",
    sameAs: OTHERS,
    ...(isPlain && {
      fix: {
        title: "Leave the cd out",
        edits: [{ start: command.start, end: next.start, text: "" }],
      },
    }),
  };
}
