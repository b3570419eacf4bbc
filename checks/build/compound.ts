import type { ShellNode } from "../shell/tree.ts";
import { expandedValue, expandedWords } from "./expansion.ts";
import { compileGlob } from "./glob.ts";
import {
  ASSUMED,
  DONE,
  either,
  joined,
  opposite,
  type Outcome,
} from "./outcome.ts";
import type { Shell } from "./shell.ts";

/** Follows commands that `&&` and `||` join. */
export function chain(
  shell: Shell,
  items: (ShellNode & { kind: "chain" })["items"],
  input: string | undefined,
  required: boolean,
): Outcome {
  let result: Outcome = DONE;
  let output: string | undefined = "";
  // "a && b" at the end of a RUN ended well, so a did too.
  const lastOr = items.findLastIndex(({ operator }) => operator === "||");
  for (const [at, { operator, node }] of items.entries()) {
    if (shell.jump !== undefined) break;
    const { status } = result;
    const last = required && at === items.length - 1;
    if (status === (operator === "&&" ? "failed" : "ok")) continue;
    const mayNotRun =
      operator === "&&"
        ? status === "unknown" && !(required && at > lastOr)
        : status !== "failed";
    const next = mayNotRun
      ? shell.doubtful(() => shell.node(node, input, last))
      : shell.node(node, input, last);
    output = joined(output, next.output);
    result = mayNotRun
      ? { status: either(operator, status, next.status), output }
      : next;
    if (shell.stayInDoubt) shell.inDoubt = true;
  }
  return { ...result, output };
}

/** Follows a pipeline: each command in a shell of its own. */
export function pipe(
  shell: Shell,
  { nodes, negated }: ShellNode & { kind: "pipe" },
  input: string | undefined,
): Outcome {
  let outcome: Outcome = { status: "ok", output: input };
  for (const node of nodes)
    outcome = shell.fork().node(node, outcome.output, false);
  if (!negated) return outcome;
  return { status: opposite(outcome.status), output: outcome.output };
}

/** Follows `if`: the bodies that may run, with doubt where more than one may. */
export function conditional(
  shell: Shell,
  { branches, otherwise }: ShellNode & { kind: "if" },
  input: string | undefined,
  required: boolean,
): Outcome {
  const before = shell.inDoubt;
  let outcome: Outcome = DONE;
  for (const { test, body } of branches) {
    const { status } = shell.list(test, input, false);
    if (status === "failed") continue;
    const sure = status === "ok" && !shell.inDoubt;
    shell.inDoubt ||= status !== "ok";
    outcome = shell.list(body, input, required && sure);
    if (status === "ok") {
      const isSure = shell.inDoubt === before;
      shell.inDoubt = before;
      return isSure ? outcome : ASSUMED;
    }
  }
  const unsure = shell.inDoubt !== before;
  outcome = shell.list(otherwise, input, required && !unsure);
  shell.inDoubt = before;
  return unsure ? ASSUMED : outcome;
}

/** Follows `for`. */
export function loop(
  shell: Shell,
  { name, words, body }: ShellNode & { kind: "for" },
  input: string | undefined,
): Outcome {
  const values =
    words === undefined
      ? shell.state.arguments
      : words
          .flatMap((word) => expandedWords(word, shell.expanding))
          .map(({ value }) => value);
  const before = shell.inDoubt;
  let output: string | undefined = "";
  for (const value of values) {
    if (value === undefined) shell.inDoubt = true;
    shell.set(name, value, false);
    const outcome = shell.list(body, input, false);
    output = joined(output, value === undefined ? undefined : outcome.output);
    if (shell.jump === "break" || shell.jump === "continue") {
      const ends = shell.jump === "break";
      shell.jump = undefined;
      if (ends) break;
    }
    if (shell.jump !== undefined || shell.isSpent()) break;
    if (shell.stayInDoubt) shell.inDoubt = true;
  }
  shell.inDoubt = before;
  return { status: "assumed", output };
}

/** Follows `case`. */
export function choice(
  shell: Shell,
  { word, items }: ShellNode & { kind: "case" },
  input: string | undefined,
  required: boolean,
): Outcome {
  const value = expandedValue(word, shell.expanding);
  const plain = items.every(({ fallsThrough }) => !fallsThrough);
  let doubt = value === undefined || !plain;
  for (const { patterns, body } of items) {
    const matches = doubt ? undefined : matchesOne(value ?? "", patterns);
    if (matches === false) continue;
    if (matches === true) return shell.list(body, input, required);
    doubt = true;
    shell.doubtful(() => shell.list(body, input, false));
  }
  return doubt ? ASSUMED : DONE;
}

/** Whether a value matches one of the patterns, undefined where that cannot be told. */
function matchesOne(
  value: string,
  patterns: readonly {
    readonly text: string;
    readonly value: string | undefined;
  }[],
): boolean | undefined {
  let unsure = false;
  for (const { text, value: literal } of patterns) {
    const glob =
      literal === undefined && !/["'$`]/.test(text)
        ? compileGlob(text, { deep: false })
        : undefined;
    // A star in a case matches slashes too.
    if (literal === undefined && (glob === undefined || value.includes("/")))
      unsure ||= text !== "*";
    if (literal === value || text === "*" || glob?.matches(value) === true)
      return unsure ? undefined : true;
  }
  return unsure ? undefined : false;
}
