import type { Layer } from "../build/layer.ts";
import {
  simulate,
  type Build,
  type Image,
  type SimulateOptions,
} from "../build/simulate.ts";
import type { Config } from "../dockerfile/config.ts";
import { readDockerfile } from "../dockerfile/model.ts";
import type { Files } from "../files.ts";
import type { Value } from "../value.ts";

/** The configuration of the last stage of a Dockerfile, given by its lines. */
export function configOf(...lines: readonly string[]): Config {
  const { finalStage } = readDockerfile(
    { Dockerfile: lines.join("\n") },
    "Dockerfile",
  );
  if (finalStage === undefined) throw new Error("The Dockerfile has no stage.");
  return finalStage.config;
}

/** A value as a test shows it. */
export function show(value: Value): string {
  return value.kind === "known" ? value.value : `unknown: ${value.because}`;
}

/** What a build of these lines does in a context of these files. */
export function buildOf(
  lines: readonly string[],
  files: Files = {},
  options: SimulateOptions = {},
): Build {
  return simulate({ ...files, Dockerfile: lines.join("\n") }, options);
}

/** The image that a build of these lines gives. */
export function imageOf(lines: readonly string[], files: Files = {}): Image {
  const { image } = buildOf(lines, files);
  if (image === undefined) throw new Error("The build gives no image.");
  return image;
}

/** A layer as a test shows it: `+ /a file 644 0:0`, `* /a …` where it replaces, `- /b`, `? why more may be in it`. */
export function showLayer(layer: Layer | undefined): readonly string[] {
  if (layer === undefined) return ["none"];
  return [
    ...layer.changes.map((change) => {
      if (change.kind === "delete") return `- ${change.path}`;
      const { type, mode, uid, gid } = change.entry;
      const sign = change.replaces
        ? "*"
        : change.replaces === false
          ? "+"
          : "~";
      return `${sign} ${change.path} ${type} ${mode?.toString(8) ?? "?"} ${uid ?? "?"}:${gid ?? "?"}`;
    }),
    ...layer.unknown.map((because) => `? ${because}`),
  ];
}

/** The layer of the last instruction of these lines. */
export function lastLayer(
  lines: readonly string[],
  files: Files = {},
  options: SimulateOptions = {},
): readonly string[] {
  const { image, stages } = buildOf(lines, files, options);
  const last = stages.find(({ stage }) => stage === image?.stage)?.steps.at(-1);
  return showLayer(last?.layer);
}
