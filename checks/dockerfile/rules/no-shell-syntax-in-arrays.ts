import { defineRule, type Problem } from "../../rule.ts";
import { baseName } from "../../shell/queries.ts";
import { windowsShell } from "../windows.ts";
import type { Config } from "../config.ts";
import type { Instruction, Word } from "../instruction.ts";

export default defineRule({
  id: "no-shell-syntax-in-arrays",
  title: "Keep what only a shell reads out of JSON arrays",
  category: "correctness",
  severity: "error",
  mentions: /\[/,
  *check({ stages }): Generator<Problem> {
    for (const { instructions, config } of stages)
      for (const instruction of instructions) {
        const words = arrayOf(instruction, config);
        const [program, ...rest] = words;
        if (program === undefined || startsShell(words)) continue;
        const operator = rest.find(
          ({ text }, at) =>
            OPERATOR.test(text) && !SEPARATOR.test(words[at]?.text ?? ""),
        );
        if (operator !== undefined)
          yield {
            at: operator,
            message: `No shell reads a JSON array: ${program.text} gets ${operator.text} as an argument.`,
            remedy: `Write the shell form, or start a shell: ${shellArray(instruction.before)}.`,
          };
        const variable = words.find(({ text }) => VARIABLE.test(text));
        if (variable !== undefined && !fillsInItself(program, variable))
          yield {
            at: variable,
            message: `No shell reads a JSON array: ${variable.text} stays as it is, and no variable is filled in.`,
            remedy: remedyFor(instruction, variable),
            severity: "warning",
          };
      }
  },
});

const OPERATOR = /^(?:&&|\|\|?|;|[12]?>>?|<|2>&1|&>)$/;
/** Options whose value separates fields. */
const SEPARATOR = /^-(?:[dFt]|-(?:field-)?(?:sep|separator|delim|delimiter))$/;
/** Names in upper case, as variables of the environment have: others belong to awk, jq and their like. */
const VARIABLE =
  /(?:^|[^\\$])\$(?:([A-Z_][A-Z0-9_]+)|\{([A-Z_][A-Z0-9_]*)(?::?[-+?=][^}]*)?\})/;

/** An array that starts the shell of the stage. */
function shellArray(config: Config): string {
  const shell = windowsShell(config);
  if (shell === undefined) return '["sh", "-c", "…"]';
  return shell === "cmd"
    ? '["cmd", "/S", "/C", "…"]'
    : `["${shell}", "-Command", "…"]`;
}

function remedyFor({ keyword, before }: Instruction, { text }: Word): string {
  const [, bare, braced] = VARIABLE.exec(text) ?? [];
  const name = bare ?? braced ?? "";
  const shell = windowsShell(before);
  const written = shell === "cmd" ? `%${name}%` : `$env:${name}`;
  const where = shell === undefined ? "" : `, where ${shell} reads ${written}`;
  switch (keyword) {
    case "RUN":
      return `Write the shell form of RUN${where}.`;
    case "HEALTHCHECK":
      return `Write the shell form of the check${where}, or let the program read the variable.`;
    default:
      return shell === undefined
        ? 'Let the program read the variable, or start it through a shell that makes way: ["sh", "-c", "exec …"].'
        : `Let the program read the variable, or start it through ${shell}, which reads ${written}: ${shellArray(before)}.`;
  }
}

/** The words of an instruction in the exec form that are started as they stand. */
function arrayOf(instruction: Instruction, config: Config): readonly Word[] {
  switch (instruction.keyword) {
    case "RUN":
    case "CMD":
    case "ENTRYPOINT":
    case "HEALTHCHECK": {
      const { command, keyword } = instruction;
      if (command?.form !== "exec") return [];
      return keyword === "CMD" && !handsOver(config) ? [] : command.arguments;
    }
    default:
      return [];
  }
}

/** Whether nothing before a CMD may read it another way: a script that evaluates its arguments would. */
function handsOver({ entrypoint, facts }: Config): boolean {
  if (entrypoint.kind === "none") return true;
  if (entrypoint.kind === "inherited")
    return facts?.entrypointExecs === true || entrypoint.argv.length === 0;
  if (entrypoint.kind !== "set" || entrypoint.by.command.form !== "exec")
    return false;
  const [program, ...rest] = entrypoint.by.command.arguments;
  return (
    program === undefined ||
    (/^(?:tini|tini-static|dumb-init|docker-init)$/.test(
      baseName(program.text) ?? "",
    ) &&
      rest.every(({ text }) => text.startsWith("-")))
  );
}

const SHELL =
  /^(?:(?:ba|da|a|z|k)?sh|cmd(?:\.exe)?|pwsh|powershell(?:\.exe)?)$/i;
/** Programs that hand words to a shell, or read operators themselves. */
const WITH_OPERATORS =
  /^(?:su|sudo|runuser|eval|watch|flock|parallel|concurrently|nodemon|entr|find|test|\[|expr|ssh|script|dockerize|confd|chamber)$/;
/** Programs to which a name after a dollar sign means something. */
const WITH_VARIABLES =
  /^(?:awk|gawk|sed|jq|perl|ruby|php|python[\d.]*|envsubst|nginx|make)$/;

/** Its first words are a command; those of pwsh, a script (What's New in PowerShell Core 6.0, "Renamed"). */
const WINDOWS_POWERSHELL = /^powershell(?:\.exe)?$/i;

function startsShell(words: readonly Word[]): boolean {
  const names = words.map(({ text }) => text.split(/[/\\]/).at(-1) ?? "");
  return (
    names.some((name) => WITH_OPERATORS.test(name)) ||
    (WINDOWS_POWERSHELL.test(names[0] ?? "") &&
      !words.some(({ text }) => /^-f(?:ile)?$/i.test(text))) ||
    (names.some((name) => SHELL.test(name)) &&
      words.some(({ text }) =>
        /^(?:-[abd-z]*c[a-z]*|\/c|-command)$/i.test(text),
      ))
  );
}

/** Whether a program may fill in a variable. Java frameworks fill in `--port=${PORT}` themselves; a word that is a variable and nothing else is for the JVM. */
function fillsInItself(program: Word, { text }: Word): boolean {
  const name = baseName(program.text) ?? "";
  if (WITH_VARIABLES.test(name)) return true;
  return /^(?:java|javaw)$/.test(name) && !/^\$\w+$|^\$\{\w+\}$/.test(text);
}
