import { commandPresence } from "../../build/machine.ts";
import {
  asksPort,
  flawIn,
  probeCommands,
  startedBy,
  type ProbeCommand,
} from "../../build/probe.ts";
import type { Image } from "../../build/simulate.ts";
import type { CommandLine } from "../../dockerfile/instruction.ts";
import {
  defineFact,
  met,
  NO_IMAGE,
  open,
  unknownFact,
  type FactResult,
  fields,
  number,
} from "../fact.ts";

/** `health: { port: 3000 }`: a health check that the image can run and that asks the application on its port. */
export default defineFact({
  name: "health",
  value: fields({ port: number }),
  judge: ({ port }, { build }) => {
    const { image } = build;
    if (image?.stage.from === undefined) return NO_IMAGE;
    const setting = image.config.health;
    if (setting.kind === "unknown") return unknownFact(setting.because);
    if (setting.kind === "none")
      return open(
        setting.by === undefined
          ? "The image has no health check."
          : "HEALTHCHECK NONE switches the check off.",
        setting.by ?? image.stage.from,
      );
    const { command } = setting.by;
    if (command === undefined)
      return open("HEALTHCHECK has no command.", setting.by);
    const commands = probeCommands(command, image);
    return (
      cannotRun(command, commands, image) ??
      judgeAnswer(command, commands, image, port)
    );
  },
});

function cannotRun(
  at: CommandLine,
  commands: readonly ProbeCommand[],
  image: Image,
): FactResult | undefined {
  const shell = image.config.facts?.shell;
  if (at.form === "shell") {
    if (shell === "none")
      return open("The check needs a shell, and the image has none.", at);
    if (shell === undefined)
      return unknownFact("nothing is known about the image's shell", at);
  }
  for (const plain of startedBy(commands)) {
    const name = plain.nameWord?.value;
    if (name === undefined)
      return unknownFact("the check starts what a variable names", at);
    const presence = commandPresence(image.machine, image.config, name);
    if (presence === "absent")
      return open(`The check starts ${name}, which is not in the image.`, at);
    if (presence === "unknown")
      return unknownFact(`whether ${name} is in the image is not known`, at);
  }
  return undefined;
}

function judgeAnswer(
  at: CommandLine,
  commands: readonly ProbeCommand[],
  image: Image,
  port: number,
): FactResult {
  const asks = (command: ProbeCommand): boolean =>
    asksPort(command, image, port);
  const flaw = flawIn(commands, asks);
  if (flaw?.certain === true) return open(flaw.because, at);
  if (flaw !== undefined) return unknownFact(flaw.because, at);
  return commands.some(asks)
    ? met(`A health check asks the application on port ${port}.`, at)
    : open(`The check never asks port ${port}.`, at);
}
