import { chainOf } from "../dockerfile/queries.ts";
import { flagOf } from "../dockerfile/instruction.ts";
import type { Build, BuiltStage, Step } from "./simulate.ts";

/** The stages whose layers the image is made of: the target and those it starts from. */
export function shippedStages(build: Build): readonly BuiltStage[] {
  if (build.image === undefined) return [];
  const chain = new Set(chainOf(build.image.stage));
  return build.stages.filter(({ stage }) => chain.has(stage));
}

/** Why it cannot be told what a step copies from the context, or undefined where it can. */
export function hiddenSource({ instruction }: Step): string | undefined {
  if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD")
    return undefined;
  if (flagOf(instruction, "from") !== undefined) return undefined;
  for (const { value } of instruction.sources)
    if (value.kind === "unknown") return value.because;
  return undefined;
}
