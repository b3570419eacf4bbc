import type { Span } from "../../files.ts";
import { defineRule } from "../../rule.ts";
import type { ShellWord } from "../../shell/parse.ts";
import { addressesOf, isLoopback } from "../downloads.ts";
import { runCommands, type RunCommand } from "../run-commands.ts";

export default defineRule({
  id: "no-unverified-script",
  title: "Verify a downloaded script before it runs",
  category: "supply-chain",
  severity: "info",
  about: ["RUN"],
  runs: ["curl", "wget"],
  *check({ stages }) {
    for (const stage of stages) {
      const commands = runCommands(stage);
      for (const [index, found] of commands.entries()) {
        const { name } = found.plain;
        if (name !== "curl" && name !== "wget") continue;
        const runner =
          runnerInPipe(found, commands, index) ??
          runnerAround(found, commands, index);
        const address = addressesOf(found.plain)[0]?.text;
        if (runner === undefined || isLoopback(address ?? "")) continue;
        yield {
          at: runner.at,
          message: `${runner.name} runs whatever ${address ?? name} gives at the time of the build, and nothing looks at it first.`,
          remedy:
            "Download the script to a file, compare it with a checksum, and run it then; or install a package of a fixed version.",
        };
      }
    }
  },
});

interface Runner {
  readonly name: string;
  readonly at: Span;
}

const SHELL = /^(?:ba|da|a|k|z)?sh$/;
const INTERPRETER = /^(?:python[\d.]*|perl|ruby|node|php)$/;

/** What runs the output of a command at the end of its pipe. */
function runnerInPipe(
  { command, at, run, editable }: RunCommand,
  commands: readonly RunCommand[],
  index: number,
): Runner | undefined {
  if (command === undefined) return undefined;
  for (let place = index + 1; place < commands.length; place++) {
    const later = commands[place];
    const next = later?.command;
    if (later?.run !== run || later.editable !== editable || !next)
      return undefined;
    // A substitution in the words of one of them.
    if (next.nesting.length > command.nesting.length) continue;
    const isOutside = next.nesting.length < command.nesting.length;
    if (isOutside || next.pipe.index <= command.pipe.index) return undefined;
    const { name = "", arguments: words } = later.plain;
    if (SHELL.test(name) || INTERPRETER.test(name))
      return readsInput(name, words)
        ? { name, at: { start: at.start, end: next.end } }
        : undefined;
  }
  return undefined;
}

/** Whether an interpreter takes its text from its input: it names no file and no text. */
function readsInput(name: string, words: readonly ShellWord[]): boolean {
  return (
    words.every(({ text }) => text.startsWith("-")) ||
    words.some(
      ({ text }) =>
        text === "-" ||
        text === "/dev/stdin" ||
        (SHELL.test(name) && /^-[a-z]*s/.test(text)),
    )
  );
}

/** What runs the output of a command that stands in its words: `bash <(curl …)`, `sh -c "$(curl …)"`. */
function runnerAround(
  { command, at, run }: RunCommand,
  commands: readonly RunCommand[],
  index: number,
): Runner | undefined {
  if (command?.nesting.at(-1) !== "substitution") return undefined;
  let place = index - 1;
  while (
    commands[place]?.run === run &&
    commands[place]?.command?.nesting.length !== command.nesting.length - 1
  )
    place--;
  const around = commands[place]?.run === run ? commands[place] : undefined;
  const { name = "", arguments: words = [] } = around?.plain ?? {};
  const word = words.findIndex(
    ({ start, end }) => start <= at.start && at.end <= end,
  );
  const text = words[word]?.text ?? "";
  const isFile =
    text.startsWith("<(") &&
    /^(?:source|\.)$|sh$|^(?:python|perl|ruby|node|php)/.test(name);
  const isText =
    /^"?(?:\$\(|`)/.test(text) &&
    (name === "eval" ||
      (SHELL.test(name) && /^-[a-z]*c$/.test(words[word - 1]?.text ?? "")));
  return around !== undefined && (isFile || isText)
    ? { name, at: around.at }
    : undefined;
}
