import type { Config } from "../dockerfile/config.ts";
import {
  flagOf,
  type Copy,
  type Instruction,
  type Run,
} from "../dockerfile/instruction.ts";
import type { Dockerfile, Stage } from "../dockerfile/model.ts";
import { knownText } from "../value.ts";
import {
  accountFiles,
  accountsOfImage,
  followAccountFiles,
} from "./account-files.ts";
import { ArgumentNames } from "./argument-names.ts";
import { BuiltStep } from "./built-step.ts";
import type { CopyFrom } from "./copy-sources.ts";
import { copyInto, type BuildError } from "./copy.ts";
import type { BuildContext } from "./context.ts";
import { chownOf, machineFor, type Machine } from "./machine.ts";
import { inTheWay, makeDirectories } from "./make-directories.ts";
import { mountInto } from "./mounts.ts";
import { readProduces, type Declared, type Produces } from "./produces.ts";
import { Reads } from "./reads.ts";
import { runInto } from "./run.ts";
import type { BuiltStage, Step } from "./simulate.ts";
import { mountOptions, stageNamed } from "./stage-sources.ts";
import { absolute, type Entry, type Tree } from "./tree.ts";

/** What a step does besides its changes to the configuration. */
type Effect = Pick<Step, "readsStages" | "run"> & {
  readonly reads: Reads;
  readonly lost: readonly (readonly [string, Entry])[];
  /** Whether there is a layer for it, be it empty. */
  readonly hasLayer: boolean;
};

const NOTHING: Effect = {
  reads: new Reads(false),
  readsStages: [],
  run: undefined,
  lost: [],
  hasLayer: false,
};

/** Builds the stages of a Dockerfile, each once. */
export class Builder {
  readonly errors: BuildError[] = [];
  private readonly stages = new Map<Stage, BuiltStage>();
  private readonly dockerfile: Dockerfile;
  private readonly context: BuildContext;
  private readonly produces: Produces;
  private refusesContext = false;
  private readonly args = new Map<Stage, ArgumentNames>();

  constructor(
    dockerfile: Dockerfile,
    context: BuildContext,
    produces: Declared,
  ) {
    this.dockerfile = dockerfile;
    this.context = context;
    this.produces = readProduces(produces);
  }

  /** The stages that were built, in the order of the file. */
  built(): readonly BuiltStage[] {
    return [...this.stages.values()].sort(
      (a, b) => a.stage.index - b.stage.index,
    );
  }

  build(stage: Stage): BuiltStage {
    const done = this.stages.get(stage);
    if (done !== undefined) return done;
    const machine = machineFor(stage, (from) => this.build(from).machine);
    const { base } = stage;
    const args = new ArgumentNames(
      base.kind === "stage" ? this.args.get(base.stage) : undefined,
    );
    const instructions = [...stage.triggers, ...stage.instructions];
    const steps = instructions.map((instruction, at) => {
      const after = instructions[at + 1]?.before ?? stage.config;
      if (instruction.keyword === "ARG")
        for (const { name } of instruction.declarations) args.add(name.text);
      return this.step(instruction, stage, machine, args, after);
    });
    this.args.set(stage, args);
    const result: BuiltStage = { stage, steps, machine };
    this.stages.set(stage, result);
    return result;
  }

  private step(
    instruction: Instruction,
    stage: Stage,
    machine: Machine,
    args: ArgumentNames,
    after: Config,
  ): Step {
    const effect = this.follow(instruction, stage, machine, after);
    return new BuiltStep({
      instruction,
      stage,
      layer: effect.hasLayer ? machine.tree.takeLayer() : undefined,
      argumentNames: args.now(),
      after,
      reads: effect.reads,
      readsStages: effect.readsStages,
      run: effect.run,
      lost: effect.lost,
    });
  }

  private follow(
    instruction: Instruction,
    stage: Stage,
    machine: Machine,
    after: Config,
  ): Effect {
    switch (instruction.keyword) {
      case "COPY":
      case "ADD": {
        const source = this.copySource(instruction, stage);
        const before = accountFiles(machine);
        const { reads, lost, errors } = copyInto(
          machine,
          instruction,
          source.from,
          knownText(instruction.before.workdir.value),
        );
        this.errors.push(...errors);
        followAccountFiles(machine, before, instruction, () =>
          source.stage !== undefined
            ? this.build(source.stage).machine
            : source.from.kind === "image"
              ? accountsOfImage(source.from.image)
              : undefined,
        );
        const readsStages = source.stage === undefined ? [] : [source.stage];
        return { ...NOTHING, reads, lost, readsStages, hasLayer: true };
      }
      case "RUN": {
        const mounts = this.mountedSources(instruction, stage);
        const unmount = mountInto(machine, instruction, (from) =>
          this.mountTree(from, stage),
        );
        const before = accountFiles(machine);
        const run = runInto(machine, instruction, this.produces);
        unmount();
        followAccountFiles(machine, before);
        this.errors.push(...run.errors);
        return { ...NOTHING, ...mounts, run, hasLayer: true };
      }
      case "WORKDIR": {
        const path = knownText(after.workdir.value);
        const { tree } = machine;
        if (path === undefined)
          tree.doubt(
            `where ${instruction.word?.text ?? "WORKDIR"} is cannot be told`,
          );
        else {
          // A layer of its own, empty where the directory is there (BuildKit, dispatchWorkdir).
          const user = knownText(instruction.before.user.value);
          const obstacle = makeDirectories(tree, tree.follow(path) ?? path, {
            owner: user === "" ? undefined : chownOf(machine, user),
            mode: 0o755,
            all: false,
          });
          if (obstacle !== undefined)
            this.errors.push({
              at: instruction,
              message: inTheWay(obstacle),
              remedy: "Work in another directory.",
            });
        }
        return { ...NOTHING, hasLayer: path !== "/" };
      }
      default:
        return NOTHING;
    }
  }

  // A number is always a stage, and the name of a later stage is no image (BuildKit, dockerfile2llb).
  private isNoEarlierStage(name: string): boolean {
    return (
      /^\d+$/.test(name) || this.dockerfile.stagesNamed.has(name.toLowerCase())
    );
  }

  private copySource(
    copy: Copy,
    stage: Stage,
  ): { from: CopyFrom; stage: Stage | undefined } {
    const { context } = this;
    const flag = flagOf(copy, "from");
    if (flag === undefined) {
      const [refused] = context.ignore.invalid;
      // The context is read once, and all of it.
      if (refused !== undefined && !this.refusesContext) {
        this.refusesContext = true;
        this.errors.push({
          at: copy,
          message: `The builder refuses the line "${refused.text}" of ${context.ignore.path ?? "the ignore file"}, so the build stops here.`,
          remedy: "Remove that line.",
        });
      }
      return { from: { kind: "context", context }, stage: undefined };
    }
    const name = knownText(flag.value?.value) ?? "";
    const source = stageNamed(this.dockerfile, name, stage);
    if (source === undefined) {
      if (this.isNoEarlierStage(name))
        this.errors.push({
          at: flag,
          message: `--from=${name} names no stage before this one, so the build stops here.`,
          remedy: "Copy from a stage that stands above.",
        });
      return { from: { kind: "image", image: name }, stage: undefined };
    }
    return {
      from: { kind: "stage", tree: this.build(source).machine.tree, name },
      stage: source,
    };
  }

  /** The files that a mount takes, undefined where nothing is known of them. */
  private mountTree(from: string | undefined, stage: Stage): Tree | undefined {
    if (from === undefined) return this.context.tree();
    const source = stageNamed(this.dockerfile, from, stage);
    return source && this.build(source).machine.tree;
  }

  private mountedSources(
    run: Run,
    stage: Stage,
  ): Pick<Effect, "reads" | "readsStages"> {
    const reads = new Reads(true);
    const readsStages: Stage[] = [];
    for (const flag of run.flags) {
      if (flag.name !== "mount") continue;
      const options = mountOptions(flag.value);
      const type = options.get("type") ?? "bind";
      const from = options.get("from");
      const source =
        from === undefined
          ? undefined
          : stageNamed(this.dockerfile, from, stage);
      if (source !== undefined) readsStages.push(source);
      else if (type === "bind" && from === undefined) {
        const path = absolute(
          options.get("source") ?? options.get("src") ?? "/",
          "/",
        ).slice(1);
        const prefix = path === "" ? "" : `${path}/`;
        const { sent } = this.context;
        reads.addAll(() =>
          [...sent.keys()].filter((at) => at === path || at.startsWith(prefix)),
        );
      }
    }
    return { reads, readsStages };
  }
}
