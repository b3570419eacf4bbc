import { fileText, type Files } from "../files.ts";
import { imageFacts, type ImageFacts } from "../images.ts";
import type { Lines } from "../lines.ts";
import { known, knownText, unknown, type Value } from "../value.ts";
import { baseConfig, configOver } from "./base-config.ts";
import type { Config } from "./config.ts";
import { apply } from "./configure.ts";
import {
  knownEnvironment,
  scopeOver,
  type Environment,
  type Scope,
} from "./environment.ts";
import { expand } from "./expand.ts";
import { parseReference, type ImageReference } from "./image-reference.ts";
import {
  flagOf,
  type Arg,
  type From,
  type Instruction,
  type Word,
} from "./instruction.ts";
import {
  parseFile,
  type Comment,
  type Directive,
  type ParsedFile,
} from "./parse.ts";
import { readInstruction, readTrigger } from "./read-instruction.ts";
import { StageMemo } from "./stage-memo.ts";

/** What a stage starts from. */
export type Base =
  | {
      readonly kind: "image";
      readonly reference: ImageReference;
      readonly facts: ImageFacts | undefined;
    }
  | { readonly kind: "stage"; readonly stage: Stage }
  | { readonly kind: "scratch" }
  | { readonly kind: "unknown"; readonly because: string };

/** A build stage: FROM and what follows it. */
export interface Stage {
  readonly index: number;
  readonly name: string | undefined;
  /** Undefined where the file has instructions but no FROM before them. */
  readonly from: From | undefined;
  readonly base: Base;
  /** What the ONBUILD of the stage it starts from runs first, read as instructions of this stage. */
  readonly triggers: readonly Instruction[];
  /** Without its FROM. */
  readonly instructions: readonly Instruction[];
  /** The configuration after the last instruction. */
  readonly config: Config;
  readonly memo: StageMemo;
}

/** A Dockerfile, understood. */
export interface Dockerfile {
  readonly file: string;
  readonly text: string;
  readonly lines: Lines;
  readonly escape: "\\" | "`";
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  /** Every instruction in the order of the file, FROM and ARG before it included. */
  readonly instructions: readonly Instruction[];
  readonly globalArgs: readonly Arg[];
  readonly stages: readonly Stage[];
  /** The stages of each name, in the order of the file. */
  readonly stagesNamed: ReadonlyMap<string | undefined, readonly Stage[]>;
  /** The stage a build without `--target` makes: the last. */
  readonly finalStage: Stage | undefined;
}

/** Values given with `--build-arg`. */
export type BuildArguments = Readonly<Record<string, string>>;

/** The build arguments that the builder sets; FROM sees them, a stage only after an ARG of that name. */
export const PLATFORM_ARGUMENTS: readonly string[] = [
  "BUILD",
  "TARGET",
].flatMap((side) =>
  ["PLATFORM", "OS", "ARCH", "VARIANT"].map((part) => side + part),
);

/** Reads a Dockerfile of the given files; a file that is missing reads as empty text. */
export function readDockerfile(
  files: Files,
  file: string,
  buildArguments: BuildArguments = {},
): Dockerfile {
  return modelOf(parseFile(fileText(files, file) ?? ""), file, buildArguments);
}

/** The model of a parsed Dockerfile. */
export function modelOf(
  parsed: ParsedFile,
  file: string,
  buildArguments: BuildArguments = {},
): Dockerfile {
  const reader = new ModelReader(parsed, buildArguments);
  for (const raw of parsed.instructions) reader.add(raw);
  reader.closeStage();
  const { text, lines, escape, directives, comments } = parsed;
  return {
    file,
    text,
    lines,
    escape,
    directives,
    comments,
    instructions: reader.instructions,
    globalArgs: reader.globalArgs,
    stages: reader.stages,
    stagesNamed: Map.groupBy(reader.stages, ({ name }) => name),
    finalStage: reader.stages.at(-1),
  };
}

/** Thousands of stages on one with thousands of ONBUILD: what comes after these is left out. */
const MOST_TRIGGERS = 10_000;

class ModelReader {
  readonly instructions: Instruction[] = [];
  readonly globalArgs: Arg[] = [];
  readonly stages: Stage[] = [];
  private triggersRun = 0;
  /** The last stage of each name. */
  private readonly named = new Map<string, Stage>();
  private readonly globals = new Map<string, Value>();
  private readonly globalConfig: Config;
  private open:
    | {
        readonly from: From | undefined;
        readonly base: Base;
        readonly scope: Scope;
        readonly triggers: Instruction[];
        readonly instructions: Instruction[];
        config: Config;
      }
    | undefined;
  /** The ONBUILD instructions as they stand, to be read again in the stages that run them. */
  private readonly onbuilds = new Map<
    Instruction,
    ParsedFile["instructions"][number]
  >();
  private readonly parsed: ParsedFile;
  private readonly buildArguments: BuildArguments;

  constructor(parsed: ParsedFile, buildArguments: BuildArguments) {
    this.parsed = parsed;
    this.buildArguments = buildArguments;
    for (const name of PLATFORM_ARGUMENTS)
      this.globals.set(name, unknown(`${name} depends on the build`));
    this.globalConfig = configOver(knownEnvironment(this.globals));
  }

  add(raw: ParsedFile["instructions"][number]): void {
    if (raw.keyword === "FROM") return this.startStage(raw);
    if (raw.keyword === "ARG" && this.open === undefined)
      return this.addGlobalArg(raw);
    const open = (this.open ??= this.openWithoutFrom());
    const instruction = readInstruction(raw, this.before(open), this.parsed);
    if (instruction.keyword === "ONBUILD") this.onbuilds.set(instruction, raw);
    this.instructions.push(instruction);
    open.instructions.push(instruction);
    this.apply(open, instruction);
  }

  /** The configuration that the next instruction of a stage starts from. */
  private before({ config, scope }: NonNullable<ModelReader["open"]>): Config {
    return config.environment === scope.now()
      ? config
      : { ...config, environment: scope.now() };
  }

  private apply(
    open: NonNullable<ModelReader["open"]>,
    instruction: Instruction,
  ): void {
    const before = this.before(open);
    if (instruction.keyword === "ARG")
      this.addStageArg(instruction, open.scope);
    else if (instruction.keyword === "ENV")
      for (const { name, value } of instruction.pairs)
        open.scope.setEnv(
          knownText(name.value) ?? name.text,
          value.value,
          name,
        );
    const after = apply(before, instruction);
    const environment = open.scope.now();
    open.config =
      after.environment === environment ? after : { ...after, environment };
  }

  closeStage(): void {
    if (this.open === undefined) return;
    const { from, base, triggers, instructions, config } = this.open;
    const name = knownText(from?.alias?.value);
    const stage: Stage = {
      index: this.stages.length,
      name,
      from,
      base,
      triggers,
      instructions,
      config,
      memo: new StageMemo(),
    };
    this.stages.push(stage);
    if (name !== undefined) this.named.set(name, stage);
    this.open = undefined;
  }

  private addGlobalArg(raw: ParsedFile["instructions"][number]): void {
    const arg = readInstruction(raw, this.globalConfig, this.parsed);
    this.instructions.push(arg);
    if (arg.keyword !== "ARG") return;
    this.globalArgs.push(arg);
    for (const { name, value } of arg.declarations)
      this.globals.set(
        name.text,
        this.given(name.text) ??
          this.defaultOf(value, this.globalConfig.environment) ??
          this.globals.get(name.text) ??
          withoutDefault(name.text),
      );
  }

  private startStage(raw: ParsedFile["instructions"][number]): void {
    this.closeStage();
    const from = readInstruction(raw, this.globalConfig, this.parsed);
    this.instructions.push(from);
    if (from.keyword !== "FROM") return;
    const base = this.baseOf(from);
    const inherits = baseConfig(base);
    const config = isWindows(from)
      ? { ...inherits, shell: { argv: undefined, by: undefined } }
      : inherits;
    const scope = scopeOver(config.environment);
    const open = { from, base, scope, triggers: [], instructions: [], config };
    this.open = open;
    this.runTriggers(open);
  }

  /** Runs what a stage's ONBUILD kept for those that start from it (BuildKit, initOnBuildTriggers). */
  private runTriggers(open: NonNullable<ModelReader["open"]>): void {
    if (open.base.kind !== "stage") return;
    for (const onbuild of open.base.stage.config.onbuild.items) {
      if (this.triggersRun++ >= MOST_TRIGGERS) return;
      const raw = this.onbuilds.get(onbuild);
      const trigger = raw && readTrigger(raw, this.before(open), this.parsed);
      if (trigger === undefined || trigger.keyword === "FROM") continue;
      open.triggers.push(trigger);
      this.apply(open, trigger);
    }
  }

  private openWithoutFrom(): NonNullable<ModelReader["open"]> {
    const base: Base = {
      kind: "unknown",
      because: "the Dockerfile has no FROM",
    };
    const config = baseConfig(base);
    return {
      from: undefined,
      base,
      scope: scopeOver(config.environment),
      triggers: [],
      instructions: [],
      config,
    };
  }

  private baseOf(from: From): Base {
    if (from.image === undefined)
      return { kind: "unknown", because: "FROM names no image" };
    const image = from.image.value;
    const name = knownText(image);
    const stage = name === undefined ? undefined : this.named.get(name);
    if (stage !== undefined) return { kind: "stage", stage };
    if (name === "scratch") return { kind: "scratch" };
    const reference = parseReference(image);
    if (image.kind === "unknown" && reference.name === undefined)
      return { kind: "unknown", because: image.because };
    return isWindows(from)
      ? { kind: "image", reference, facts: undefined }
      : imageOf(reference);
  }

  private addStageArg(arg: Arg, scope: Scope): void {
    for (const { name, value } of arg.declarations) {
      const known =
        this.given(name.text) ??
        this.defaultOf(value, scope.now()) ??
        this.globals.get(name.text);
      // Without a value ARG changes nothing that an ENV has set.
      if (known !== undefined || scope.now().lookup(name.text).kind !== "set")
        scope.setArg(name.text, known ?? withoutDefault(name.text), name);
    }
  }

  /** The default of an argument, where it has one: it sees those declared before it on the same line. */
  private defaultOf(
    value: Word | undefined,
    environment: Environment,
  ): Value | undefined {
    return value && expand(value.text, environment, this.parsed.escape);
  }

  private given(name: string): Value | undefined {
    return Object.hasOwn(this.buildArguments, name)
      ? known(this.buildArguments[name] ?? "")
      : undefined;
  }
}

const NO_DEFAULT = "has no default";

function withoutDefault(name: string): Value {
  return unknown(`the build argument ${name} ${NO_DEFAULT}`);
}

/** Whether a value is not known because a build argument is not given. */
export function lacksArgument(value: Value): boolean {
  return value.kind === "unknown" && value.because.endsWith(NO_DEFAULT);
}

/** Whether a stage is for Windows, whose shell is cmd or PowerShell. */
function isWindows(from: From): boolean {
  const platform = knownText(flagOf(from, "platform")?.value?.value) ?? "";
  return (
    /^windows\b/.test(platform) ||
    /windows|nanoserver|servercore/i.test(
      knownText(from.image?.value) ?? from.image?.text ?? "",
    )
  );
}

/** The image of that name, with what is known of it. */
export function imageOf(reference: ImageReference): Base {
  return { kind: "image", reference, facts: factsOf(reference) };
}

/** Facts about an image whose tag is known; a digest does not hide what its tag tells. */
function factsOf(reference: ImageReference): ImageFacts | undefined {
  const { repository, tag, digest } = reference;
  if (tag.kind === "unknown") return undefined;
  if (tag.kind === "absent" && digest.kind !== "absent") return undefined;
  const text = tag.kind === "known" ? tag.value : undefined;
  const key = `${repository ?? ""}:${text ?? ""}`;
  let facts = factsRead.get(key);
  if (facts === undefined && (facts = imageFacts(repository, text))) {
    if (factsRead.size === MOST_FACTS) factsRead.clear();
    factsRead.set(key, facts);
  }
  return facts;
}

/** The same images come again with each keystroke, and in most Dockerfiles of a folder. */
const factsRead = new Map<string, ImageFacts>();
const MOST_FACTS = 1000;
