import type { Run } from "../../dockerfile/instruction.ts";
import { secretFile, secretInLine, secretVariable } from "../../secrets.ts";
import type { ShellWord } from "../../shell/parse.ts";
import { knownText } from "../../value.ts";
import type { BuildContext } from "../context.ts";
import type { Step } from "../simulate.ts";
import { mountOptions } from "../stage-sources.ts";
import { absolute, nameOf } from "../tree.ts";

/** What holds a secret while a RUN runs. */
export interface Sources {
  /** Variables that hold a secret, with what it is. */
  readonly variables: Map<string, string>;
  /** Files that hold a secret while the RUN runs, with what it is. */
  readonly files: ReadonlyMap<string, string>;
  /** The secret that a word of a command stands for, named in a phrase. */
  readonly mentionedIn: (word: ShellWord) => string | undefined;
}

/** The secrets that the mounts, build arguments and variables of a RUN bring. */
export function sourcesOf(
  run: Run,
  { reads }: Pick<Step, "reads">,
  context: BuildContext,
): Sources {
  const variables = new Map<string, string>();
  const files = new Map<string, string>();
  for (const flag of run.flags) {
    if (flag.name !== "mount") continue;
    const options = mountOptions(flag.value);
    const target =
      options.get("target") ?? options.get("dst") ?? options.get("destination");
    if (options.get("type") === "secret") {
      const id = options.get("id") ?? nameOf(target ?? "");
      const variable = options.get("env");
      if (variable !== undefined) variables.set(variable, `the secret ${id}`);
      // "default: /run/secrets/<id>", unless env is given without a target (reference, RUN --mount=type=secret).
      if (target !== undefined || variable === undefined)
        files.set(target ?? `/run/secrets/${id}`, `the secret ${id}`);
    } else if (target !== undefined && !options.has("from")) {
      const from = absolute(
        options.get("source") ?? options.get("src") ?? "/",
        "/",
      );
      for (const path of reads) {
        const what = secretFile(path, context.sent.get(path)?.text);
        if (what !== undefined)
          files.set(
            from === `/${path}`
              ? target
              : absolute(`/${path}`.slice(from.length + 1), target),
            `${what} of ${path}`,
          );
      }
    }
  }
  const variable = (name: string): string | undefined => {
    const given = variables.get(name);
    if (given !== undefined) return given;
    const held = run.before.environment.lookup(name);
    return held.kind === "set" &&
      secretVariable(name, knownText(held.value)) !== undefined
      ? `the value of ${name}`
      : undefined;
  };
  return {
    variables,
    files,
    mentionedIn: ({ text, value }) => {
      for (const [path, what] of files) if (hasPath(text, path)) return what;
      // Without an expansion in it the word stands for itself.
      if (value !== undefined) return secretInLine(value);
      for (const [, name = ""] of text.matchAll(/(?<!\\)\$\{?(\w+)/g)) {
        const what = variable(name);
        if (what !== undefined) return what;
      }
      return secretInLine(text);
    },
  };
}

/** Whether a text names a path, and not a longer one. */
function hasPath(text: string, path: string): boolean {
  const at = text.indexOf(path);
  return at !== -1 && !/[\w.-]/.test(text[at + path.length] ?? "");
}
