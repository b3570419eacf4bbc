import * as z from "zod/mini";
import { commandPresence } from "../../build/machine.ts";
import { commandsOf } from "../../build/run.ts";
import type { Image } from "../../build/simulate.ts";
import { absolute } from "../../build/tree.ts";
import type { CommandLine } from "../../dockerfile/instruction.ts";
import { hasOption } from "../../shell/queries.ts";
import { knownText } from "../../value.ts";
import {
  defineFact,
  met,
  NO_IMAGE,
  open,
  unknownFact,
  type FactResult,
} from "../fact.ts";

/** `health: { port: 3000 }`: a health check that the image can run and that asks the application on its port. */
export const health = defineFact({
  name: "health",
  schema: z.object({ port: z.number() }),
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
    return (
      cannotRun(command, image) ??
      alwaysPasses(command) ??
      asksPort(command, image, port)
    );
  },
});

function cannotRun(command: CommandLine, image: Image): FactResult | undefined {
  const shell = image.config.facts?.shell;
  if (command.form === "shell") {
    if (shell === "none")
      return open("The check needs a shell, and the image has none.", command);
    if (shell === undefined)
      return unknownFact("nothing is known about the image's shell", command);
  }
  for (const { plain } of commandsOf({ command })) {
    const name = plain.nameWord?.value;
    if (name === undefined)
      return unknownFact("the check starts what a variable names", command);
    if (BUILTINS.has(name)) continue;
    const presence = commandPresence(image.machine, image.config, name);
    if (presence === "absent")
      return open(
        `The check starts ${name}, which is not in the image.`,
        command,
      );
    if (presence === "unknown")
      return unknownFact(
        `whether ${name} is in the image is not known`,
        command,
      );
  }
  return undefined;
}

const BUILTINS = new Set(["exit", "true", "false", ":", "[", "test", "echo"]);

function alwaysPasses(command: CommandLine): FactResult | undefined {
  const commands = [...commandsOf({ command })];
  const last = commands.at(-1);
  const name = last?.plain.name;
  const exits =
    name === "true" ||
    name === ":" ||
    name === "echo" ||
    (name === "exit" &&
      (last?.plain.arguments[0]?.value ?? "0") === "0" &&
      commands.length > 0);
  if (exits && last?.command?.connector !== "&&")
    return open(
      "The check always succeeds, whatever the application does.",
      command,
    );
  const curl = commands.find(({ plain }) => plain.name === "curl");
  if (
    curl !== undefined &&
    !hasOption(curl.plain.arguments, "-f", "--fail", "--fail-with-body")
  )
    return open("curl without -f succeeds on an error page too.", command);
  return undefined;
}

function asksPort(
  command: CommandLine,
  image: Image,
  port: number,
): FactResult {
  const number = new RegExp(`(?<![\\d.])${port}(?!\\d)`);
  const directory = knownText(image.config.workdir.value) ?? "/";
  const texts: string[] = [];
  for (const { plain } of commandsOf({ command }))
    for (const word of plain.arguments) {
      const text = word.value ?? withVariables(word.text, image);
      texts.push(text);
      const file = image.tree.get(absolute(text, directory))?.text;
      if (file !== undefined) texts.push(file);
    }
  const whole = texts.join("\n");
  if (number.test(whole))
    return met(`A health check asks the application on port ${port}.`, command);
  if (/process\.env\.PORT|environ.{0,8}PORT/.test(whole))
    return met("A health check asks the application on its port.", command);
  return open(`The check never asks port ${port}.`, command);
}

/** A word with the variables of the image filled in where they are known. */
function withVariables(text: string, image: Image): string {
  return text.replace(/\$\{?([A-Za-z_]\w*)\}?/g, (whole, name: string) => {
    const variable = image.config.environment.lookup(name);
    return variable.kind === "set"
      ? (knownText(variable.value) ?? whole)
      : whole;
  });
}
