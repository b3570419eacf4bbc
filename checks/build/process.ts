import type { Config, StartCommand } from "../dockerfile/config.ts";
import type { Cmd, Entrypoint } from "../dockerfile/instruction.ts";

/** What the container starts, as one list of arguments, or why it cannot be told. */
export type Process =
  | {
      readonly kind: "known";
      readonly argv: readonly string[];
      /** The instruction that names the program; undefined where the base image does. */
      readonly by: Cmd | Entrypoint | undefined;
    }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly because: string };

/**
 * ENTRYPOINT and CMD put together: the shell form of ENTRYPOINT ignores CMD (Dockerfile reference, "Understand how CMD
 * and ENTRYPOINT interact").
 */
export function processOf(config: Config): Process {
  const { entrypoint, command } = config;
  if (entrypoint.kind === "unknown") return entrypoint;
  const first = argvOf(entrypoint);
  if (first === undefined) return NO_SHELL;
  const ownShell =
    entrypoint.kind === "set" && entrypoint.by.command.form === "shell";
  if (ownShell && first.length > 0)
    return { kind: "known", argv: first, by: entrypoint.by };
  if (command.kind === "unknown") return command;
  const rest = argvOf(command);
  if (rest === undefined) return NO_SHELL;
  if (first.length + rest.length === 0) return { kind: "none" };
  return {
    kind: "known",
    argv: [...first, ...rest],
    by:
      command.kind === "set"
        ? command.by
        : entrypoint.kind === "set"
          ? entrypoint.by
          : undefined,
  };
}

const NO_SHELL: Process = {
  kind: "unknown",
  because: "the shell of the shell form is not known",
};

function argvOf(
  setting: StartCommand<Cmd | Entrypoint>,
): readonly string[] | undefined {
  if (setting.kind === "inherited") return setting.argv;
  if (setting.kind !== "set") return [];
  const { command, before } = setting.by;
  if (command.form === "exec") return command.arguments.map(({ text }) => text);
  const text = command.line.text.trim();
  if (text === "") return [];
  return before.shell.argv && [...before.shell.argv, text];
}
