import { finalConfig, type FinalConfig } from "../build/image-config.ts";
import { leaksOf, type Leaks } from "../build/leaks.ts";
import { lifecycleOf, type Lifecycle } from "../build/lifecycle.ts";
import { rebuild, type Rebuild } from "../build/rebuild.ts";
import type { Build } from "../build/simulate.ts";
import { sizeOf, type Size } from "../build/size.ts";
import { stageGraph, type StageGraph } from "../build/stage-graph.ts";
import { syntaxProblems } from "../dockerfile/syntax.ts";

/** Something that stops a build. */
export interface Stopper {
  /** In the Dockerfile, from 1. */
  readonly line: number;
  readonly message: string;
  readonly remedy: string | undefined;
}

/** All that `simulate` tells about a build. */
export interface Simulation {
  readonly build: Build;
  /** What is known to make it fail, in the order of the file. */
  readonly stoppers: readonly Stopper[];
  readonly graph: StageGraph;
  readonly leaks: Leaks;
  /** This and what follows is undefined where there is no image. */
  readonly config: FinalConfig | undefined;
  readonly size: Size | undefined;
  readonly lifecycle: Lifecycle | undefined;
  /** Undefined where no change was asked for. */
  readonly rebuild: Rebuild | undefined;
}

/** Works out all that is known of a build, and what a change of a file (a path or pattern) runs again. */
export function simulationOf(build: Build, change?: string): Simulation {
  const { dockerfile, image } = build;
  const stoppers = [
    ...syntaxProblems(dockerfile).map(({ start, message }) => ({
      start,
      message,
      remedy: undefined,
    })),
    ...build.errors.map(({ at, message, remedy }) => ({
      start: at.start,
      message,
      remedy,
    })),
  ];
  return {
    build,
    stoppers: stoppers
      .sort((a, b) => a.start - b.start)
      .map(({ start, message, remedy }) => ({
        line: dockerfile.lines.position(start).line,
        message,
        remedy,
      })),
    graph: stageGraph(build),
    leaks: leaksOf(build),
    config: finalConfig(build),
    size: sizeOf(build),
    lifecycle: image && lifecycleOf(image),
    rebuild:
      change === undefined
        ? undefined
        : rebuild(build, { kind: "file", path: change }),
  };
}
