import type { BuildArguments } from "../../dockerfile/build-arguments.ts";
import type { RealImage } from "./real-image.ts";
import type { StubImage } from "./stub-images.ts";

/** One build as a builder is asked for it. */
export interface BuildRequest {
  /** The folder of the context. */
  readonly context: string;
  /** The path of the Dockerfile. */
  readonly dockerfile: string;
  readonly target: string | undefined;
  readonly arguments: BuildArguments;
  /** Paths of files with secrets, by id. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Whether a builder found a step in its cache. */
export interface CachedStep {
  /** Its number in the file, from 0. */
  readonly stage: number;
  /** Its number among the instructions of the stage, or among those that change files, from 0. */
  readonly at: number;
  readonly cached: boolean;
}

/** What came of a build. */
export type Outcome =
  | {
      readonly kind: "built";
      readonly image: RealImage;
      readonly steps: readonly CachedStep[];
    }
  | { readonly kind: "failed"; readonly message: string };

/** A program that builds images for real. */
export interface Builder {
  readonly name: "buildah" | "BuildKit";
  readonly version: string;
  /** Whether `CachedStep.at` counts all instructions, or only those that change files. */
  readonly counts: "instructions" | "layers";
  /** What a Dockerfile uses that this builder does not know, in words. */
  lacks(dockerfile: string): string | undefined;
  /** Builds one after the other, the first as if nothing had been built before. */
  build(
    images: readonly StubImage[],
    requests: readonly BuildRequest[],
  ): Promise<readonly Outcome[]>;
  /** Ends and removes what the builder started. */
  close(): void;
}

/** The first feature of a list that a text uses. */
export function featureIn(
  text: string,
  features: Readonly<Record<string, RegExp>>,
): string | undefined {
  return Object.entries(features).find(([, pattern]) =>
    pattern.test(text),
  )?.[0];
}

/** The stages of a Dockerfile by the names that a builder's output calls them. */
export function stageNumber(name: string, names: readonly string[]): number {
  const numbered = /^stage-(\d+)$/.exec(name);
  return numbered === null ? names.indexOf(name) : Number(numbered[1]);
}
