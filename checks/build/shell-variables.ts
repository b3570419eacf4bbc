import type { Environment } from "../dockerfile/environment.ts";
import type { ShellCommand, ShellWord } from "../shell/parse.ts";
import { baseName, type PlainCommand } from "../shell/queries.ts";
import { knownText } from "../value.ts";

/** The variables that commands of a script set for themselves: what the build knows of them no longer counts. */
export function assignedIn(
  commands: readonly (ShellCommand | undefined)[],
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const command of commands)
    for (const { name } of command?.assignments ?? []) names.add(name);
  return names;
}

/** A command with the build's variables filled in: `useradd "$NAME"` where ARG or ENV give it. */
export function filledIn(
  plain: PlainCommand,
  environment: Environment,
  assigned: ReadonlySet<string>,
): PlainCommand {
  const fill = (word: ShellWord): ShellWord =>
    word.value !== undefined
      ? word
      : { ...word, value: valueOf(word.text, environment, assigned) };
  const nameWord = plain.nameWord && fill(plain.nameWord);
  return {
    ...plain,
    name: baseName(nameWord?.value),
    nameWord,
    arguments: plain.arguments.map(fill),
  };
}

/** A word of plain characters and variables, in double quotes or without, or undefined where one is not known. */
function valueOf(
  text: string,
  environment: Environment,
  assigned: ReadonlySet<string>,
): string | undefined {
  const bare = /^"([^"]*)"$/.exec(text)?.[1] ?? text;
  if (!/^(?:[\w:./@=,+-]|\$\w+|\$\{\w+\})*$/.test(bare)) return undefined;
  let isKnown = true;
  const value = bare.replace(/\$(?:(\w+)|\{(\w+)\})/g, (_, one, two) => {
    const name = String(one ?? two);
    const variable = environment.lookup(name);
    const found =
      variable.kind === "set" && !assigned.has(name)
        ? knownText(variable.value)
        : undefined;
    // Outside quotes the shell would split it.
    if (found === undefined || /\s/.test(found)) isKnown = false;
    return found ?? "";
  });
  return isKnown ? value : undefined;
}
