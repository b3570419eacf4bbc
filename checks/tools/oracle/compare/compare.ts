import { simulate, type Build, type Step } from "../../../build/simulate.ts";
import { chainOf, instructionsOf } from "../../../dockerfile/queries.ts";
import { syntaxProblems } from "../../../dockerfile/syntax.ts";
import type { Stage } from "../../../dockerfile/model.ts";
import { knownText } from "../../../value.ts";
import { archiveBytes, dockerfileOf, type BuildCase } from "../build-case.ts";
import type { Builder, Outcome } from "../builder.ts";
import { withoutDigest } from "../images-of.ts";
import { readImage, type RealLayer } from "../real-image.ts";
import { stubImage } from "../stub-images.ts";
import { compareAccounts } from "./accounts.ts";
import { compareCache } from "./cache.ts";
import { compareConfig } from "./config.ts";
import type { Difference } from "./difference.ts";
import { compareHistory } from "./history.ts";
import {
  compareLayer,
  predictedLayer,
  take,
  type PredictedLayer,
  type State,
} from "./layers.ts";

/** What is compared of a case: what a builder made of it, at first and after the change. */
export interface Compared {
  readonly builder: Pick<Builder, "name" | "counts">;
  readonly outcomes: readonly Outcome[];
  /** Whether it was given the case in other words. */
  readonly reworded: boolean;
}

/** What we say a build would do. */
export function predict(build: BuildCase): Build {
  const facts = { ...build.facts };
  for (const [path, archive] of Object.entries(build.archives ?? {}))
    facts[path] = {
      size: archiveBytes(archive).length,
      entries: archive.entries.map((entry) =>
        entry.type === "directory" ? `${entry.path}/` : entry.path,
      ),
    };
  // What is no text is told by facts alone.
  const others = Object.fromEntries(
    Object.keys(facts)
      .filter((path) => facts[path]?.emptyDirectory !== true)
      .map((path) => [path, ""]),
  );
  return simulate(
    { ...others, ...build.files },
    {
      dockerfile: dockerfileOf(build),
      facts,
      produces: build.produces,
      ...(build.target === undefined ? {} : { target: build.target }),
      ...(build.arguments === undefined
        ? {}
        : { buildArguments: build.arguments }),
    },
  );
}

/** Everything that a builder did otherwise than we say; a prediction that throws differs from all. */
export function compare(
  build: BuildCase,
  compared: Compared,
): readonly Difference[] {
  try {
    return differencesOf(build, compared);
  } catch (error) {
    return [
      {
        part: "build",
        step: "",
        what: "the prediction",
        predicted: `throws ${error instanceof Error ? error.stack : String(error)}`,
        real: "",
      },
    ];
  }
}

function differencesOf(
  build: BuildCase,
  { builder, outcomes, reworded }: Compared,
): readonly Difference[] {
  const predicted = predict(build);
  const [first, second] = outcomes;
  if (first === undefined) return [];
  const failure = predictedFailure(predicted);
  if (first.kind === "failed")
    return failure !== undefined || isOpen(predicted)
      ? []
      : [buildDiffers("succeeds", `fails: ${first.message}`)];
  if (failure !== undefined)
    return isByStandIn(predicted)
      ? []
      : [buildDiffers(`fails: ${failure}`, "succeeds")];
  if (predicted.image === undefined)
    return [buildDiffers("gives no image", "gives one")];
  const { image } = first;
  const stages = [...chainOf(predicted.image.stage)].reverse();
  const steps = stages.flatMap(
    (stage) =>
      predicted.stages.find((built) => built.stage === stage)?.steps ?? [],
  );
  const state: State = new Map();
  for (const layer of baseLayers(stages[0], build)) take(state, layer);
  const layers = layersFor(steps, builder.name);
  const differences: Difference[] = [];
  if (layers.length !== image.layers.length)
    differences.push({
      part: "layer",
      step: "",
      what: "the number of layers",
      predicted: String(layers.length),
      real: String(image.layers.length),
    });
  else
    for (const [at, layer] of image.layers.entries()) {
      const expected = layers[at];
      if (expected !== undefined)
        differences.push(...compareLayer(expected, layer, state));
    }
  return [
    ...differences,
    ...compareAccounts(predicted.image, state),
    ...compareConfig(predicted, image),
    // buildah words it in its own way, and so does another text.
    ...(builder.name === "buildah" || reworded
      ? []
      : compareHistory(predicted, image)),
    ...(second === undefined
      ? []
      : compareCache(build, predicted, second, builder)),
  ];
}

function buildDiffers(predicted: string, real: string): Difference {
  return { part: "build", step: "", what: "the build", predicted, real };
}

/** Why we say that a build fails, or undefined. */
function predictedFailure({ dockerfile, errors }: Build): string | undefined {
  return (errors[0] ?? syntaxProblems(dockerfile)[0])?.message;
}

/** Whether it depends on what is not known, such as the base image. */
function isOpen({ stages }: Build): boolean {
  return stages.some(({ stage }) => stage.base.kind === "unknown");
}

/** Whether a command fails that the stub images only have a stand-in for. */
function isByStandIn({ errors, stages }: Build): boolean {
  const runs = stages.flatMap(({ stage }) => [...instructionsOf(stage, "RUN")]);
  return errors.every(({ at }) =>
    runs.some(({ start, end }) => at.start >= start && at.end <= end),
  );
}

/** What the image that a stage starts from brings, where it is no stage. */
function baseLayers(
  stage: Stage | undefined,
  build: BuildCase,
): readonly RealLayer[] {
  const name =
    stage?.base.kind === "image"
      ? knownText(stage.from?.image?.value)
      : undefined;
  if (name === undefined) return [];
  const { archive } = stubImage(withoutDigest(name), build.produces);
  return readImage(archive).layers;
}

/**
 * The layers of these steps. buildah makes the directory of a WORKDIR together with the next step that changes files
 * (buildah, imagebuildah/stage_executor.go), so there what a WORKDIR changes counts as the next layer's.
 */
function layersFor(
  steps: readonly Step[],
  builder: Builder["name"],
): readonly PredictedLayer[] {
  const layers: PredictedLayer[] = [];
  let waiting: PredictedLayer["changes"] = [];
  for (const step of steps) {
    const layer = predictedLayer(step);
    if (layer === undefined) continue;
    if (builder === "buildah" && step.instruction.keyword === "WORKDIR") {
      waiting = [...waiting, ...layer.changes];
      continue;
    }
    const own = new Set(layer.changes.map(({ path }) => path));
    layers.push({
      ...layer,
      changes: [
        ...waiting.filter(({ path }) => !own.has(path)),
        ...layer.changes,
      ],
    });
    waiting = [];
  }
  return layers;
}
