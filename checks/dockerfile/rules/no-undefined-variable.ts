import type { Span } from "../../files.ts";
import { defineRule, type Problem } from "../../rule.ts";
import { suggestion } from "../../suggest.ts";
import type { Arg, Instruction } from "../instruction.ts";
import { PLATFORM_ARGUMENTS } from "../build-arguments.ts";
import type { Dockerfile, Stage } from "../model.ts";
import {
  allowsUnset,
  expandedWords,
  isUnsupported,
  referencesIn,
  referencesInText,
  spanIn,
  type Reference,
} from "../references.ts";

export default defineRule({
  id: "no-undefined-variable",
  title: "Set a variable before using it",
  category: "correctness",
  severity: "warning",
  mentions: /\$/,
  sameAs: ["buildkit/UndefinedVar"],
  *check({ dockerfile, stages }) {
    const globals = new Map<string, Arg>();
    for (const arg of dockerfile.globalArgs)
      for (const { name } of arg.declarations)
        if (!globals.has(name.text)) globals.set(name.text, arg);
    let dollar = -1;
    for (const stage of stages) {
      let setters: ReadonlyMap<string, readonly Instruction[]> | undefined;
      for (const instruction of stage.instructions) {
        // Most instructions have no variable, and the text is searched once.
        if (dollar < instruction.start)
          dollar = nextDollar(dockerfile.text, instruction.start);
        if (dollar >= instruction.end) continue;
        const seen = new Set(ownNames(instruction));
        for (const { at, reference } of usesIn(
          instruction,
          dockerfile.escape,
        )) {
          const { name, nested } = reference;
          if (nested || allowsUnset(reference) || PREDEFINED.test(name))
            continue;
          // Of what stops the build, valid-syntax tells.
          if (isUnsupported(reference)) continue;
          // What an ENV makes of its own names is no-env-self-reference's business.
          if (seen.has(name)) continue;
          seen.add(name);
          const { kind } = instruction.before.environment.lookup(name);
          const global = globals.get(name);
          if (kind === "set" || (kind === "unknown" && global === undefined))
            continue;
          setters ??= settersIn(stage);
          yield {
            at,
            ...judged(
              { name, instruction, global, isUnset: kind === "unset" },
              setters,
              dockerfile,
            ),
            // BuildKit lets EXPOSE ask for anything.
            ...(instruction.keyword === "EXPOSE" && { sameAs: [] }),
          };
        }
      }
    }
  },
});

/** Where the next `$` stands, or infinity. */
function nextDollar(text: string, from: number): number {
  const at = text.indexOf("$", from);
  return at === -1 ? Infinity : at;
}

/** The proxy arguments that need no ARG, and what every image has (BuildKit, dispatchStages). */
const PREDEFINED = /^(?:(?:https?|ftp|no|all)_proxy|PATH)$/i;

function* usesIn(
  instruction: Instruction,
  escape: string,
): Generator<{ readonly at: Span; readonly reference: Reference }> {
  for (const word of expandedWords(instruction))
    for (const reference of referencesIn(word.text, escape))
      yield { at: spanIn(word, reference), reference };
  if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") return;
  for (const { expand, body, content, chomp } of instruction.heredocs)
    if (expand)
      for (const reference of referencesInText(content)) {
        const { start, end } = reference;
        yield {
          // Without its tabs the text has other offsets.
          at: chomp
            ? body
            : { start: body.start + start, end: body.start + end },
          reference,
        };
      }
}

/** The names that an ENV or ARG sets itself. */
function ownNames(instruction: Instruction): readonly string[] {
  switch (instruction.keyword) {
    case "ENV":
      return instruction.pairs.map(({ name }) => name.text);
    case "ARG":
      return instruction.declarations.map(({ name }) => name.text);
    default:
      return [];
  }
}

/** What sets each name in a stage, in order. */
function settersIn({
  instructions,
}: Stage): ReadonlyMap<string, readonly Instruction[]> {
  const setters = new Map<string, Instruction[]>();
  for (const instruction of instructions)
    for (const name of ownNames(instruction)) {
      const list = setters.get(name);
      if (list === undefined) setters.set(name, [instruction]);
      else list.push(instruction);
    }
  return setters;
}

interface Use {
  readonly name: string;
  readonly instruction: Instruction;
  /** The ARG of that name before the first FROM. */
  readonly global: Arg | undefined;
  /** False where the base image may set it. */
  readonly isUnset: boolean;
}

function judged(
  { name, instruction, global, isUnset }: Use,
  setters: ReadonlyMap<string, readonly Instruction[]>,
  { lines, text }: Dockerfile,
): Omit<Problem, "at"> {
  const line = (at: Span): number => lines.position(at.start).line;
  const unset = `so $${name} stands for nothing here`;
  if (global !== undefined)
    return {
      message: `ARG ${name} in line ${line(global)} stands before the first FROM and is not seen in a stage, ${unset}${isUnset ? "" : ", unless the base image sets it"}.`,
      remedy: `Repeat it without a value in this stage: ARG ${name}.`,
      ...(isUnset && { fix: repeated(name, instruction, lines, text) }),
    };
  if (PLATFORM_ARGUMENTS.includes(name))
    return {
      message: `The builder sets ${name}, but a stage sees it only after an ARG of that name, ${unset}.`,
      remedy: `Write ARG ${name} above this line, in this stage.`,
      fix: repeated(name, instruction, lines, text),
    };
  const later = setters
    .get(name)
    ?.find(({ start }) => start > instruction.start);
  if (later !== undefined)
    return {
      message: `${name} is not set before line ${line(later)}, ${unset}.`,
      remedy: `Move the ${later.keyword} of ${name} above this line.`,
    };
  const heredoc = heredocWith(instruction, name);
  if (heredoc !== undefined)
    return {
      message: `The builder fills in the variables of a here-document, and nothing sets ${name}, ${unset}.`,
      remedy: `Put the marker in quotes to keep the text as it is, <<"${heredoc}", or set ${name} with ARG or ENV.`,
    };
  return {
    message: `Nothing sets ${name}, ${unset}.`,
    remedy: `Set it above with ARG or ENV, or put a backslash before the $ where it is meant as text.${meant(name, [...setters.keys()])}`,
  };
}

/** An ARG above the instruction, which gives the stage the value from outside. */
function repeated(
  name: string,
  instruction: Instruction,
  lines: Dockerfile["lines"],
  text: string,
): NonNullable<Problem["fix"]> {
  const start = lines.lineStart(lines.position(instruction.start).line);
  return {
    title: `Repeat ARG ${name} in this stage`,
    edits: [
      {
        start,
        end: start,
        text: `${text.slice(start, instruction.start)}ARG ${name}\n`,
      },
    ],
  };
}

function heredocWith(
  instruction: Instruction,
  name: string,
): string | undefined {
  if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD")
    return undefined;
  return instruction.heredocs.find(
    ({ expand, content }) =>
      expand && referencesInText(content).some((each) => each.name === name),
  )?.name;
}

/** More names than anyone mistypes take too long to compare. */
const MANY_NAMES = 100;

function meant(name: string, names: readonly string[]): string {
  const text = names.length > MANY_NAMES ? "" : suggestion(name, names);
  return text.includes("mean") ? text : "";
}
