import type { ContextFacts, Files } from "../../files.ts";
import type { Declared } from "../../build/produces.ts";
import type { BuildArguments } from "../../dockerfile/build-arguments.ts";
import { gzipSync } from "node:zlib";
import { writeTar, type TarEntry } from "./tar.ts";

/** One build whose prediction is compared with what a builder makes of it. */
export interface BuildCase {
  /** Says what the case is about: `copy: a directory gives its content`. */
  readonly name: string;
  /** The context, with the Dockerfile. */
  readonly files: Files;
  readonly facts?: ContextFacts;
  /** Archives of the context, by path. */
  readonly archives?: Readonly<Record<string, Archive>>;
  /** Path of the Dockerfile; `Dockerfile` unless told. */
  readonly dockerfile?: string;
  readonly target?: string;
  readonly arguments?: BuildArguments;
  /** What commands are declared to write, as an exercise says it. */
  readonly produces?: Produced;
  /** Secrets given to the build, by id. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** What is changed before a second build. */
  readonly change?: ContextChange;
  /** The same build in words that a builder knows which lacks a feature of this one. */
  readonly equivalent?: string;
}

/** What commands write, by the text of the command. */
export type Produced = Declared;

/** An archive that ADD unpacks. */
export interface Archive {
  readonly gzip: boolean;
  readonly entries: readonly TarEntry[];
}

/** A change between two builds. */
export type ContextChange =
  | { readonly kind: "file"; readonly path: string; readonly text: string }
  | { readonly kind: "argument"; readonly name: string; readonly value: string }
  | { readonly kind: "dockerfile"; readonly text: string };

/** The path of a case's Dockerfile. */
export function dockerfileOf({ dockerfile = "Dockerfile" }: BuildCase): string {
  return dockerfile;
}

/**
 * A case without a syntax line, which would have BuildKit fetch a frontend over the network. The prediction gets the same
 * text, because a COPY may take the Dockerfile.
 */
export function withoutFrontend(build: BuildCase): BuildCase {
  const path = dockerfileOf(build);
  const { change } = build;
  return {
    ...build,
    files: { ...build.files, [path]: local(build.files[path] ?? "") },
    ...(change?.kind === "dockerfile" && {
      change: { ...change, text: local(change.text) },
    }),
  };
}

function local(dockerfile: string): string {
  return dockerfile.replace(/^(#\s*)syntax(\s*=)/im, "$1frontend$2");
}

/** The file that an archive is. */
export function archiveBytes({ gzip, entries }: Archive): Buffer {
  const bytes = writeTar(entries);
  return gzip ? gzipSync(bytes) : bytes;
}
