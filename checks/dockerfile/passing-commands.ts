import type { ShellCommand } from "../shell/parse.ts";

/** What a command sets for its own shell alone, which ends with the RUN. */
export type Passing =
  | { readonly kind: "directory"; readonly to: string }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "setting"; readonly name: string }
  | { readonly kind: "service"; readonly name: string };

/** Files that are read for the variables they set. */
const SETTINGS_FILE =
  /(?:^|\/)(?:activate|\.?(?:bash|zsh|ksh)rc|\.(?:bash_|z)?profile|profile|\.?env|env\.sh|setenv\.sh|environment|nvm\.sh|setvars\.sh|setup\.bash|sdkman-init\.sh|[\w.-]+\.env)$/;

/** What a command leaves to its shell only, or undefined where it does something lasting or unknown. */
export function passingOf(command: ShellCommand): Passing | undefined {
  if (command.redirects.length > 0) return undefined;
  const { name, arguments: words, wrappers } = command.plain;
  if (command.name === undefined) return variableOf(command);
  const [first] = words;
  const text = first?.value ?? first?.text ?? "";
  switch (name) {
    case "cd":
      return { kind: "directory", to: text };
    case "export":
    case "readonly": {
      if (first === undefined || runsCommands(words)) return undefined;
      return { kind: "variable", name: text.replace(/=.*/s, "") };
    }
    case "source":
    case ".":
      return SETTINGS_FILE.test(text)
        ? { kind: "file", path: text }
        : undefined;
    case "alias":
    case "ulimit":
    case "umask":
    case "shopt":
      return first === undefined ? undefined : { kind: "setting", name };
    case "service":
    case "systemctl":
      return serviceOf(name, words, wrappers);
    default:
      return undefined;
  }
}

function variableOf({ assignments }: ShellCommand): Passing | undefined {
  const [first] = assignments;
  return first === undefined ||
    assignments.some(({ value }) => runsCommands([value]))
    ? undefined
    : { kind: "variable", name: first.name };
}

/** Whether a substitution may do something that lasts. */
function runsCommands(words: readonly { readonly text: string }[]): boolean {
  return words.some(({ text }) => /\$\(|`/.test(text));
}

function serviceOf(
  name: string,
  words: ShellCommand["arguments"],
  wrappers: readonly string[],
): Passing | undefined {
  if (wrappers.some((wrapper) => wrapper !== "sudo")) return undefined;
  const plain = words
    .map(({ value, text }) => value ?? text)
    .filter((text) => !text.startsWith("-"));
  const [service, verb] = name === "service" ? plain : plain.toReversed();
  return service !== undefined && /^(?:re)?start$/.test(verb ?? "")
    ? { kind: "service", name: service }
    : undefined;
}
