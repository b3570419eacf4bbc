import { isMounted } from "../../dockerfile/package-caches.ts";
import type { Run } from "../../dockerfile/instruction.ts";
import type { Span } from "../../files.ts";
import { secretInLine } from "../../secrets.ts";
import type { ShellCommand, ShellWord } from "../../shell/parse.ts";
import type { PlainCommand } from "../../shell/queries.ts";
import type { BuildContext } from "../context.ts";
import type { Machine } from "../machine.ts";
import { commandsOf } from "../run.ts";
import type { Step } from "../simulate.ts";
import { absolute, nameOf } from "../tree.ts";
import { copiedBy, outputsOf, removes, settingsOf } from "./outputs.ts";
import { pathOf, placeOf, type Place } from "./place.ts";
import { sourcesOf, type Sources } from "./sources.ts";

/** A secret that a RUN writes to a file and leaves there. */
export interface SecretWritten {
  /** Undefined where the directory cannot be told. */
  readonly path: string | undefined;
  /** The file as the command names it. */
  readonly shown: string;
  readonly what: string;
  readonly at: Span;
}

/** Commands that print what they are given, or pass on what they read. */
const PRINTING = new Set(
  "echo printf cat base64 envsubst tee tr sed head tail".split(" "),
);

/** No real RUN writes more secrets than this. */
const MOST = 50;

/** The secrets that a RUN takes from variables and mounts into files, as far as it does not remove them again. */
export function secretsWrittenBy(
  step: Step,
  context: BuildContext,
  machine: Machine,
): readonly SecretWritten[] {
  const run = step.instruction;
  if (run.keyword !== "RUN") return [];
  const sources = sourcesOf(run, step, context);
  if (!mayHoldSecret(run, sources)) return [];
  let place = placeOf(run, machine);
  let written: SecretWritten[] = [];
  /** What the commands of the pipeline before this one print. */
  let printed: string | undefined;
  const traps: string[] = [];

  for (const { command, plain } of commandsOf(run)) {
    if (command === undefined) continue;
    const { name = "", arguments: words } = plain;
    rememberVariables(command, plain, sources);
    if (name === "trap") traps.push(words[0]?.text ?? "");
    if (name === "cd") {
      place = inside(place, words[0]?.value);
      continue;
    }
    if (command.pipe.index === 0) printed = undefined;
    if (PRINTING.has(name))
      printed ??= first(words, sources.mentionedIn) ?? bodyOf(command, sources);
    else if (command.name !== undefined) printed = undefined;

    const add = (target: string, what: string, from = ""): void => {
      const path = putAt(step, pathOf(target, place), nameOf(from));
      if (path !== undefined && isMounted(run, path)) return;
      if (written.some((file) => file.shown === target && file.path === path))
        return;
      if (written.length < MOST)
        written.push({ path, shown: target, what, at: command });
    };
    if (printed !== undefined)
      for (const target of outputsOf(plain, command)) add(target, printed);
    const settings = settingsOf(plain);
    const given = settings && first(words, sources.mentionedIn);
    if (settings !== undefined && given !== undefined) add(settings, given);
    const { from = [], to = "" } = copiedBy(plain) ?? {};
    for (const text of from) {
      const source = pathOf(text, place);
      const what =
        sources.files.get(source ?? "") ??
        written.find(({ path }) => path !== undefined && path === source)?.what;
      if (what === undefined) continue;
      if (name === "mv")
        written = written.filter(({ path }) => path !== source);
      add(to, what, text);
    }
    written = written.filter((file) => !removes(plain, file, place));
  }
  return written.filter(
    ({ shown }) => !traps.some((text) => text.includes(nameOf(shown))),
  );
}

/** Where a file is put: a directory that it is copied into gives it its name. */
function putAt(
  { layer }: Step,
  target: string | undefined,
  name: string,
): string | undefined {
  if (target === undefined || name === "") return target;
  const inside = absolute(name, target);
  const isInside = layer?.changes.some(
    ({ kind, path }) => kind === "put" && path === inside,
  );
  return isInside === true ? inside : target;
}

/** The place after `cd`. */
function inside({ home, directory }: Place, to: string | undefined): Place {
  return {
    home,
    directory:
      to === undefined || directory === undefined
        ? undefined
        : absolute(to, directory),
  };
}

/** Whether there is anything that a RUN could write: most have neither a variable nor a mount. */
function mayHoldSecret(run: Run, { files }: Sources): boolean {
  const texts = [
    run.arguments.text,
    ...run.heredocs.map((each) => each.content),
  ];
  return (
    files.size > 0 ||
    texts.some((text) => text.includes("$") || secretInLine(text) !== undefined)
  );
}

/** Notes which variables of the shell take a secret over. */
function rememberVariables(
  { assignments }: ShellCommand,
  { name, arguments: words }: PlainCommand,
  { variables, mentionedIn }: Sources,
): void {
  for (const { name: variable, value } of assignments) {
    const what = mentionedIn(value);
    if (what === undefined) variables.delete(variable);
    else variables.set(variable, what);
  }
  for (const word of name === "export" ? words : []) {
    const [variable] = /^\w+(?==)/.exec(word.text) ?? [];
    const what = mentionedIn(word);
    if (variable !== undefined && what !== undefined)
      variables.set(variable, what);
  }
}

function first(
  words: readonly ShellWord[],
  look: (word: ShellWord) => string | undefined,
): string | undefined {
  for (const word of words) {
    const what = look(word);
    if (what !== undefined) return what;
  }
  return undefined;
}

/** The secret in a here-document, whose variables are filled in unless its mark is quoted. */
function bodyOf(command: ShellCommand, sources: Sources): string | undefined {
  for (const { body, content, start, end } of command.redirects) {
    if (body === undefined) continue;
    const isPlain = content?.every(({ kind }) => kind === "text") === true;
    const what = sources.mentionedIn({
      start,
      end,
      text: body,
      value: isPlain ? body : undefined,
    });
    if (what !== undefined) return what;
  }
  return undefined;
}
