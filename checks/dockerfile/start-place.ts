import type { Span } from "../files.ts";
import type { Config } from "./config.ts";
import type { Cmd, Entrypoint } from "./instruction.ts";

/** Where ENTRYPOINT or CMD names a program, else the command line of the instruction that leads to it. */
export function startPlace(
  { entrypoint, command }: Config,
  by: Cmd | Entrypoint,
  names: (word: string) => boolean,
): Span {
  for (const setting of [entrypoint, command]) {
    if (setting.kind !== "set" || setting.by.command.form !== "exec") continue;
    const word = setting.by.command.arguments.find(({ text }) => names(text));
    if (word !== undefined) return word;
  }
  return by.command;
}
