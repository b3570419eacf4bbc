import type { Healthcheck } from "../dockerfile/instruction.ts";
import type { CommandLine } from "../dockerfile/instruction.ts";
import { healthTiming, type HealthTiming } from "./health-timing.ts";
import { commandPresence } from "./command-presence.ts";
import { refusedExecution } from "./executable.ts";
import { probeCommands, startedBy, type ProbeCommand } from "./probe.ts";
import type { Image } from "./simulate.ts";

/** Whether a health check can run in its image. */
export type CheckRuns =
  | { readonly kind: "yes" }
  /** It fails every time; `because` is a sentence. */
  | { readonly kind: "no"; readonly because: string }
  /** `because` is the end of a sentence. */
  | { readonly kind: "unknown"; readonly because: string };

/** The health check of an image. */
export type Health =
  | {
      readonly kind: "set";
      readonly by: Healthcheck;
      readonly runs: CheckRuns;
      readonly timing: HealthTiming;
    }
  | { readonly kind: "none"; readonly by: Healthcheck | undefined }
  | { readonly kind: "unknown"; readonly because: string };

/** The health check of an image: whether it can run there, and when it can first tell something. */
export function healthOf(image: Image): Health {
  const setting = image.config.health;
  if (setting.kind !== "set") return setting;
  const { by } = setting;
  return {
    kind: "set",
    by,
    runs:
      by.command === undefined
        ? { kind: "no", because: "HEALTHCHECK has no command." }
        : checkRuns(by.command, probeCommands(by.command, image), image),
    timing: healthTiming(by),
  };
}

/** Whether the image has the shell and the programs that a check starts. */
export function checkRuns(
  command: CommandLine,
  commands: readonly ProbeCommand[],
  image: Image,
): CheckRuns {
  const { machine, config } = image;
  if (command.form === "shell") {
    // The daemon takes the shell of the finished image (moby, daemon/health.go, getShell).
    const shell = config.shell.argv?.[0];
    if (shell === undefined)
      return {
        kind: "unknown",
        because: "the shell of the image is not known",
      };
    const presence = commandPresence(machine, config, shell);
    if (presence === "absent")
      return {
        kind: "no",
        because: `The check runs through ${shell}, which is not in the image.`,
      };
    if (presence === "unknown")
      return {
        kind: "unknown",
        because: `whether ${shell} is in the image is not known`,
      };
  }
  for (const plain of startedBy(commands)) {
    const name = plain.nameWord?.value;
    if (name === undefined)
      return {
        kind: "unknown",
        because: "the check starts what a variable names",
      };
    const presence = commandPresence(machine, config, name);
    if (presence === "absent")
      return {
        kind: "no",
        because: `The check starts ${name}, which is not in the image.`,
      };
    if (presence === "unknown")
      return {
        kind: "unknown",
        because: `whether ${name} is in the image is not known`,
      };
    const refused = refusedExecution(image, name);
    if (refused !== undefined) return { kind: "no", because: `${refused}.` };
  }
  return { kind: "yes" };
}
