import { knownText } from "../value.ts";
import type { Environment } from "./environment.ts";
import type { Run } from "./instruction.ts";
import type { Stage } from "./model.ts";
import { chainOf } from "./queries.ts";
import { mentions } from "./run-commands.ts";

/** A variable that holds what a build argument decides. */
export interface NumberVariable {
  readonly keyword: "ARG" | "ENV";
  readonly name: string;
}

/**
 * Whether `--build-arg` changes the number that an account of the stage has: a RUN that makes accounts reads it from a
 * variable. That variable is told where one alone stands after `-u` or `--uid`.
 */
export function numberGiven(
  stage: Stage,
  uid: number,
): { readonly by: NumberVariable | undefined } | undefined {
  const decided = new Map<string, NumberVariable>();
  const asUser = new Set<NumberVariable>();
  let isRead = false;
  for (const { instructions } of [...chainOf(stage)].reverse())
    for (const instruction of instructions) {
      if (instruction.keyword === "ARG")
        for (const { name } of instruction.declarations)
          decided.set(name.text, { keyword: "ARG", name: name.text });
      if (instruction.keyword === "ENV")
        for (const { name, value } of instruction.pairs)
          if (namesIn(value.text, VARIABLES).some((of) => decided.has(of)))
            decided.set(name.text, { keyword: "ENV", name: name.text });
          else decided.delete(name.text);
      if (instruction.keyword !== "RUN" || !mentions(instruction, MAKES))
        continue;
      const { environment } = instruction.before;
      const text = textOf(instruction);
      const given = namesIn(text, AS_USER);
      if (given.includes(String(uid))) continue;
      const holds = (name: string): boolean =>
        decided.has(name) && hasValue(environment, name, String(uid));
      isRead ||= namesIn(text, VARIABLES).some(holds);
      for (const name of given.filter(holds)) {
        const variable = decided.get(name);
        if (variable !== undefined) asUser.add(variable);
      }
    }
  const [by, ...others] = asUser;
  return isRead ? { by: others.length === 0 ? by : undefined } : undefined;
}

/** Commands that make and change accounts, and the file that names them. */
const MAKES = /\b(?:useradd|adduser|usermod)\b|\/etc\/passwd\b/;
const VARIABLES = /\$\{?(\w+)/g;
/** A number, or a variable, as the number of an account. */
const AS_USER = /(?:\s-[A-Za-z]{0,8}u|--uid)[ =]{0,8}["']?(?:\$\{?)?(\w+)/g;

function namesIn(text: string, pattern: RegExp): readonly string[] {
  return Array.from(text.matchAll(pattern), ([, name = ""]) => name);
}

function textOf({ arguments: line, heredocs }: Run): string {
  return [line.text, ...heredocs.map(({ content }) => content)].join("\n");
}

/** Whether a variable is known to hold a text. */
export function hasValue(
  environment: Environment,
  name: string,
  text: string,
): boolean {
  const variable = environment.lookup(name);
  return variable.kind === "set" && knownText(variable.value) === text;
}
