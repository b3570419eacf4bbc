import type { Instruction } from "../../dockerfile/instruction.ts";
import type { Span } from "../../files.ts";

/**
 * Where a secret can be read. The first three come with the image, for everyone who can pull it: its configuration, its
 * history, a layer. `provenance`: the attestation of a build with mode=max, which holds the Dockerfile and the values of
 * build arguments (BuildKit, docs/attestations/slsa-provenance.md); with mode=min it holds neither. `cache`: only where
 * the builder keeps its cache, and in a cache that is exported with mode=max.
 */
export type Surface =
  "configuration" | "history" | "layer" | "provenance" | "cache";

/** A secret that can be recovered. */
export interface Leak {
  readonly surface: Surface;
  /** The variable, the label or the command that shows it, or the path of the file in the image. */
  readonly name: string;
  /** What it is: "the value of NPM_TOKEN", "a GitHub token that git gets", "credentials". */
  readonly what: string;
  /** The smallest stretch of the Dockerfile that puts it there. */
  readonly at: Span;
  /** The later instruction that deletes or replaces the file, which stays in the layer below. */
  readonly hiddenBy: Instruction | undefined;
  /** What is so, in one sentence. */
  readonly reason: string;
  /** The command that shows it, for a POSIX shell; `IMAGE` stands for the name of the image. */
  readonly command: string;
}

/** Why it cannot be told whether a secret can be recovered. */
export interface UntoldLeak {
  readonly at: Span;
  /** The end of a sentence: "what npm writes to /app/dist is not known, and .env was there". */
  readonly because: string;
}

/** Whether a leak leaves the builder with what is pushed. */
export function isPushed({ surface }: Leak): boolean {
  return surface !== "cache";
}
