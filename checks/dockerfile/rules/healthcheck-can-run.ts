import { commandPresence } from "../../build/command-presence.ts";
import { commandsOf } from "../../build/run.ts";
import { defineRule } from "../../rule.ts";
import type { ShellCommand } from "../../shell/parse.ts";
import { isUnconditional } from "../../shell/queries.ts";
import { mayLack } from "../build-questions.ts";

export default defineRule({
  id: "healthcheck-can-run",
  title: "Use a health check that the image can run",
  category: "runtime",
  severity: "error",
  about: ["HEALTHCHECK"],
  *check(subject) {
    const { finalStage } = subject;
    if (finalStage?.config.health.kind !== "set") return;
    const { config } = finalStage;
    // What ONBUILD keeps may bring the program to the images that start from this one.
    if (config.onbuild.items.length > 0) return;
    const { command } = finalStage.config.health.by;
    if (command === undefined) return;
    const isAbsent = (program: string): boolean => {
      if (!mayLack(finalStage, program)) return false;
      const { image } = subject.build;
      return (
        image !== undefined &&
        commandPresence(image.machine, config, program) === "absent"
      );
    };
    // The daemon takes the shell of the finished image (moby, daemon/health.go, getShell).
    const shell = config.shell.argv?.[0];
    if (command.form === "shell" && shell !== undefined && isAbsent(shell)) {
      yield {
        at: command,
        message: `The health check runs through ${shell}, which is not in the image, so it always fails and the container is always unhealthy.`,
        remedy:
          "Write the check as a JSON array that starts a program of the image.",
      };
      return;
    }
    const script = command.form === "shell" ? command.script.commands : [];
    for (const { command: at, plain } of commandsOf({ command })) {
      const program = plain.nameWord?.value;
      if (program === undefined || !isAbsent(program)) continue;
      if (at !== undefined && !decides(at, script)) continue;
      yield {
        at: at ?? plain.nameWord ?? command,
        message: `${program} is not in the image, so the health check always fails and the container is always unhealthy.`,
        remedy: `Ask with what the image has, such as its own runtime, or install ${plain.name ?? program}.`,
      };
      return;
    }
  },
});

/** Whether the check fails wherever this command of it does. */
function decides(at: ShellCommand, script: readonly ShellCommand[]): boolean {
  const after = script.filter(
    ({ start, statement }) => start > at.start && statement === at.statement,
  );
  return (
    isUnconditional(at) &&
    !at.nesting.includes("substitution") &&
    !at.nesting.includes("background") &&
    at.statement === script.at(-1)?.statement &&
    after.every((other) => !rescues(other))
  );
}

/** Whether a command after a failed one may still make the check pass: another try, or a filter of its output. */
function rescues(command: ShellCommand): boolean {
  const { name, arguments: words } = command.plain;
  if (command.connector === "||")
    return name !== "false" && (name !== "exit" || words[0]?.value === "0");
  return command.pipe.index > 0 && !/^[ef]?grep$/.test(name ?? "");
}
