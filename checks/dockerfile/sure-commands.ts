import { scriptWithin } from "../shell/invocation.ts";
import type { ShellCommand, ShellScript } from "../shell/parse.ts";
import type { PlainCommand } from "../shell/queries.ts";
import type { ShellNode } from "../shell/tree.ts";
import type { Run } from "./instruction.ts";
import type { Stage } from "./model.ts";
import { managerOf } from "./package-manager-data.ts";
import { runCommands } from "./run-commands.ts";

/** Commands that prepare something, and whose failure is no answer to a question. */
export const PREPARATION: readonly string[] =
  "rm find echo printf set true : cd mkdir touch chmod chown cp mv ln cat sed tee export sleep groupadd useradd adduser addgroup usermod chpasswd locale-gen update-locale curl wget gpg apt-key sha256sum date".split(
    " ",
  );

const PREPARES = new Set([
  ...PREPARATION,
  ..."install dpkg add-apt-repository apt-add-repository update-ca-certificates tar unlink source . sh bash".split(
    " ",
  ),
]);

/**
 * The commands of a stage's RUN instructions that run in every build. Left out is what stands inside `if`, a loop,
 * `case` or a function, behind `||`, or after `&&` behind a command that may decide, such as `test`.
 */
export function sureCommands(stage: Stage): ReadonlySet<PlainCommand> {
  const sure = new Set<PlainCommand>();
  let run: Run | undefined;
  let ofRun = NONE;
  let within: ShellScript | undefined;
  let ofWithin = NONE;
  let next = 0;
  for (const { run: of, command, plain, editable } of runCommands(stage)) {
    if (run !== of) {
      run = of;
      ofRun =
        of.command.form === "shell" ? sureIn(of.command.script) : new Set();
    }
    if (editable || command === undefined) {
      const runs = command === undefined || ofRun.has(command);
      if (runs) sure.add(plain);
      within = runs ? scriptWithin(plain) : undefined;
      ofWithin = within === undefined ? NONE : sureIn(within);
      next = 0;
    } else {
      // What the text after "sh -c" runs follows the shell, in the order of that text.
      const same = within?.commands[next++];
      if (same !== undefined && ofWithin.has(same)) sure.add(plain);
    }
  }
  return sure;
}

const NONE: ReadonlySet<ShellCommand> = new Set();

function sureIn({ nodes }: ShellScript): ReadonlySet<ShellCommand> {
  return new Set(nodes.flatMap((node) => [...sureOf(node)]));
}

function* sureOf(node: ShellNode): Generator<ShellCommand> {
  switch (node.kind) {
    case "command":
      yield node.command;
      return;
    case "chain":
      for (const item of node.items) {
        if (item.operator === "||") return;
        yield* sureOf(item.node);
        if (!prepares(item.node)) return;
      }
      return;
    case "pipe":
      if (!node.negated) for (const part of node.nodes) yield* sureOf(part);
      return;
    case "group":
    case "subshell":
      for (const part of node.body) yield* sureOf(part);
      return;
    case "redirected":
      yield* sureOf(node.node);
  }
}

/** Whether nothing in a statement decides about what follows it. */
function prepares(node: ShellNode): boolean {
  switch (node.kind) {
    case "command": {
      const { name } = node.command;
      const program = node.command.plain.name ?? "";
      return (
        name === undefined ||
        PREPARES.has(program) ||
        managerOf(program) !== undefined
      );
    }
    case "chain":
      return node.items.every((item) => prepares(item.node));
    case "pipe":
      return node.nodes.every(prepares);
    case "group":
    case "subshell":
      return node.body.every(prepares);
    case "redirected":
      return prepares(node.node);
    default:
      return false;
  }
}
