import type { ShellCommand, ShellWord } from "../shell/parse.ts";
import type { WordPart } from "../shell/tree.ts";
import {
  isAbsent,
  leaveOpen,
  mayNotRun,
  noDirectory,
  pathOf,
  textAt,
  writeFile,
} from "./files.ts";
import type { Outcome } from "./outcome.ts";
import { refusedWrite } from "./refused-write.ts";
import type { Shell } from "./shell.ts";
import { parentOf } from "./tree.ts";

/** The redirections of a command. */
export interface Redirected {
  /** What it reads; undefined where nothing is redirected to it or the text is not known. */
  readonly input: string | undefined;
  /** Why the command does not run at all. */
  readonly fails?: string | undefined;
  /** Puts what the command printed where it goes. */
  finish(outcome: Outcome): Outcome;
}

type Redirect = ShellCommand["redirects"][number];

const NOTHING: Redirected = { input: undefined, finish: (outcome) => outcome };

/** Where the output of a command goes, and whether that can be opened. */
interface Output {
  readonly write: (outcome: Outcome) => void;
  readonly fails?: string;
}

const NOWHERE: Output = { write: () => {} };

/** Follows redirections: files are made and emptied before the command runs, and filled after it. */
export function redirected(
  shell: Shell,
  redirects: readonly Redirect[],
  valueOf: (word: ShellWord) => string | undefined,
  textOf: (parts: readonly WordPart[]) => string | undefined,
): Redirected {
  if (redirects.length === 0) return NOTHING;
  let input: string | undefined;
  let output: Output | undefined;
  let fails: string | undefined;
  for (const redirect of redirects) {
    const { operator, descriptor, target, content } = redirect;
    const word = target && { ...target, value: valueOf(target) };
    if (content !== undefined) {
      const text = textOf(content);
      input = operator === "<<-" ? text?.replace(/^\t+/gm, "") : text;
    } else if (operator === "<<<")
      input = word?.value === undefined ? undefined : `${word.value}\n`;
    else if (operator === "<") input = textAt(shell, word);
    else if (/^\d+$|^-$/.test(word?.value ?? "") && operator.endsWith("&")) {
      if (descriptor === undefined || descriptor === 1) output = NOWHERE;
    } else if (/^&?>/.test(operator)) {
      const file = outputFile(shell, operator, word);
      fails ??= file.fails;
      if (descriptor === undefined || descriptor === 1) output = file;
      else file.write({ status: "assumed", output: undefined });
    }
  }
  return {
    input,
    fails,
    finish: (outcome) => {
      if (output === undefined) return outcome;
      output.write(outcome);
      return { ...outcome, output: "" };
    },
  };
}

function outputFile(
  shell: Shell,
  operator: string,
  word: ShellWord | undefined,
): Output {
  const path = pathOf(shell, word);
  if (path?.startsWith("/dev/")) return NOWHERE;
  const appends = operator.endsWith(">>");
  const because =
    path === undefined
      ? `what ${word?.text ?? "a redirection"} names is not known`
      : mayNotRun(`what writes ${path}`);
  if (path === undefined || shell.inDoubt) {
    leaveOpen({ shell }, word, because);
    return NOWHERE;
  }
  const parent = parentOf(path);
  if (isAbsent(shell, parent))
    return { ...NOWHERE, fails: noDirectory(parent) };
  const refused = refusedWrite(shell, path);
  if (refused !== undefined) return { ...NOWHERE, fails: refused };
  const origin = { kind: "command", command: "a redirection" } as const;
  const before = appends ? textBefore(shell, path) : "";
  // The file is there, and empty, before the command runs.
  writeFile(shell, path, before, { ...origin });
  return {
    write: ({ output }) => {
      writeFile(
        shell,
        path,
        before === undefined || output === undefined
          ? undefined
          : before + output,
        { ...origin },
      );
    },
  };
}

function textBefore(
  { machine: { tree } }: Shell,
  path: string,
): string | undefined {
  const entry = tree.get(tree.follow(path) ?? path);
  return entry === undefined && tree.exists(path) === "absent"
    ? ""
    : entry?.text;
}
