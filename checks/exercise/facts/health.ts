import { checkRuns } from "../../build/health.ts";
import {
  asksPort,
  flawIn,
  ignoresAnswer,
  probeCommands,
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
    const runs = checkRuns(command, commands, image);
    switch (runs.kind) {
      case "no":
        return open(runs.because, command);
      case "unknown":
        return unknownFact(runs.because, command);
      case "yes":
        return judgeAnswer(command, commands, image, port);
    }
  },
});

function judgeAnswer(
  at: CommandLine,
  commands: readonly ProbeCommand[],
  image: Image,
  port: number,
): FactResult {
  const answer = (command: ProbeCommand): boolean | undefined =>
    asksPort(command, image, port);
  const flaw = flawIn(commands, (command) => answer(command) !== false);
  if (flaw?.certain === true) return open(flaw.because, at);
  if (flaw !== undefined) return unknownFact(flaw.because, at);
  const asking = commands.filter((command) => answer(command) === true);
  if (asking.length > 0 && asking.every((one) => ignoresAnswer(one, image)))
    return open(
      `${asking[0]?.plain.name ?? "The check"} ends with 0 on an error page too: nothing looks at the answer.`,
      at,
    );
  const answers = commands.map(answer);
  if (answers.includes(true))
    return met(`A health check asks the application on port ${port}.`, at);
  return answers.includes(undefined)
    ? unknownFact(`whether the check asks port ${port}`, at)
    : open(`The check never asks port ${port}.`, at);
}
