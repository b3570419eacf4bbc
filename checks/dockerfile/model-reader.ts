import { known, knownText, unknown, type Value } from "../value.ts";
import { baseConfig, configOver } from "./base-config.ts";
import { imageOf, isWindows } from "./base-image.ts";
import {
  PLATFORM_ARGUMENTS,
  withoutDefault,
  type BuildArguments,
} from "./build-arguments.ts";
import type { Config } from "./config.ts";
import { apply } from "./configure.ts";
import {
  knownEnvironment,
  scopeOver,
  type Environment,
  type Scope,
} from "./environment.ts";
import { expand } from "./expand.ts";
import { parseReference } from "./image-reference.ts";
import type { Arg, From, Instruction, Word } from "./instruction.ts";
import type { Base, Stage } from "./model.ts";
import type { ParsedFile } from "./parse.ts";
import { readInstruction, readTrigger } from "./read-instruction.ts";
import { StageMemo } from "./stage-memo.ts";

/** Thousands of stages on one with thousands of ONBUILD: what comes after these is left out. */
const MOST_TRIGGERS = 10_000;

/** Reads the instructions of a Dockerfile in their order, each over what those before it leave. */
export class ModelReader {
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
    // A stage is for what the one it starts from is for, whatever its name says.
    const config =
      base.kind !== "stage" && isWindows(from)
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
