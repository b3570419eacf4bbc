import { rebuild, type BuildChange } from "../../../build/rebuild.ts";
import type { Build, Step } from "../../../build/simulate.ts";
import type { BuildCase } from "../build-case.ts";
import type { Builder, Outcome } from "../builder.ts";
import type { Difference } from "./difference.ts";

/** Compares which steps of a second build came from the cache; what is not told is not compared. */
export function compareCache(
  build: BuildCase,
  predicted: Build,
  second: Outcome,
  { counts }: Pick<Builder, "counts">,
): readonly Difference[] {
  if (second.kind === "failed")
    return [
      {
        part: "cache",
        step: "",
        what: "the second build",
        predicted: "succeeds",
        real: `fails: ${second.message}`,
      },
    ];
  const change = changeOf(build);
  const { steps } = rebuild(predicted, change ?? NO_CHANGE);
  const number = new Map<number, number>();
  const differences: Difference[] = [];
  for (const { step, cache } of steps) {
    const stage = step.stage.index;
    const layer = step.layer !== undefined;
    const at = number.get(stage) ?? 0;
    if (counts === "instructions" || layer) number.set(stage, at + 1);
    if (!layer || cache.kind === "none" || cache.kind === "unknown") continue;
    const real = second.steps.find(
      (each) => each.stage === stage && each.at === at,
    );
    const hit = cache.kind === "hit";
    if (real !== undefined && real.cached !== hit)
      differences.push({
        part: "cache",
        step: textOf(step),
        what: "in the second build",
        predicted: hit ? "from the cache" : `runs (${cache.because.kind})`,
        real: real.cached ? "from the cache" : "runs",
      });
  }
  return differences;
}

/** The same Dockerfile again: nothing of the context is called so. */
const NO_CHANGE: BuildChange = { kind: "file", path: "\u0000" };

/** The change as the prediction takes it; undefined where a file is only written again. */
function changeOf({ change, files }: BuildCase): BuildChange | undefined {
  if (change?.kind !== "file") return change;
  return files[change.path] === change.text
    ? undefined
    : { kind: "file", path: change.path };
}

function textOf({ instruction }: Step): string {
  return `${instruction.keyword} ${instruction.arguments.text}`.slice(0, 100);
}
