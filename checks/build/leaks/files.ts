import { chainOf } from "../../dockerfile/queries.ts";
import type { Span } from "../../files.ts";
import { secretFile } from "../../secrets.ts";
import { knownText } from "../../value.ts";
import type { Build, BuiltStage, Step } from "../simulate.ts";
import { nameOf, type Entry } from "../tree.ts";
import type { Leak } from "./leak.ts";
import { fileCommand } from "./recover.ts";
import { secretsWrittenBy } from "./written.ts";

/** A file with a secret in the layer of a step. */
interface SecretFile {
  /** Undefined where it cannot be told. */
  readonly path: string | undefined;
  readonly shown: string;
  /** What it holds. */
  readonly what: string;
  readonly at: Span;
  readonly step: Step;
  /** What it is a copy of: copies are told once. */
  readonly source: string;
  /** Its text, where that is known. */
  readonly text: string | undefined;
}

/** What a file of a layer holds, judged by where it comes from and where it stands; undefined where it is no secret. */
export function secretEntry(
  path: string,
  { type, origin, text }: Entry,
): string | undefined {
  if (type !== "file") return undefined;
  return (
    (origin.kind === "context" ? secretFile(origin.path, text) : undefined) ??
    secretFile(path, text)
  );
}

const known = new WeakMap<Build, readonly Leak[]>();

/**
 * The files with secrets in the layers of the image, and those of other stages that only the builder keeps; worked out
 * once for a rule and for what exercises ask.
 */
export function fileLeaks(build: Build): readonly Leak[] {
  let leaks = known.get(build);
  if (leaks === undefined) known.set(build, (leaks = findLeaks(build)));
  return leaks;
}

function findLeaks(build: Build): readonly Leak[] {
  const shipped = new Set(build.image && chainOf(build.image.stage));
  const leaks: Leak[] = [];
  const told = new Set<string>();
  // A stage of the image first: what ships is not told a second time for a stage that does not.
  const stages = [...build.stages].sort(
    (a, b) => Number(shipped.has(b.stage)) - Number(shipped.has(a.stage)),
  );
  const inImage = build.stages
    .filter(({ stage }) => shipped.has(stage))
    .flatMap(({ steps }) => steps);
  for (const built of stages)
    for (const step of built.steps)
      for (const file of secretFilesOf(step, built, build)) {
        if (told.has(file.source)) continue;
        told.add(file.source);
        leaks.push(
          shipped.has(built.stage)
            ? inLayer(file, build, inImage.slice(inImage.indexOf(step) + 1))
            : inCache(file, build),
        );
      }
  return leaks;
}

function inLayer(file: SecretFile, build: Build, later: readonly Step[]): Leak {
  const { lines, file: dockerfile } = build.dockerfile;
  const { path, shown, what, at, step } = file;
  const hiddenBy = later.find((next) => hides(next, file))?.instruction;
  const lineOf = ({ start }: Span): number => lines.position(start).line;
  return {
    surface: "layer",
    name: shown,
    what,
    at,
    hiddenBy,
    reason:
      hiddenBy === undefined
        ? `${shown} holds ${what}, and everyone who can pull the image can unpack it from a layer.`
        : `${shown} holds ${what}: ${hiddenBy.keyword} in line ${lineOf(hiddenBy)} hides it, but the layer of line ${lineOf(step.instruction)} still has it.`,
    command: fileCommand("layer", step.stage, dockerfile, {
      path,
      name: nameOf(shown),
    }),
  };
}

function inCache(
  { path, shown, what, at, step }: SecretFile,
  { dockerfile }: Build,
): Leak {
  const stage = step.stage.name ?? String(step.stage.index);
  return {
    surface: "cache",
    name: shown,
    what,
    at,
    hiddenBy: undefined,
    reason: `${shown} holds ${what}: not in the image, but in the builder's cache of the stage ${stage}, and in every cache that is exported with mode=max.`,
    command: fileCommand("cache", step.stage, dockerfile.file, {
      path,
      name: nameOf(shown),
    }),
  };
}

/** Whether a later layer takes a file out of sight, or puts another text in its place. */
function hides({ layer }: Step, { path, text }: SecretFile): boolean {
  return (
    path !== undefined &&
    layer?.changes.some((change) =>
      change.kind === "delete"
        ? path === change.path || path.startsWith(`${change.path}/`)
        : path === change.path && text !== change.entry.text,
    ) === true
  );
}

function* secretFilesOf(
  step: Step,
  { machine }: BuiltStage,
  { context }: Build,
): Generator<SecretFile> {
  const seen = new Set<string>();
  const put = new Map<string, string | undefined>();
  for (const change of step.layer?.changes ?? []) {
    if (change.kind !== "put") continue;
    const { path, entry } = change;
    const source = entry.origin.kind === "context" ? entry.origin.path : path;
    seen.add(source);
    const what = secretEntry(path, entry);
    put.set(path, what);
    if (what === undefined) continue;
    const at = placeOf(step, source);
    yield { path, shown: path, what, at, step, source, text: entry.text };
  }
  // Where the destination is hidden, the layer does not name them.
  for (const source of isCopy(step) ? step.reads : []) {
    if (seen.has(source)) continue;
    const text = context.sent.get(source)?.text;
    const what = secretFile(source, text);
    if (what === undefined) continue;
    const at = placeOf(step, source);
    yield { path: undefined, shown: source, what, at, step, source, text };
  }
  const isListed = step.layer?.unknown.length === 0;
  for (const file of secretsWrittenBy(step, context, machine)) {
    const { path } = file;
    const shown = path ?? file.shown;
    const isGone = path !== undefined && isListed && !put.has(path);
    const isTold = path !== undefined && put.get(path) !== undefined;
    if (!isGone && !isTold)
      yield { ...file, shown, step, source: shown, text: undefined };
  }
}

function isCopy({ instruction: { keyword } }: Step): boolean {
  return keyword === "COPY" || keyword === "ADD";
}

/** The source that names the file, or the whole instruction. */
function placeOf({ instruction }: Step, source: string): Span {
  const named =
    instruction.keyword === "COPY" || instruction.keyword === "ADD"
      ? instruction.sources.find(
          ({ value }) => knownText(value)?.replace(/^\.?\//, "") === source,
        )
      : undefined;
  return named ?? instruction;
}
