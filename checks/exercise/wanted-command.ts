import { readInstall } from "../build/packages.ts";
import { commandsOf } from "../build/run.ts";
import type { Step } from "../build/simulate.ts";
import type { Run } from "../dockerfile/instruction.ts";
import { commandsWithin } from "../shell/invocation.ts";
import { type PlainCommand } from "../shell/queries.ts";

/**
 * The command that a goal names by its first words, as a step has it; undefined where the step does not run it. Any way
 * to install a project's packages counts for another, and asking a program for its version or its help for nothing.
 */
export function wantedCommand(
  { instruction }: Step,
  wanted: string,
): string | undefined {
  if (instruction.keyword !== "RUN") return undefined;
  const [program = "", ...rest] = wanted.split(" ");
  for (const { command, plain } of allCommands(instruction)) {
    const [name, ...words] = wordsOf(plain);
    if (sameProgram(name) !== sameProgram(program)) continue;
    if (words.some((word) => /^--(?:version|help)$/.test(word))) continue;
    if (words.length === 1 && /^(?:-[Vh]|version|help)$/.test(words[0] ?? ""))
      continue;
    const written = [name, ...words].join(" ");
    if (rest.every((word, at) => words[at] === word)) return short(written);
    const install = readInstall(plain, command, instruction.before.environment);
    if (
      install?.kind === "project" &&
      install.verb !== "prune" &&
      /^(?:ci|install)$/.test(rest[0] ?? "")
    )
      return short(written);
  }
  return undefined;
}

/** A command's words; `python -m pip install` and `uv pip install` are `pip install`. */
function wordsOf({
  nameWord,
  name = nameAtEnd(nameWord?.text),
  arguments: args,
}: PlainCommand): string[] {
  const words = args.map((word) => word.value ?? word.text);
  if (name === "uv" && words[0] === "pip") return words;
  if (/^python[\d.]*$/.test(name)) {
    const module = words.findIndex((word) => !/^-[uBEsOq]+$/.test(word));
    if (words[module] === "-m" && module + 1 < words.length)
      return words.slice(module + 1);
  }
  return [name, ...words];
}

/** The program of `"$JAVA_HOME/bin/jlink"`, whatever its directory is. */
function nameAtEnd(text = ""): string {
  return /\/([\w.-]+)"?$/.exec(text)?.[1] ?? "";
}

/** pip3 is pip. */
function sameProgram(name: string | undefined): string | undefined {
  return name?.replace(/^pip3(?:\.\d+)?$/, "pip");
}

/** A command that fits into a sentence. */
function short(text: string): string {
  return text.length > 45 ? `${text.slice(0, 44)}…` : text;
}

/** The commands of a RUN, those handed to `bash -c` included. */
function* allCommands(
  run: Run,
): Generator<ReturnType<typeof commandsOf>[number]> {
  for (const found of commandsOf(run)) {
    yield found;
    for (const command of commandsWithin(found.plain))
      yield { command, plain: command.plain };
  }
}
