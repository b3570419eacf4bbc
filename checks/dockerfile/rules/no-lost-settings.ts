import { defineRule, type Problem } from "../../rule.ts";
import type { ShellCommand } from "../../shell/parse.ts";
import type { ShellNode } from "../../shell/tree.ts";
import { passingOf, type Passing } from "../passing-commands.ts";
import { shellRuns, stepsOf, trailing } from "../shell-runs.ts";

const SERVICE = ["hadolint/DL3001", "semgrep/nonsensical-command"];

export default defineRule({
  id: "no-lost-settings",
  title: "Set nothing in a RUN that its end undoes",
  category: "correctness",
  severity: "warning",
  about: ["RUN"],
  sameAs: SERVICE,
  *check({ stages }): Generator<Problem> {
    for (const stage of stages)
      for (const { script } of shellRuns(stage)) {
        const steps = stepsOf(script);
        const last = trailing(
          steps,
          (command) => passingOf(command) !== undefined,
        );
        for (const command of last) {
          const passing = passingOf(command);
          // A change of the directory is another rule's business.
          if (passing === undefined || passing.kind === "directory") continue;
          yield { at: command, sameAs: [], ...said(passing, command) };
          break;
        }
        const background = backgroundIn(steps.at(-1));
        if (background !== undefined)
          yield {
            at: background,
            sameAs: [],
            message: `${nameOf(background)} is started in the background and ends with this RUN, finished or not.`,
            remedy:
              "Wait for it in the same RUN, or start it with CMD when the container starts.",
          };
      }
  },
});

function said(
  passing: Exclude<Passing, { kind: "directory" }>,
  command: ShellCommand,
): Pick<Problem, "message" | "remedy" | "sameAs"> {
  switch (passing.kind) {
    case "variable":
      return {
        message: `${passing.name} is set for this RUN alone, and nothing in it comes after.`,
        remedy: `Write ENV ${passing.name}=… to keep it, or ARG for the build alone.`,
      };
    case "file":
      return {
        message: `What ${passing.path} sets ends with this RUN, and nothing in it comes after.`,
        remedy:
          "Set what is needed with ENV, such as the directory on PATH, or read the file in the RUN that needs it.",
      };
    case "setting":
      return {
        message: `${nameOf(command)} counts for this RUN alone, and nothing in it comes after.`,
        remedy: "Leave it out, or put it where the commands are that need it.",
      };
    case "service":
      return {
        message: `The service ${passing.name} ends with this RUN: a layer keeps files, no processes.`,
        remedy: `Start ${passing.name} when the container starts, with CMD or ENTRYPOINT.`,
        sameAs: SERVICE,
      };
  }
}

/** What runs on when the shell of a RUN is at its end. */
function backgroundIn(step: ShellNode | undefined): ShellCommand | undefined {
  return step?.kind === "background" && step.node.kind === "command"
    ? step.node.command
    : undefined;
}

function nameOf(command: ShellCommand): string {
  const { nameWord } = command.plain;
  return nameWord?.value ?? nameWord?.text ?? "the command";
}
