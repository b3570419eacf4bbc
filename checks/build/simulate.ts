import type { Config } from "../dockerfile/config.ts";
import {
  flagOf,
  type Copy,
  type Instruction,
} from "../dockerfile/instruction.ts";
import {
  readDockerfile,
  type BuildArguments,
  type Dockerfile,
  type Stage,
} from "../dockerfile/model.ts";
import type { ContextFacts, Files } from "../files.ts";
import { knownText } from "../value.ts";
import { buildContext, type BuildContext } from "./context.ts";
import { copyInto, type BuildError, type CopyFrom } from "./copy.ts";
import { machineFor, type Machine } from "./machine.ts";
import { runInto, type RunEffect } from "./run.ts";
import { mountOptions, neededStages, stageNamed } from "./stage-sources.ts";
import { absolute, type Entry, type Tree } from "./tree.ts";

/** How a build is asked for. */
export interface SimulateOptions {
  /** Path of the Dockerfile; `Dockerfile` unless told. */
  readonly dockerfile?: string;
  /** `complete`: what is not in the files does not exist. */
  readonly context?: "complete" | "unknown";
  readonly facts?: ContextFacts;
  readonly buildArguments?: BuildArguments;
}

/** One instruction of a built stage and what it did. */
export interface Step {
  readonly instruction: Instruction;
  readonly stage: Stage;
  /** Paths of the context whose content decides over the cache. */
  readonly reads: readonly string[];
  /** The stage that a `COPY --from` or a mount reads, where it is one. */
  readonly readsStages: readonly Stage[];
  /** What the step put into the image, by path. */
  readonly added: readonly (readonly [string, Entry])[];
  readonly run: RunEffect | undefined;
}

/** A stage after the build. */
export interface BuiltStage {
  readonly stage: Stage;
  readonly steps: readonly Step[];
  readonly machine: Machine;
}

/** The image a build would give. */
export interface Image {
  readonly stage: Stage;
  readonly config: Config;
  readonly tree: Tree;
  readonly machine: Machine;
}

/** What a build would do. */
export interface Build {
  readonly dockerfile: Dockerfile;
  readonly context: BuildContext;
  /** The stages the target needs, in the order of the file. */
  readonly stages: readonly BuiltStage[];
  /** Undefined where the Dockerfile has no stage. */
  readonly image: Image | undefined;
  /** What is known to make the build fail. */
  readonly errors: readonly BuildError[];
}

/** Works out what a build of the last stage would do; takes any files, also without a Dockerfile. */
export function simulate(files: Files, options: SimulateOptions = {}): Build {
  const file = options.dockerfile ?? "Dockerfile";
  return simulateDockerfile(
    readDockerfile(files, file, options.buildArguments),
    buildContext(
      files,
      file,
      options.context !== "unknown",
      options.facts ?? {},
    ),
  );
}

/** As `simulate`, for a Dockerfile and a context that are already read. */
export function simulateDockerfile(
  dockerfile: Dockerfile,
  context: BuildContext,
): Build {
  const errors: BuildError[] = [];
  const built = new Map<Stage, BuiltStage>();
  const build = (stage: Stage): BuiltStage => {
    const done = built.get(stage);
    if (done !== undefined) return done;
    const machine = machineFor(stage, (from) => build(from).machine);
    const steps = stage.instructions.map((instruction) =>
      follow(instruction, stage, machine),
    );
    const result: BuiltStage = { stage, steps, machine };
    built.set(stage, result);
    return result;
  };

  const follow = (
    instruction: Instruction,
    stage: Stage,
    machine: Machine,
  ): Step => {
    const step = { instruction, stage, run: undefined };
    switch (instruction.keyword) {
      case "COPY":
      case "ADD": {
        const source = copySource(instruction, stage);
        const effect = copyInto(
          machine,
          instruction,
          source.from,
          knownText(instruction.before.workdir.value),
        );
        errors.push(...effect.errors);
        return {
          ...step,
          reads: effect.reads,
          readsStages: source.stage === undefined ? [] : [source.stage],
          added: effect.added,
        };
      }
      case "RUN": {
        const mounts = mountedSources(instruction, stage);
        const before = new Map(machine.tree.entries());
        const run = runInto(machine, instruction);
        errors.push(...run.errors);
        return {
          ...step,
          reads: mounts.reads,
          readsStages: mounts.stages,
          added: [...machine.tree.entries()].filter(
            ([path, entry]) => before.get(path) !== entry,
          ),
          run,
        };
      }
      case "WORKDIR": {
        const path = knownText(
          instruction.word === undefined ? undefined : instruction.word.value,
        );
        const from = knownText(instruction.before.workdir.value);
        if (
          path !== undefined &&
          (path.startsWith("/") || from !== undefined)
        ) {
          const at = absolute(path, from ?? "/");
          if (machine.tree.get(at) === undefined)
            machine.tree.put(at, {
              type: "directory",
              mode: machine.tree.exists(at) === "absent" ? 0o755 : undefined,
              uid: undefined,
              gid: undefined,
              origin: { kind: "implied" },
            });
        }
        return { ...step, reads: [], readsStages: [], added: [] };
      }
      default:
        return { ...step, reads: [], readsStages: [], added: [] };
    }
  };

  // A number is always a stage, and the name of a later stage is no image (BuildKit, dockerfile2llb).
  const isNoEarlierStage = (name: string): boolean =>
    /^\d+$/.test(name) ||
    dockerfile.stages.some((stage) => stage.name === name.toLowerCase());

  const copySource = (
    copy: Copy,
    stage: Stage,
  ): { from: CopyFrom; stage: Stage | undefined } => {
    const flag = flagOf(copy, "from");
    if (flag === undefined)
      return { from: { kind: "context", context }, stage: undefined };
    const name = knownText(flag.value?.value) ?? "";
    const source = stageNamed(dockerfile, name, stage);
    if (source === undefined) {
      if (isNoEarlierStage(name))
        errors.push({
          at: flag,
          message: `--from=${name} names no stage before this one, so the build stops here.`,
          remedy: "Copy from a stage that stands above.",
        });
      return { from: { kind: "image", image: name }, stage: undefined };
    }
    return {
      from: { kind: "stage", tree: build(source).machine.tree, name },
      stage: source,
    };
  };

  const mountedSources = (
    run: Instruction,
    stage: Stage,
  ): { reads: readonly string[]; stages: readonly Stage[] } => {
    const reads: string[] = [];
    const stages: Stage[] = [];
    for (const flag of run.flags) {
      if (flag.name !== "mount") continue;
      const options = mountOptions(flag.value);
      const type = options.get("type") ?? "bind";
      const from = options.get("from");
      const source =
        from === undefined ? undefined : stageNamed(dockerfile, from, stage);
      if (source !== undefined) {
        build(source);
        stages.push(source);
      } else if (type === "bind" && from === undefined) {
        const path = absolute(
          options.get("source") ?? options.get("src") ?? "/",
          "/",
        ).slice(1);
        const prefix = path === "" ? "" : `${path}/`;
        for (const at of context.sent.keys())
          if (at === path || at.startsWith(prefix)) reads.push(at);
      }
    }
    return { reads, stages };
  };

  const stage = dockerfile.finalStage;
  // From the top, as a long chain of stages would be too deep for the call stack.
  for (const needed of neededStages(dockerfile)) build(needed);
  const final = stage && build(stage);
  return {
    dockerfile,
    context,
    stages: [...built.values()].sort((a, b) => a.stage.index - b.stage.index),
    image: final && {
      stage: final.stage,
      config: final.stage.config,
      tree: final.machine.tree,
      machine: final.machine,
    },
    errors,
  };
}
