import { compileGlob } from "../../build/glob.ts";
import { launchOf } from "../../build/launch.ts";
import type { Image } from "../../build/simulate.ts";
import { absolute, parentOf } from "../../build/tree.ts";
import { volumePaths, writeTo } from "../../build/writes.ts";
import type { Span } from "../../files.ts";
import { knownText } from "../../value.ts";
import {
  defineFact,
  met,
  NO_IMAGE,
  open,
  texts,
  unknownFact,
  type FactResult,
  type Reader,
} from "../fact.ts";

/** What the container's user can write to; at least one of the three. */
interface Writes {
  /**
   * Paths it must be able to write to, absolute or from the directory that the application runs in. Outside of what base
   * images leave to applications, as /app, /data and /srv, a path that nothing makes is unknown.
   */
  readonly all?: readonly string[];
  /** As `all`, and they lie in a VOLUME, so that they stay writable with a read-only root file system. */
  readonly volumes?: readonly string[];
  /** Patterns of context files that it must not be able to change or replace, wherever the image has them. */
  readonly none?: readonly string[];
}

const NAMES = ["all", "volumes", "none"] as const;

const writes: Reader<Writes> = {
  wants: `{ all: ${texts.wants}, volumes: ${texts.wants}, none: ${texts.wants} }, or some of them`,
  read: (value) => {
    if (typeof value !== "object" || value === null) return undefined;
    const given = Object.entries(value);
    const read = given.flatMap(([name, list]) => {
      const paths = texts.read(list);
      return NAMES.some((known) => known === name) && paths !== undefined
        ? [[name, paths] as const]
        : [];
    });
    return given.length === 0 || read.length < given.length
      ? undefined
      : Object.fromEntries(read);
  },
};

/** `writes: { all: [/var/lib/notes] }`: what the user that the container runs as can write to, by owners and modes. */
export default defineFact({
  name: "writes",
  value: writes,
  judge: ({ all = [], volumes = [], none = [] }, { build: { image } }) => {
    if (image?.stage.from === undefined) return NO_IMAGE;
    const at = image.config.user.by ?? image.stage.from;
    const results = [
      ...volumes.map((path) => inVolume(pathIn(path, image), image, at)),
      ...[...all, ...volumes].map((path) => canWrite(path, image, at)),
      ...none.map((pattern) => cannotWrite(pattern, image, at)),
    ];
    return (
      results.find(({ state }) => state === "open") ??
      results.find(({ state }) => state === "unknown") ??
      met(toldOf([...all, ...volumes], none), at)
    );
  },
});

function toldOf(can: readonly string[], cannot: readonly string[]): string {
  if (can.length === 0)
    return `The container's user cannot change ${cannot.join(" and ")}.`;
  const all = `The container's user can write to ${can.join(" and ")}`;
  return cannot.length === 0
    ? `${all}.`
    : `${all}, and cannot change ${cannot.join(" and ")}.`;
}

function pathIn(path: string, image: Image): string {
  const launch = launchOf(image);
  const started = launch.kind === "known" ? launch.directory : undefined;
  return absolute(
    path,
    started ?? knownText(image.config.workdir.value) ?? "/",
  );
}

function canWrite(path: string, image: Image, at: Span): FactResult {
  const { can, because } = writeTo(pathIn(path, image), image);
  switch (can) {
    case "yes":
      return met(because, at);
    case "no":
      return open(`Writing to ${path} fails: ${because}.`, at);
    case "unknown":
      return unknownFact(`whether writing to ${path} works: ${because}`, at);
  }
}

function inVolume(path: string, image: Image, at: Span): FactResult {
  const volumes = [...volumePaths(image)];
  if (volumes.some((volume) => `${path}/`.startsWith(`${volume}/`)))
    return met(`${path} is in a volume.`, at);
  const { openBecause } = image.config.volumes;
  return openBecause === undefined
    ? open(
        `${path} is in no volume, so nothing can be written there once the root file system is read-only.`,
        at,
      )
    : unknownFact(`whether ${path} is in a volume: ${openBecause}`, at);
}

function cannotWrite(pattern: string, image: Image, at: Span): FactResult {
  const glob = compileGlob(pattern, { deep: true });
  const paths = [...image.tree.entries()].flatMap(([path, { origin }]) =>
    origin.kind === "context" && glob?.matches(origin.path) === true
      ? [path]
      : [],
  );
  if (paths.length === 0) return open(`The image holds no ${pattern}.`, at);
  let doubt: FactResult | undefined;
  for (const path of paths) {
    const own = writeTo(path, image);
    if (own.can === "yes")
      return open(`The application can change ${path}: ${own.because}.`, at);
    const directory = writeTo(parentOf(path), image);
    // In a sticky directory, as /tmp, only the owner of a file replaces it (man 7 inode).
    const isSticky = ((image.tree.get(parentOf(path))?.mode ?? 0) & 0o1000) > 0;
    if (directory.can === "yes" && !isSticky)
      return open(
        `The application can replace ${path}: ${directory.because}.`,
        at,
      );
    const untold = [own, directory].find(({ can }) => can === "unknown");
    if (untold !== undefined)
      doubt ??= unknownFact(
        `whether the application can change ${path}: ${untold.because}`,
        at,
      );
  }
  return doubt ?? met(`The application cannot change ${pattern}.`, at);
}
