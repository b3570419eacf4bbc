import { statSync } from "node:fs";
import { basename, resolve } from "node:path";
import {
  fixAll,
  report,
  type Finding,
  type Report,
  type Rule,
} from "../index.ts";
import type { LintedFile, Unreadable } from "../report/linted.ts";
import { dockerfilesBelow, type Found } from "./find-dockerfiles.ts";
import {
  ignoreFileBeside,
  readDockerfileAt,
  textOf,
  writeDockerfile,
} from "./read-dockerfile.ts";
import { shownPath, type Terminal } from "./terminal.ts";
import { failureOf } from "./unusable.ts";

/** What to do with the files. */
export interface LintJob {
  readonly terminal: Terminal;
  readonly rules: readonly Rule[];
  /** Whether fixes are applied and written. */
  readonly fix: boolean;
  /** What stands on standard input; undefined where it is not asked for. */
  readonly input: Input | undefined;
}

/** A Dockerfile from standard input. */
export interface Input {
  readonly bytes: Buffer;
  /** What it is called; undefined where it has no place. */
  readonly path: string | undefined;
}

/** One linted file, or what could not be used. */
export type LintResult =
  | { readonly kind: "linted"; readonly file: LintedFile }
  | ({ readonly kind: "unreadable" } & Unreadable);

/** The path that stands for standard input. */
export const INPUT = "-";

/** Lints the Dockerfiles at paths, each once, and gives them one at a time. */
export function* lintPaths(
  paths: readonly string[],
  job: LintJob,
): Generator<LintResult> {
  const { terminal, input } = job;
  const seen = new Set<string>();
  for (const path of paths) {
    let found = 0;
    for (const place of placesAt(path, terminal.folder)) {
      found++;
      if (seen.has(place.path)) continue;
      seen.add(place.path);
      const shown = shownPath(terminal.folder, place.path);
      if (place.kind === "unreadable")
        yield { kind: "unreadable", path: shown, because: place.because };
      else if (place.path === INPUT && input !== undefined)
        yield lintInput(input, job);
      else yield* lintFile(place.path, shown, job);
    }
    if (found === 0)
      yield {
        kind: "unreadable",
        path,
        because: "there is no Dockerfile in it",
      };
  }
}

function* placesAt(path: string, folder: string): Generator<Found> {
  if (path === INPUT) {
    yield { kind: "file", path };
    return;
  }
  const at = resolve(folder, path);
  try {
    if (!statSync(at).isDirectory()) {
      yield { kind: "file", path: at };
      return;
    }
  } catch (error) {
    yield { kind: "unreadable", path: at, because: failureOf(error) };
    return;
  }
  yield* dockerfilesBelow(at);
}

function lintInput(
  { bytes, path: named }: Input,
  { terminal, rules }: LintJob,
): LintResult {
  const path = named ?? "stdin";
  const read = textOf(bytes);
  if (read.kind === "unreadable") return { ...read, path };
  const ignore =
    named === undefined
      ? {}
      : ignoreFileBeside(resolve(terminal.folder, named));
  const dockerfile = basename(path);
  const files = { ...ignore, [dockerfile]: read.text };
  return linted(path, read.text, report(files, { rules, dockerfile }));
}

function* lintFile(
  path: string,
  shown: string,
  job: LintJob,
): Generator<LintResult> {
  const read = readDockerfileAt(path);
  if (read.kind === "unreadable") {
    yield { ...read, path: shown };
    return;
  }
  const dockerfile = basename(path);
  const files = { ...ignoreFileBeside(path), [dockerfile]: read.text };
  const options = { rules: job.rules, dockerfile };
  if (job.fix) {
    const all = fixAll(files, options);
    const text = all.files[dockerfile] ?? read.text;
    const because =
      all.applied.length === 0 ? undefined : failedWrite(path, text, read);
    if (because === undefined) {
      yield linted(shown, text, all, all.applied);
      return;
    }
    yield { kind: "unreadable", path: shown, because };
  }
  yield linted(shown, read.text, report(files, options));
}

function linted(
  path: string,
  text: string,
  { findings, skipped }: Report,
  fixed: readonly Finding[] = [],
): LintResult {
  return { kind: "linted", file: { path, text, findings, skipped, fixed } };
}

/** Writes a fixed text; what went wrong, if anything did. */
function failedWrite(
  path: string,
  text: string,
  read: { readonly byteOrderMark: boolean },
): string | undefined {
  try {
    writeDockerfile(path, text, read);
    return undefined;
  } catch (error) {
    return `the fixes were not written: ${failureOf(error)}`;
  }
}
