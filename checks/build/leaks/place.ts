import type { Run } from "../../dockerfile/instruction.ts";
import { isRoot, userPart } from "../../dockerfile/user.ts";
import type { ShellWord } from "../../shell/parse.ts";
import { knownText } from "../../value.ts";
import type { Machine } from "../machine.ts";
import { absolute } from "../tree.ts";

/** Where a command runs, as far as that is known: its working directory and the home directory of its user. */
export interface Place {
  readonly directory: string | undefined;
  readonly home: string | undefined;
}

/** Where the first command of a RUN runs. */
export function placeOf(run: Run, machine: Machine): Place {
  return {
    directory: knownText(run.before.workdir.value),
    home: homeOf(run, machine),
  };
}

function homeOf(run: Run, machine: Machine): string | undefined {
  const set = run.before.environment.lookup("HOME");
  if (set.kind === "set") return knownText(set.value);
  const user = knownText(run.before.user.value);
  if (user === undefined) return undefined;
  return isRoot(user) ? "/root" : machine.accounts.get(userPart(user))?.home;
}

/** The path that a word of a command names, undefined where it cannot be told. */
export function pathOf(
  text: string,
  { directory, home }: Place,
): string | undefined {
  const inHome = /^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/.exec(text)?.[0];
  if (inHome !== undefined)
    return home === undefined
      ? undefined
      : absolute(text.slice(inHome.length + 1), home);
  if (/[$`~]/.test(text)) return undefined;
  if (text.startsWith("/")) return absolute(text, "/");
  return directory === undefined ? undefined : absolute(text, directory);
}

/** A word without its quotes. */
export function bare({ text, value }: ShellWord): string {
  return value ?? text.replace(/["']/g, "");
}
