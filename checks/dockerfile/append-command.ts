import type { Replacement } from "../rule.ts";
import type { Run } from "./instruction.ts";
import type { Dockerfile } from "./model.ts";

/**
 * The edit that runs one more command at the end of a RUN, in its author's layout. Undefined where the end cannot be
 * told, or where the command would hide that one before it failed.
 */
export function appended(
  run: Run,
  command: string,
  { text, escape }: Dockerfile,
): Replacement | undefined {
  const joiner = joinerOf(run);
  if (joiner === undefined) return undefined;
  const lines = text.slice(run.start, run.end).trimEnd().split("\n");
  const last = lines.at(-1) ?? "";
  if (/#|[;&|({]$/.test(last) || last.endsWith(escape)) return undefined;
  const at = run.start + lines.join("\n").length;
  const newline = lines[0]?.endsWith("\r") === true ? "\r\n" : "\n";
  return {
    start: at,
    end: at,
    text: joined(joiner, command, lines, `${escape}${newline}`),
  };
}

/** What stands before one more command so that it runs after success alone. */
function joinerOf({ command, heredocs, before }: Run): "&&" | ";" | undefined {
  if (command.form === "exec" || heredocs.length > 0) return undefined;
  const { nodes, errors, shebang, commands } = command.script;
  if (errors.length > 0 || shebang !== undefined) return undefined;
  if (nodes.some(({ kind }) => kind === "background")) return undefined;
  if (nodes.length === 1) return "&&";
  const [first] = commands;
  const stops =
    before.shell.argv?.some((word) => /^-[a-df-z]*e[a-z]*$/.test(word)) ===
      true ||
    (first?.name?.value === "set" &&
      first.arguments.some(
        ({ text }) => /^-[a-df-z]*e[a-z]*$/.test(text) || text === "errexit",
      ));
  return stops ? ";" : undefined;
}

function joined(
  joiner: "&&" | ";",
  command: string,
  lines: readonly string[],
  continuation: string,
): string {
  const space = joiner === ";" ? "" : " ";
  if (lines.length === 1) return `${space}${joiner} ${command}`;
  const leading = lines.findLast((line) => /^\s*&&/.test(line));
  const indentation = /^\s*/.exec(leading ?? indented(lines))?.[0] ?? "";
  const endsLines = lines.some((line) => /(?:&&|;)\s*\S\r?$/.test(line));
  return joiner === "&&" && (leading !== undefined || !endsLines)
    ? ` ${continuation}${indentation}&& ${command}`
    : `${space}${joiner} ${continuation}${indentation}${command}`;
}

/** The line that the last command begins on, where commands end lines rather than begin them. */
function indented(lines: readonly string[]): string {
  const before = lines.findLastIndex((line) => /(?:&&|;)\s*\S\r?$/.test(line));
  return (before === -1 ? undefined : lines[before + 1]) ?? "    ";
}
