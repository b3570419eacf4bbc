import type { ShellCommand, ShellScript } from "../shell/parse.ts";
import { hasOption } from "../shell/queries.ts";
import type { ShellNode } from "../shell/tree.ts";
import { optionsAfter, type FailureOptions } from "./shell-runs.ts";

/** Commands that do not fail, or whose failure changes nothing for what follows. */
const HARMLESS = new Set(
  "echo printf : true false set export unset readonly alias unalias umask trap shopt exit return test [ ls cat which type command date env printenv pwd sleep wait sync kill pkill killall history clear id whoami uname hash ulimit local source . eval shift read".split(
    " ",
  ),
);

/** The first command at the top of a script after whose failure the shell goes on, with the rest still to run. */
export function ignoredFailure(
  { nodes }: ShellScript,
  atStart: FailureOptions,
): ShellCommand | undefined {
  let options = atStart;
  for (const [at, node] of nodes.entries()) {
    for (const command of plainCommandsOf(node))
      options = optionsAfter(command.plain, options);
    if (options.errexit || at === nodes.length - 1) continue;
    const failing = failingIn(node);
    // "make; exit 0" and "make; true" say that the failure does not matter.
    if (failing !== undefined && !saysNothing(nodes.slice(at + 1)))
      return failing;
  }
  return undefined;
}

/** The commands of a statement that surely runs: those of a chain included. */
function plainCommandsOf(node: ShellNode): readonly ShellCommand[] {
  switch (node.kind) {
    case "command":
      return [node.command];
    case "chain":
      return node.items.flatMap((item) => plainCommandsOf(item.node));
    case "group":
      return node.body.flatMap(plainCommandsOf);
    default:
      return [];
  }
}

/** The command whose failure a statement passes on to nobody. */
function failingIn(node: ShellNode): ShellCommand | undefined {
  switch (node.kind) {
    case "command":
      return isHarmless(node.command) ? undefined : node.command;
    case "chain": {
      // What follows "||" deals with the failure.
      if (node.items.some(({ operator }) => operator === "||"))
        return undefined;
      return firstOf(node.items.map((item) => item.node));
    }
    case "group":
    case "subshell": {
      // It has the status of its last statement.
      const last = node.body.at(-1);
      return last && failingIn(last);
    }
    case "redirected":
      return failingIn(node.node);
    default:
      return undefined;
  }
}

function firstOf(nodes: readonly ShellNode[]): ShellCommand | undefined {
  for (const node of nodes) {
    const found = failingIn(node);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isHarmless(command: ShellCommand): boolean {
  if (command.name === undefined) return true;
  const { name = "", arguments: words } = command.plain;
  if (name === "rm") return hasOption(words, "-f", "--force");
  if (name === "mkdir") return hasOption(words, "-p", "--parents");
  return HARMLESS.has(name);
}

function saysNothing(nodes: readonly ShellNode[]): boolean {
  return nodes.every(
    (node) =>
      node.kind === "command" &&
      /^(?:exit|true|:)$/.test(node.command.plain.name ?? ""),
  );
}
