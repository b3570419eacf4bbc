import type { Stage } from "../dockerfile/model.ts";
import { compileGlob } from "./glob.ts";
import type { Build, Step } from "./simulate.ts";

/** Why a step runs again. */
export type Miss =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "stage"; readonly stage: Stage }
  /** A step before it in the same stage, or the stage it starts from, ran again. */
  | { readonly kind: "earlier"; readonly step: Step };

/** The steps that run again when files of the context change, each with its reason. */
export function missesAfter(
  build: Build,
  changed: string,
): ReadonlyMap<Step, Miss> {
  const glob = compileGlob(changed, { deep: true });
  const misses = new Map<Step, Miss>();
  const firstMiss = new Map<Stage, Step>();
  for (const { stage, steps } of build.stages) {
    let earlier =
      stage.base.kind === "stage" ? firstMiss.get(stage.base.stage) : undefined;
    for (const step of steps) {
      const path = step.reads.find((read) => glob?.matches(read) === true);
      const source = step.readsStages.find((from) => firstMiss.has(from));
      const miss: Miss | undefined =
        earlier !== undefined
          ? { kind: "earlier", step: earlier }
          : path !== undefined
            ? { kind: "file", path }
            : source !== undefined
              ? { kind: "stage", stage: source }
              : undefined;
      if (miss === undefined) continue;
      misses.set(step, miss);
      earlier ??= step;
    }
    if (earlier !== undefined) firstMiss.set(stage, earlier);
  }
  return misses;
}
