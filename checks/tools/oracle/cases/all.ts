import { withoutFrontend, type BuildCase } from "../build-case.ts";
import { addCases } from "./add.ts";
import { configCases } from "./config.ts";
import { copyCases } from "./copy.ts";
import { exerciseCases } from "./exercises.ts";
import { generatedCases } from "./generated.ts";
import { ignoreCases } from "./ignore.ts";
import { mountCases } from "./mounts.ts";
import { ownCases } from "./own.ts";
import { rebuildCases } from "./rebuild.ts";
import { runCases } from "./run.ts";
import { stageCases } from "./stages.ts";

/** All cases: the solutions of the exercises first. */
export function allCases(): readonly BuildCase[] {
  return [
    ...exerciseCases(),
    ...ownCases(),
    ...copyCases,
    ...addCases,
    ...ignoreCases,
    ...configCases,
    ...stageCases,
    ...runCases,
    ...mountCases,
    ...rebuildCases,
    ...generatedCases,
  ].map(withoutFrontend);
}
