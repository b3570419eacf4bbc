import { chainOf } from "../dockerfile/queries.ts";
import type { Build, BuiltStage } from "./simulate.ts";

/** The stages whose layers the image is made of: the target and those it starts from. */
export function shippedStages(build: Build): readonly BuiltStage[] {
  if (build.image === undefined) return [];
  const chain = new Set(chainOf(build.image.stage));
  return build.stages.filter(({ stage }) => chain.has(stage));
}
