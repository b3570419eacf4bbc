import { readDockerfile } from "../dockerfile/model.ts";
import type { Difference } from "./cache-content.ts";
import { withSent, type BuildContext, type ContextEntry } from "./context.ts";
import { compileGlob } from "./glob.ts";
import { simulateDockerfile, type Build } from "./simulate.ts";

/** What is changed between two builds. */
export type BuildChange =
  /**
   * The content of the files that the context has at a path or pattern (`src/**`). A path that it does not have is a new
   * file.
   */
  | { readonly kind: "file"; readonly path: string }
  /** The value given with `--build-arg`. */
  | {
      readonly kind: "argument";
      readonly name: string;
      readonly value: string;
    }
  /** An image, named as in the Dockerfile: its tag now stands for another digest. */
  | { readonly kind: "image"; readonly name: string }
  /** The Dockerfile: its new text. */
  | { readonly kind: "dockerfile"; readonly text: string };

/** What is taken to be changed besides what the two builds tell. */
export type Assumption = Pick<Difference, "file" | "image" | "textsHold">;

export const AS_TOLD: Assumption = {
  file: () => false,
  image: () => false,
  textsHold: true,
};

/** What a change takes to be other than the text tells. */
export function assumed(change: BuildChange): Assumption {
  switch (change.kind) {
    case "file": {
      const glob = compileGlob(change.path, { deep: true });
      // The new content is not known, nor is what commands make of it.
      return {
        ...AS_TOLD,
        file: (path) => glob?.matches(path) === true,
        textsHold: false,
      };
    }
    case "image":
      return { ...AS_TOLD, image: (name) => name === change.name };
    case "argument":
    case "dockerfile":
      return AS_TOLD;
  }
}

/** The build after a change. */
export function buildAfter(build: Build, change: BuildChange): Build {
  const { dockerfile, context, options } = build;
  const { file } = dockerfile;
  switch (change.kind) {
    case "image":
      return build;
    case "file":
      return isNewFile(build, change.path)
        ? simulateDockerfile(
            dockerfile,
            withFile(context, change.path),
            options,
          )
        : build;
    case "argument": {
      const given = { ...options.buildArguments, [change.name]: change.value };
      return simulateDockerfile(
        readDockerfile({ [file]: dockerfile.text }, file, given),
        context,
        { ...options, buildArguments: given },
      );
    }
    case "dockerfile": {
      // The Dockerfile is a file of the context too, and "COPY . ." takes it along.
      const entry = context.sent.get(file);
      return simulateDockerfile(
        readDockerfile({ [file]: change.text }, file, options.buildArguments),
        entry === undefined
          ? context
          : withSent(context, [[file, { ...entry, text: change.text }]]),
        options,
      );
    }
  }
}

/** Files of the context: those that are sent, and those that `.dockerignore` leaves out. */
export interface ChangedFiles {
  readonly sent: readonly string[];
  readonly ignored: readonly string[];
}

/** The files of a context that a change is about. */
export function filesOf({ context }: Build, change: BuildChange): ChangedFiles {
  if (change.kind !== "file") return { sent: [], ignored: [] };
  const glob = compileGlob(change.path, { deep: true });
  const matching = (paths: Iterable<string>): readonly string[] =>
    [...paths].filter((path) => glob?.matches(path) === true);
  return {
    sent: matching(context.sent.keys()),
    ignored: matching(context.ignored.keys()),
  };
}

/** Whether a path is none of a pattern, and a file that could be sent and is not there yet. */
function isNewFile({ context }: Build, path: string): boolean {
  if (!/^[^/*?[\\]/.test(path) || /[*?[\\]|(?:^|\/)\.{0,2}(?:\/|$)/.test(path))
    return false;
  return (
    !context.sent.has(path) &&
    !context.ignored.has(path) &&
    context.ignore.decides(path)?.negated !== false
  );
}

/** A context with one file more, whose content is not known. */
function withFile(context: BuildContext, path: string): BuildContext {
  const added: [string, ContextEntry][] = [];
  const entry = {
    text: undefined,
    size: 0,
    target: undefined,
    entries: undefined,
  };
  for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1))
    if (!context.sent.has(path.slice(0, at)))
      added.push([
        path.slice(0, at),
        { ...entry, type: "directory", mode: 0o755 },
      ]);
  added.push([path, { ...entry, type: "file", mode: 0o644 }]);
  return withSent(context, added);
}
