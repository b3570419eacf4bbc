import type { Config } from "../dockerfile/config.ts";
import type { Instruction } from "../dockerfile/instruction.ts";
import type { BuildArguments } from "../dockerfile/build-arguments.ts";
import {
  readDockerfile,
  type Dockerfile,
  type Stage,
} from "../dockerfile/model.ts";
import type { ContextFacts, Files } from "../files.ts";
import { Builder } from "./builder.ts";
import { buildContext, type BuildContext } from "./context.ts";
import type { BuildError } from "./copy.ts";
import type { Layer } from "./layer.ts";
import type { Machine } from "./machine.ts";
import type { Declared } from "./produces.ts";
import type { RunEffect } from "./run.ts";
import { neededStages, targetStage } from "./stage-sources.ts";
import type { Entry, Tree } from "./tree.ts";

/** How a build is asked for. */
export interface SimulateOptions {
  /** Path of the Dockerfile; `Dockerfile` unless told. */
  readonly dockerfile?: string;
  /** The name of the stage to build; the last unless told. */
  readonly target?: string | undefined;
  /** What commands write, by their text. Such a command writes nothing else. */
  readonly produces?: Declared | undefined;
  /** `complete`: what is not in the files does not exist. */
  readonly context?: "complete" | "unknown";
  readonly facts?: ContextFacts;
  readonly buildArguments?: BuildArguments;
}

/** One instruction of a built stage and what it did. */
export interface Step {
  readonly instruction: Instruction;
  readonly stage: Stage;
  /** What the step changed in the files; undefined where it changes the configuration only. */
  readonly layer: Layer | undefined;
  /** The names of the ARG that a RUN sees here. */
  readonly buildArguments: readonly string[];
  /** The configuration that it leaves. */
  readonly after: Config;
  /** Paths of the context whose content decides over the cache. */
  readonly reads: readonly string[];
  /** The stage that a `COPY --from` or a mount reads, where it is one. */
  readonly readsStages: readonly Stage[];
  /** What the layer puts into the image, and what a COPY puts at a place that is not known. */
  readonly added: readonly (readonly [string, Entry])[];
  readonly run: RunEffect | undefined;
}

/** A stage after the build. */
export interface BuiltStage {
  readonly stage: Stage;
  /** What the ONBUILD of its base runs, then its own instructions. */
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
  /** How it was asked for. */
  readonly options: SimulateOptions;
  /** The stages the target needs, in the order of the file. */
  readonly stages: readonly BuiltStage[];
  /** Undefined where the Dockerfile has no stage, or none of the target's name. */
  readonly image: Image | undefined;
  /** What is known to make the build fail. */
  readonly errors: readonly BuildError[];
}

/** Works out what a build would do; takes any files, also without a Dockerfile. */
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
    options,
  );
}

/** As `simulate`, for a Dockerfile and a context that are already read. */
export function simulateDockerfile(
  dockerfile: Dockerfile,
  context: BuildContext,
  options: SimulateOptions = {},
): Build {
  const { target, produces = {} } = options;
  const stage = targetStage(dockerfile, target);
  const builder = new Builder(dockerfile, context, produces);
  if (stage === undefined && target)
    builder.errors.push({
      at: { start: 0, end: 0 },
      message: `There is no stage "${target}" to build.`,
      remedy: "Name one of the stages of the Dockerfile.",
    });
  // From the top, as a long chain of stages would be too deep for the call stack.
  if (stage !== undefined)
    for (const needed of neededStages(dockerfile, stage)) builder.build(needed);
  const final = stage && builder.build(stage);
  return {
    dockerfile,
    context,
    options,
    stages: builder.built(),
    image: final && {
      stage: final.stage,
      config: final.stage.config,
      tree: final.machine.tree,
      machine: final.machine,
    },
    errors: builder.errors,
  };
}
