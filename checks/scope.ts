import type { Instruction } from "./dockerfile/instruction.ts";
import type { Dockerfile, Stage } from "./dockerfile/model.ts";
import { andTriggers, readsPosixShell } from "./dockerfile/queries.ts";
import { runCommands } from "./dockerfile/run-commands.ts";
import type { Rule } from "./rule.ts";

/** What a Dockerfile has that rules are about: they are many, and most are about nothing in most files. */
export class Scope {
  private readonly text: string;
  private readonly stages: readonly Stage[];
  private readonly keywords = new Set<Instruction["keyword"]>();
  private run: ReadonlySet<string> | "any" | undefined;

  constructor({ text, instructions, stages }: Dockerfile) {
    this.text = text;
    this.stages = stages;
    for (const { keyword } of instructions) this.keywords.add(keyword);
  }

  /** Whether a rule may have something to say; ONBUILD may keep any instruction. */
  holds({ about, runs, mentions }: Rule): boolean {
    if (this.keywords.has("ONBUILD")) return true;
    return (
      (about.size === 0 || shareOne(this.keywords, about)) &&
      mentions?.test(this.text) !== false &&
      (runs.size === 0 || this.runsOneOf(runs))
    );
  }

  private runsOneOf(names: ReadonlySet<string>): boolean {
    const run = (this.run ??= programsIn(this.stages));
    return run === "any" || shareOne(run, names);
  }
}

function shareOne<Name extends string>(
  names: ReadonlySet<Name>,
  others: ReadonlySet<Name>,
): boolean {
  for (const name of names) if (others.has(name)) return true;
  return false;
}

/** The programs that RUN instructions run, and those that wrap them; "any" where another shell than sh reads the text. */
function programsIn(stages: readonly Stage[]): ReadonlySet<string> | "any" {
  const names = new Set<string>();
  for (const stage of stages) {
    for (const instruction of andTriggers(stage))
      if (
        instruction.keyword === "RUN" &&
        instruction.command.form === "shell" &&
        !readsPosixShell(instruction.before)
      )
        return "any";
    for (const { plain } of runCommands(stage)) {
      if (plain.name !== undefined) addName(plain.name, names);
      for (const wrapper of plain.wrappers) names.add(wrapper);
    }
  }
  return names;
}

/** As it stands, and without a version: `pip3.12` is pip too. */
function addName(name: string, names: Set<string>): void {
  names.add(name);
  let end = name.length;
  while (end > 0 && "0123456789.".includes(name[end - 1] ?? "")) end--;
  if (end < name.length) names.add(name.slice(0, end));
}
