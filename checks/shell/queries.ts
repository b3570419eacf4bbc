import type { ShellCommand, ShellWord } from "./parse.ts";

/** Commands that run another one given as their arguments, with the options of theirs that take the next word. */
const WRAPPERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["sudo", "-u --user -g --group -C -D --chdir -h -p -R -T".split(" ")],
  ["doas", ["-u", "-C"]],
  ["env", ["-u", "--unset", "-C", "--chdir", "-S"]],
  ["exec", ["-a"]],
  ["command", []],
  ["builtin", []],
  ["nice", ["-n", "--adjustment"]],
  ["nohup", []],
  ["time", ["-f", "--format", "-o", "--output"]],
  ["timeout", ["-k", "--kill-after", "-s", "--signal"]],
  ["gosu", []],
  ["su-exec", []],
  ["setpriv", []],
  ["stdbuf", ["-i", "--input", "-o", "--output", "-e", "--error"]],
]);

const NO_WRAPPERS: readonly string[] = [];

/** Wrappers whose first plain argument is their own: a user, a duration. */
const OWN_ARGUMENT = new Set(["timeout", "gosu", "su-exec"]);

/** Wrappers that take assignments before the command. */
const WITH_ASSIGNMENTS = new Set(["env", "sudo"]);

/** A command without what merely wraps it: `sudo -E apt-get install` gives `apt-get install`. */
export interface PlainCommand {
  /** The last part of the path, or undefined where it cannot be told. */
  readonly name: string | undefined;
  readonly nameWord: ShellWord | undefined;
  readonly arguments: readonly ShellWord[];
  readonly wrappers: readonly string[];
}

/** The command after wrappers such as sudo, env and exec. */
export function unwrapped(
  command: Pick<ShellCommand, "name" | "arguments">,
): PlainCommand {
  let nameWord = command.name;
  let rest = command.arguments;
  let wrappers = NO_WRAPPERS;
  for (;;) {
    const name = baseName(nameWord?.value);
    const asIs = { name, nameWord, arguments: rest, wrappers };
    const takesValue = name === undefined ? undefined : WRAPPERS.get(name);
    if (name === undefined || takesValue === undefined) return asIs;
    // "command -v curl" asks where curl is.
    if (name === "command" && /^-[vV]/.test(rest[0]?.text ?? "")) return asIs;
    let at = 0;
    let own = OWN_ARGUMENT.has(name);
    for (; at < rest.length; at++) {
      const text = rest[at]?.value ?? rest[at]?.text ?? "";
      if (text === "--") {
        at++;
        break;
      }
      if (text.startsWith("-")) {
        // "sudo -Hu app": the last letter of a group may take the next word.
        if (
          takesValue.includes(text) ||
          (/^-[A-Za-z]{2,}$/.test(text) &&
            takesValue.includes(`-${text.slice(-1)}`))
        )
          at++;
      } else if (WITH_ASSIGNMENTS.has(name) && /^\w+=/.test(text)) continue;
      else if (own) own = false;
      else break;
    }
    if (at >= rest.length) return asIs;
    wrappers = [...wrappers, name];
    nameWord = rest[at];
    rest = rest.slice(at + 1);
  }
}

/** The last part of a path: `/usr/bin/node` gives `node`. */
export function baseName(path: string | undefined): string | undefined {
  return path?.slice(path.lastIndexOf("/") + 1);
}

/** The words of a command that are no options, known values only as such. */
export function plainArguments(
  words: readonly ShellWord[],
): readonly ShellWord[] {
  return words.filter((word) => !(word.value ?? word.text).startsWith("-"));
}

/** Whether an option is given: `--name`, `--name=…`, or a letter in a group such as `-yq`. */
export function hasOption(
  words: readonly ShellWord[],
  ...names: readonly string[]
): boolean {
  return words.some((word) => {
    const text = word.value ?? word.text;
    return names.some((name) =>
      name.startsWith("--")
        ? text === name || text.startsWith(`${name}=`)
        : text === name ||
          (name.length === 2 &&
            /^-[A-Za-z]+$/.test(text) &&
            text.includes(name[1] ?? "")),
    );
  });
}

/** The value of an option written `--name=value` or `--name value`, or undefined. */
export function optionValue(
  words: readonly ShellWord[],
  ...names: readonly string[]
): string | undefined {
  for (const [at, word] of words.entries()) {
    const text = word.value ?? word.text;
    for (const name of names) {
      if (text === name) return words[at + 1]?.value;
      if (text.startsWith(`${name}=`)) return text.slice(name.length + 1);
    }
  }
  return undefined;
}

/** Whether a command always runs when its script does: no condition, loop or function around it. */
export function isUnconditional(command: ShellCommand): boolean {
  return (
    command.connector !== "||" &&
    !command.nesting.some(
      (around) =>
        around === "if" ||
        around === "loop" ||
        around === "case" ||
        around === "function" ||
        around === "negated" ||
        around === "alternative" ||
        around === "other",
    )
  );
}
