import { parseArgs, type ParseArgsConfig } from "node:util";
import { suggestion } from "../index.ts";
import { Unusable } from "./unusable.ts";

/** The options and paths of a command; what the command does not know is unusable, with the closest option named. */
export function readOptions<T extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const unknown = /^Unknown option '([^']+)'/.exec(error.message)?.[1];
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new Unusable(
      unknown === undefined
        ? error.message
        : `There is no option ${unknown}.${suggestion(unknown, known)}`,
    );
  }
}
