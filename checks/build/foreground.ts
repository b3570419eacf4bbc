import type { ShellCommand } from "../shell/parse.ts";
import type { ShellNode } from "../shell/tree.ts";
import { hasOption, isUnconditional } from "../shell/queries.ts";

/** Programs that start a script of package.json, which `start` names for what keeps running. */
const RUNNERS = new Set(["npm", "yarn", "pnpm"]);

/** Whether a command stands by itself: in no other construct, no pipeline, not after `||`. */
export function isPlain(command: ShellCommand): boolean {
  return (
    isUnconditional(command) &&
    command.nesting.length === 0 &&
    command.pipe.length === 1
  );
}

/** Whether a command runs whenever the script gets to it: what stands after `&&` may not. */
export function isCertain(command: ShellCommand): boolean {
  return isPlain(command) && command.connector !== "&&";
}

/** `"$@"` in a shell script: the arguments that the script was given. */
export function isAllArguments(text: string | undefined): boolean {
  return text !== undefined && /^"?\$(?:[@*]|\{[@*]\})"?$/.test(text);
}

/**
 * Whether a command is known to keep its script waiting for as long as the container runs: `"$@"` in the foreground,
 * `sleep infinity`, `tail -f`, `npm start`. What is not known, a migration for example, is taken to end.
 */
export function neverEnds(command: ShellCommand): boolean {
  if (!isWaitedFor(command)) return false;
  const { name, nameWord, arguments: words } = command.plain;
  if (isAllArguments(nameWord?.text)) return true;
  const first = words[0]?.value ?? words[0]?.text;
  switch (name) {
    case "sleep":
      return first !== undefined && /^inf(?:inity)?$/i.test(first);
    case "tail":
      return hasOption(words, "-f", "-F", "--follow") && !hasPid(command);
    case "eval":
      return isAllArguments(first);
    default:
      return RUNNERS.has(name ?? "") && first === "start";
  }
}

/** Whether a script waits until a command ends by itself: it runs in the foreground, without a bound, and not by `exec`. */
export function isWaitedFor(command: ShellCommand): boolean {
  const { wrappers } = command.plain;
  return (
    !command.nesting.includes("background") &&
    wrappers[0] !== "exec" &&
    !wrappers.includes("timeout")
  );
}

/** GNU tail ends with the process that it is given. */
function hasPid({ arguments: words }: ShellCommand): boolean {
  return hasOption(words, "--pid");
}

/** Where a loop without an end stands in a script, outside of other constructs: `while true; do sleep 1; done`. */
export function endlessLoop(nodes: readonly ShellNode[]): number | undefined {
  for (const node of nodes) {
    if (node.kind !== "while") continue;
    const [test, ...more] = node.test;
    if (test?.kind !== "command" || more.length > 0) continue;
    const name = test.command.name?.value;
    const always = node.until
      ? name === "false"
      : name === "true" || name === ":";
    if (always && node.body.every((inner) => !leaves(inner)))
      return test.command.start;
  }
  return undefined;
}

/** Whether a loop may be left from a part of it; what is not a plain command counts as a way out. */
function leaves(node: ShellNode): boolean {
  return (
    node.kind !== "command" ||
    /^(?:break|exit|return|exec|kill)$/.test(node.command.name?.value ?? "")
  );
}
