import { shippedStages } from "../../../checks/build/shipped.ts";
import { instructionText } from "../../../checks/build/miss.ts";
import {
  rebuild,
  type BuildChange,
  type RebuiltStep,
} from "../../../checks/build/rebuild.ts";
import type { Build } from "../../../checks/build/simulate.ts";
import { stageTitle } from "../../../checks/build/stage-graph.ts";
import { count, short } from "../../../checks/report/columns.ts";
import { cacheShown } from "./cache-shown.ts";
import { BASE, choicesOf, defaultChoice, FILE } from "./choices.ts";
import { baseName, MOST_TEXT } from "./layers.ts";
import type { ChangeSide, ChangeView, StepShown } from "./model.ts";
import { lineIn } from "./some.ts";

/** More steps are counted and not shown. */
const MOST_STEPS = 60;

/** What a change runs again, in the learner's build and in that of the starter; a `pick` that is gone gives way. */
export function changeView(
  build: Build,
  starter: Build | undefined,
  pick: string | undefined,
): ChangeView {
  const { groups, more } = choicesOf(build);
  const isOffered = groups.some(({ choices }) =>
    choices.some(({ key }) => key === pick),
  );
  const picked =
    pick !== undefined && isOffered ? pick : defaultChoice(build.context);
  const sides = [sideOf("Yours", build, picked)];
  if (starter !== undefined)
    sides.unshift(sideOf("The starter", starter, picked));
  return {
    choices: groups,
    more,
    picked,
    what: picked.startsWith(FILE)
      ? picked.slice(FILE.length)
      : "the base image",
    sides,
  };
}

function sideOf(title: string, build: Build, picked: string): ChangeSide {
  const change = changeIn(build, picked);
  const rebuilt = change === undefined ? undefined : rebuild(build, change);
  const steps = rebuilt?.steps ?? [];
  const shown = steps.filter(({ cache }) => cache.kind !== "none");
  const stages = build.stages.map(({ stage }) => ({
    title: build.stages.length === 1 ? "" : stageTitle(stage),
    steps: shown
      .slice(0, MOST_STEPS)
      .filter(({ step }) => step.stage === stage)
      .map((step) => stepShown(step, build)),
  }));
  return {
    title,
    sentence: sentenceOf(shown, rebuilt?.files.sent.length, picked, build),
    stages: stages.filter((each) => each.steps.length > 0),
    more: Math.max(0, shown.length - MOST_STEPS),
  };
}

/** The change that a choice stands for in a build; undefined where the build has nothing of the kind. */
function changeIn(build: Build, picked: string): BuildChange | undefined {
  if (picked.startsWith(FILE))
    return { kind: "file", path: escaped(picked.slice(FILE.length)) };
  const [lowest] = shippedStages(build);
  if (picked !== BASE || lowest?.stage.base.kind !== "image") return undefined;
  return { kind: "image", name: baseName(lowest.stage) };
}

/** A path as a pattern that matches it alone. */
function escaped(path: string): string {
  return path.replace(/[*?[\]\\]/g, "\\$&");
}

function stepShown(rebuilt: RebuiltStep, build: Build): StepShown {
  const { instruction } = rebuilt.step;
  return {
    line: lineIn(build.dockerfile, instruction),
    text: short(instructionText(instruction), MOST_TEXT),
    cache: cacheShown(rebuilt, build, "again"),
  };
}

function sentenceOf(
  steps: readonly RebuiltStep[],
  sent: number | undefined,
  picked: string,
  build: Build,
): string {
  if (build.image === undefined) return "There is no image.";
  if (sent === undefined) return "Its base is no image that could change.";
  if (picked.startsWith(FILE) && sent === 0)
    return "The file is not sent to the builder: nothing runs again.";
  const again = steps.filter(({ cache }) => cache.kind === "miss").length;
  const perhaps = steps.filter(({ cache }) => cache.kind === "unknown").length;
  const said =
    again === 0
      ? `None of ${count(steps.length, "step")} is known to run again`
      : `${again} of ${count(steps.length, "step")} ${again === 1 ? "runs" : "run"} again`;
  if (perhaps > 0) return `${said}, ${perhaps} perhaps.`;
  return again === 0 ? "Nothing runs again: no step reads it." : `${said}.`;
}
