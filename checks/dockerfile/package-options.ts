import type { ShellWord } from "../shell/parse.ts";
import { hasOption } from "../shell/queries.ts";
import { knownText } from "../value.ts";
import type { Environment } from "./environment.ts";
import type { Instruction } from "./instruction.ts";
import type { Stage } from "./model.ts";
import type { PackageCommand } from "./package-commands.ts";
import { chainOf } from "./queries.ts";

/** Whether one of some options is given, or a variable among the words may stand for one. */
export function mayHaveOption(
  { run, words }: PackageCommand,
  ...names: readonly string[]
): boolean {
  return (
    hasOption(words, ...names) ||
    words.some(
      (word) =>
        word.value === undefined &&
        mayStandFor(word, run.before.environment, names),
    )
  );
}

/** Names of variables that hold options rather than packages. */
const HOLDS_OPTIONS = /opt|flag|arg|param|yes|quiet/i;

function mayStandFor(
  { text, start, end }: ShellWord,
  environment: Environment,
  names: readonly string[],
): boolean {
  const name = /^"?\$\{?(\w+)/.exec(text)?.[1];
  if (name === undefined) return /^"?(?:\$\(|`)/.test(text);
  const variable = environment.lookup(name);
  const value = variable.kind === "set" ? knownText(variable.value) : undefined;
  if (value === undefined) return HOLDS_OPTIONS.test(name);
  const words = value
    .split(/\s+/)
    .map((part) => ({ start, end, text: part, value: part }));
  return hasOption(words, ...names);
}

/** A setting in a package manager's configuration. */
export interface Setting {
  /** How a command or a here-document that writes it names it. */
  readonly named: RegExp;
  /** Where a COPY puts the configuration. */
  readonly place: RegExp;
}

/** Whether a stage, or one it starts from, may set something in a package manager's configuration. */
export function mayConfigure(stage: Stage, setting: Setting): boolean {
  const asked: Stage[] = [];
  let answer = false;
  for (const at of chainOf(stage)) {
    const before = at.memo.settings.get(setting);
    if (before === undefined) asked.push(at);
    answer =
      before ?? at.instructions.some((each) => configures(each, setting));
    if (answer || before !== undefined) break;
  }
  for (const at of asked) at.memo.settings.set(setting, answer);
  return answer;
}

function configures(instruction: Instruction, setting: Setting): boolean {
  if (instruction.heredocs.some(({ content }) => setting.named.test(content)))
    return true;
  switch (instruction.keyword) {
    case "RUN":
      return setting.named.test(instruction.arguments.text);
    case "COPY":
    case "ADD":
      return setting.place.test(instruction.destination?.text ?? "");
    default:
      return false;
  }
}
