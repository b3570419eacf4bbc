import type { Environment } from "../../dockerfile/environment.ts";
import type {
  CommandLine,
  Instruction,
  Run,
} from "../../dockerfile/instruction.ts";
import { chainOf, readsPosixShell } from "../../dockerfile/queries.ts";
import type { Span } from "../../files.ts";
import { secretInText, secretVariable } from "../../secrets.ts";
import { knownText, type Value } from "../../value.ts";
import { commandsOf } from "../run.ts";
import type { Build, Image } from "../simulate.ts";
import { secretsInCommand, type WrittenSecret } from "./command-secrets.ts";
import type { Leak } from "./leak.ts";
import { configurationCommand, HISTORY, provenanceCommand } from "./recover.ts";
import { mayHoldSecret } from "./traces.ts";
import { usedArguments, type Argument } from "./used-arguments.ts";

/** A secret in the text of an instruction. */
export interface Told extends WrittenSecret {
  /** What of the configuration holds it, as long as nothing later replaces it. */
  readonly part?: { readonly name: string; readonly by: object };
  /** Whether the Dockerfile spells it out. */
  readonly spelled: boolean;
}

/** The secrets that an image or its provenance remembers as text: in ARG, ENV, LABEL, RUN and the start commands. */
export function* valueLeaks(build: Build): Generator<Leak> {
  const { dockerfile, image } = build;
  const shipped = new Set(image && chainOf(image.stage));
  const built = new Set(build.stages.map(({ stage }) => stage));
  const kept = image === undefined ? new Set() : keptParts(image);
  const declared = new Set<string>();
  for (const stage of dockerfile.stages) {
    const instructions = [...stage.triggers, ...stage.instructions];
    const own = new Map<string, Argument>();
    const used = new Set<string>();
    for (const [at, instruction] of instructions.entries()) {
      const after =
        instructions[at + 1]?.before.environment ?? stage.config.environment;
      if (instruction.keyword === "ARG")
        for (const { name, value } of instruction.declarations) {
          declared.add(name.text);
          own.set(name.text, argumentOf(name, value, after));
        }
      for (const told of [
        ...toldBy(instruction, after),
        ...toldByUse(instruction, own, used),
      ]) {
        if (!shipped.has(stage)) yield inProvenance(told, built.has(stage));
        else if (instruction.keyword === "ONBUILD") {
          // BuildKit writes no history for it, and a stage below hands its triggers on to be run.
          if (stage === image?.stage) yield inImage(told, told.part?.name);
        } else if (instruction.keyword === "RUN" && isFile(instruction))
          yield inProvenance(told, true);
        else
          yield inImage(
            told,
            told.part && kept.has(told.part.by) ? told.part.name : undefined,
          );
      }
    }
  }
  for (const { declarations } of dockerfile.globalArgs)
    for (const { name, value } of declarations) {
      if (declared.has(name.text)) continue;
      const told = variable(name, value, value?.value);
      if (told !== undefined) yield inProvenance(told, false);
    }
}

function argumentOf(
  name: Span & { readonly text: string },
  value: Span | undefined,
  after: Environment,
): Argument {
  const held = after.lookup(name.text);
  return {
    at: { start: name.start, end: value?.end ?? name.end },
    value: held.kind === "set" ? knownText(held.value) : undefined,
  };
}

/** The arguments of a stage that a RUN takes for credentials, each once. */
function* toldByUse(
  instruction: Instruction,
  own: ReadonlyMap<string, Argument>,
  used: Set<string>,
): Generator<Told> {
  if (instruction.keyword !== "RUN") return;
  for (const argument of usedArguments(instruction, own)) {
    if (used.has(argument.name)) continue;
    used.add(argument.name);
    yield { ...argument, what: `the value of ${argument.name}` };
  }
}

function inImage(told: Told, part: string | undefined): Leak {
  const { name, what, at } = told;
  return {
    surface: part === undefined ? "history" : "configuration",
    name,
    what,
    at,
    hiddenBy: undefined,
    reason:
      part === undefined
        ? `Everyone who can pull the image reads ${what} in its history.`
        : `Everyone who can pull the image reads ${what} in its configuration.`,
    command: part === undefined ? HISTORY : configurationCommand(part),
  };
}

function inProvenance(
  { name, what, at, spelled }: Told,
  cached: boolean,
): Leak {
  return {
    surface: "provenance",
    name,
    what,
    at,
    hiddenBy: undefined,
    reason: `The image does not hold ${what}, but the provenance of the build (mode=max)${cached ? " and the builder's cache do" : " does"}.`,
    command: provenanceCommand(spelled),
  };
}

/** What the image's configuration is made of in the end. */
function keptParts({ stage, config }: Image): ReadonlySet<object> {
  const last = new Map<string, object>();
  for (const { triggers, instructions } of [...chainOf(stage)].reverse())
    for (const { keyword, ...instruction } of [...triggers, ...instructions])
      if ("pairs" in instruction)
        for (const pair of instruction.pairs)
          last.set(`${keyword} ${nameOf(pair.name)}`, pair);
  const { command, entrypoint, health } = config;
  return new Set([
    ...last.values(),
    ...[command, entrypoint, health].flatMap((setting) =>
      setting.kind === "set" ? [setting.by] : [],
    ),
  ]);
}

/** The secrets in the text of an instruction; `after` is what the next one sees. */
export function* toldBy(
  instruction: Instruction,
  after: Environment,
): Generator<Told> {
  switch (instruction.keyword) {
    case "ARG":
      for (const { name, value } of instruction.declarations) {
        const held = after.lookup(name.text);
        const told = variable(
          name,
          value,
          held.kind === "set" ? held.value : undefined,
        );
        if (told !== undefined) yield told;
      }
      return;
    case "ENV":
    case "LABEL":
      for (const pair of instruction.pairs) {
        const told = variable(pair.name, pair.value, pair.value.value);
        if (told === undefined) continue;
        // A sentence in a label is no credential.
        if (instruction.keyword === "LABEL" && /\s/.test(pair.value.text))
          continue;
        const part = instruction.keyword === "ENV" ? "Env" : "Labels";
        yield { ...told, part: { name: part, by: pair } };
      }
      return;
    case "RUN":
      return yield* inCommand(instruction, instruction.command);
    case "CMD":
    case "ENTRYPOINT":
    case "HEALTHCHECK": {
      if (instruction.command === undefined) return;
      const name = {
        CMD: "Cmd",
        ENTRYPOINT: "Entrypoint",
        HEALTHCHECK: "Healthcheck",
      }[instruction.keyword];
      for (const told of inCommand(instruction, instruction.command))
        yield { ...told, part: { name, by: instruction } };
      return;
    }
    case "ADD":
      for (const source of instruction.sources) {
        const form = secretInText(knownText(source.value) ?? source.text);
        if (form !== undefined)
          yield {
            name: "ADD",
            what: `${form} in ADD`,
            at: source,
            spelled: true,
          };
      }
      return;
    case "ONBUILD":
      if (instruction.trigger === undefined) return;
      for (const told of toldBy(instruction.trigger, after))
        if (told.spelled)
          yield { ...told, part: { name: "OnBuild", by: instruction } };
  }
}

function variable(
  name: Span & { readonly text: string; readonly value: Value },
  written: (Span & { readonly value: Value }) | undefined,
  held: Value | undefined,
): Told | undefined {
  const form = secretVariable(nameOf(name), knownText(held));
  if (form === undefined) return undefined;
  return {
    name: nameOf(name),
    what:
      form === "its value"
        ? `the value of ${nameOf(name)}`
        : `${form} in ${nameOf(name)}`,
    at: { start: name.start, end: written?.end ?? name.end },
    spelled: knownText(written?.value) !== undefined,
  };
}

function nameOf(name: {
  readonly text: string;
  readonly value: Value;
}): string {
  return knownText(name.value) ?? name.text;
}

/** The secrets in the commands of RUN, or of what starts a container. */
function* inCommand(
  instruction: Instruction,
  line: CommandLine | undefined,
): Generator<Told> {
  if (line === undefined || !mayHoldSecret(instruction)) return;
  const seen = new Set<string>();
  const isShell = line.form === "exec" || readsPosixShell(instruction.before);
  const commands = isShell ? commandsOf({ command: line }) : [];
  for (const [at, { command, plain }] of commands.entries()) {
    const found = [...secretsInCommand(plain, command)];
    if (plain.name === "chpasswd" && command?.pipe.index === 1) {
      const words = commands[at - 1]?.plain.arguments ?? [];
      const login = words.find(({ value }) =>
        /^[\w-]+:[^$]+$/.test(value ?? ""),
      );
      if (login !== undefined)
        found.push({
          name: "chpasswd",
          what: "the password that chpasswd sets",
          at: login,
        });
    }
    for (const secret of found) {
      if (seen.has(secret.what)) continue;
      seen.add(secret.what);
      yield { ...secret, spelled: true };
    }
  }
  if (seen.size > 0) return;
  const { keyword, heredocs, arguments: rest } = instruction;
  const texts = [rest.text, ...heredocs.map(({ content }) => content)];
  const form = secretInText(texts.join("\n"));
  if (form !== undefined)
    yield {
      name: keyword,
      what: `${form} in ${keyword}`,
      at: line,
      spelled: true,
    };
}

/** Whether a here-document is run as a file of its own: then its text is no part of the history. */
function isFile({ command }: Run): boolean {
  return command.form === "shell" && command.script.shebang !== undefined;
}
