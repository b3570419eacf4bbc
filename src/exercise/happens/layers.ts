import { shippedStages } from "../../../checks/build/shipped.ts";
import {
  rebuiltSteps,
  type RebuiltStep,
} from "../../../checks/build/rebuild.ts";
import { instructionText } from "../../../checks/build/miss.ts";
import type { Build, Step } from "../../../checks/build/simulate.ts";
import {
  sizeOf,
  type Size,
  type SizePart,
} from "../../../checks/build/size.ts";
import {
  stageGraph,
  stageTitle,
  type StageNode,
} from "../../../checks/build/stage-graph.ts";
import type { Instruction } from "../../../checks/dockerfile/instruction.ts";
import type { Stage } from "../../../checks/dockerfile/model.ts";
import { bytes, count, short } from "../../../checks/report/columns.ts";
import type { Span } from "../../../checks/files.ts";
import { cacheShown } from "./cache-shown.ts";
import { fileShown, filesSummary } from "./files-shown.ts";
import {
  UNSIZED,
  type LayerShown,
  type LayersView,
  type StageShown,
  type Taking,
} from "./model.ts";
import { lineIn, some } from "./some.ts";

/** More steps, files of a step, and things not known are counted and not shown. */
const MOST_STEPS = 80;
const MOST_FILES = 12;
const MOST_UNKNOWN = 4;

/** How long the text of an instruction may be. */
export const MOST_TEXT = 120;

/** The image as a stack: `before` is the build whose cache there is. */
export function layersView(
  build: Build,
  before: Build,
  { since, hasStarter }: Pick<LayersView, "since" | "hasStarter">,
): LayersView {
  const size = sizeOf(build);
  const made = new Map(build.stages.map(({ stage, steps }) => [stage, steps]));
  const cached = new Map(
    rebuiltSteps(before, build).map((rebuilt) => [rebuilt.step, rebuilt]),
  );
  const parts = new Map(size?.parts.map((part) => [part.at, part]));
  const stages: StageShown[] = [];
  let left = MOST_STEPS;
  let more = 0;
  for (const node of stageGraph(build).nodes) {
    const steps = made.get(node.stage) ?? [];
    stages.push({
      ...stageShown(node, build, size),
      steps: steps
        .slice(0, left)
        .map((step) =>
          layerShown(
            step,
            build,
            cached.get(step),
            parts.get(step.instruction),
          ),
        ),
    });
    more += Math.max(0, steps.length - left);
    left = Math.max(0, left - steps.length);
  }
  return {
    sentence: sentenceOf(build),
    size: sizeSentence(size),
    unknown: some([...new Set(size?.unknown)], MOST_UNKNOWN),
    since,
    hasStarter,
    stages,
    more,
    stops: build.errors.map(({ at, message }) => ({
      line: lineIn(build.dockerfile, at),
      message,
    })),
  };
}

function sentenceOf(build: Build): string {
  const steps = shippedStages(build).flatMap((stage) => stage.steps);
  const layers = steps.filter(({ layer }) => layer !== undefined).length;
  const settings = steps.length - layers;
  const base = baseOf(build);
  const others = build.stages.length - shippedStages(build).length;
  return [
    `The image is ${base} with ${count(layers, "layer")} on it`,
    settings === 0
      ? "."
      : `; ${count(settings, "step")} ${settings === 1 ? "changes" : "change"} its settings alone.`,
    others === 0
      ? ""
      : ` ${count(others, "more stage")} ${others === 1 ? "is" : "are"} built and not shipped.`,
  ].join("");
}

function baseOf(build: Build): string {
  const [lowest] = shippedStages(build);
  return lowest === undefined ? "nothing" : baseName(lowest.stage);
}

/** What a stage starts from, in words. */
export function baseName({ base, from }: Stage): string {
  if (base.kind === "stage") return stageTitle(base.stage);
  if (base.kind === "scratch") return "scratch";
  return from?.image?.text ?? "an unknown base image";
}

function sizeSentence(size: Size | undefined): string {
  if (size === undefined) return "";
  const { low, high, day } = size;
  if (high !== undefined)
    return `A pull transfers ${range(low, high)} (linux/amd64, compressed, figures of ${day}).`;
  // A few bytes of known files say nothing where the base image is not known.
  const [base] = size.parts;
  return base?.high === undefined
    ? "How much a pull transfers cannot be told."
    : `A pull transfers at least ${bytes(low)} (linux/amd64, compressed, figures of ${day}).`;
}

function range(low: number, high: number): string {
  const [least, most] = [bytes(low), bytes(high)];
  return least === most ? most : `${least} to ${most}`;
}

function stageShown(
  { stage, state, because, level, needs }: StageNode,
  build: Build,
  size: Size | undefined,
): Omit<StageShown, "steps"> {
  const { base, from } = stage;
  const at: Span | undefined = from?.image ?? from;
  const part = size?.parts[0];
  const isShipped = part !== undefined && part.at === at;
  const takes = needs.flatMap(({ by, at: user, source }): Taking[] =>
    by === "base" || source.kind !== "stage" || user.keyword === "FROM"
      ? []
      : [
          {
            from: source.stage.index,
            line: lineIn(build.dockerfile, user),
            what: taken(user),
          },
        ],
  );
  return {
    title: stageTitle(stage),
    line: from && lineIn(build.dockerfile, from),
    state,
    because,
    level,
    base: baseName(stage),
    baseStage: base.kind === "stage" ? base.stage.index : undefined,
    baseSize: isShipped && base.kind !== "scratch" ? sizeText(part) : "",
    pinned: base.kind === "image" && base.reference.digest.kind === "known",
    takes,
  };
}

/** What an instruction takes from a stage, as it writes it. */
function taken(instruction: Instruction): string {
  return instruction.keyword === "COPY" || instruction.keyword === "ADD"
    ? short(instruction.sources.map(({ text }) => text).join(" "), 60)
    : "a mount";
}

function layerShown(
  step: Step,
  build: Build,
  rebuilt: RebuiltStep | undefined,
  part: SizePart | undefined,
): LayerShown {
  const { instruction, layer } = step;
  return {
    line: lineIn(build.dockerfile, instruction),
    text: short(instructionText(instruction), MOST_TEXT),
    cache: rebuilt && cacheShown(rebuilt, build, "runs"),
    layer: layer && {
      summary: filesSummary(layer),
      size: part === undefined ? "" : sizeText(part),
      files: some(layer.changes, MOST_FILES, fileShown),
      unknown: some([...new Set(layer.unknown)], MOST_UNKNOWN),
    },
  };
}

/** The size of a part: the most it can be; for the base image, whose size was measured, that size. */
function sizeText({ low, high }: SizePart): string {
  if (high === undefined) return UNSIZED;
  return low * 2 > high ? bytes(high) : `≤ ${bytes(high)}`;
}
