import type { PlainCommand } from "../shell/queries.ts";
import { makeParents, mayNotRun, writeFile } from "./files.ts";
import type { WrittenFile } from "./produces.ts";
import { refusedWrite } from "./refused-write.ts";
import type { Shell } from "./shell.ts";
import { absolute, parentOf, type DeclaredSource } from "./tree.ts";

/** Puts the files that a command is declared to write; gives why it cannot write one, where that is known. */
export function writeDeclared(
  shell: Shell,
  name: string,
  plain: PlainCommand,
  files: readonly WrittenFile[],
): string | undefined {
  const { machine, state } = shell;
  const command = [name, ...plain.arguments.map(({ text }) => text)].join(" ");
  for (const { path, place, from, executable } of files) {
    if (state.directory === undefined) {
      machine.tree.blur(`where ${command} writes is not known`);
      return undefined;
    }
    const at = absolute(place, state.directory);
    if (shell.inDoubt) {
      machine.tree.obscure(at, mayNotRun(command));
      continue;
    }
    const refused = refusedWrite(shell, at);
    if (refused !== undefined) return refused;
    makeParents(shell, parentOf(at));
    const source = from === undefined ? undefined : sourceIn(shell, from);
    const lacks =
      from !== undefined &&
      source === undefined &&
      machine.tree.exists(absolute(from, state.directory)) === "absent";
    writeFile(shell, at, undefined, {
      kind: "declared",
      command,
      path,
      from: source,
      lacks: lacks ? from : undefined,
    });
    if (executable === true) makeExecutable(shell, at);
  }
  return undefined;
}

/** The file of the context that a command makes another of, wherever the command finds it. */
function sourceIn(
  { machine: { tree } }: Shell,
  path: string,
): DeclaredSource | undefined {
  for (const [, { origin, text }] of tree.entries())
    if (origin.kind === "context" && origin.path === path && text !== undefined)
      return { path, text };
  return undefined;
}

/** Linkers set the bits that the umask leaves. */
function makeExecutable({ machine: { tree }, state }: Shell, at: string): void {
  const entry = tree.get(at);
  if (entry?.mode === undefined || state.umask === undefined) return;
  tree.put(at, { ...entry, mode: entry.mode | (0o111 & ~state.umask) });
}
