import { commandPlaces } from "../build/command-presence.ts";
import type { Image } from "../build/simulate.ts";
import {
  absolute,
  nameOf,
  parentOf,
  type Entry,
  type Origin,
} from "../build/tree.ts";
import { knownText } from "../value.ts";
import { withoutRuntimeOptions } from "./runtime-options.ts";

/** The files that an argument of an accepted command may name. */
export interface KnownFiles {
  /** Paths of the exercise's files. */
  readonly paths: ReadonlySet<string>;
  /** Paths of `produces`. */
  readonly produced: ReadonlySet<string>;
}

/** Whether a command is one that the exercise accepts. */
export type Sameness =
  | { readonly kind: "same" }
  | { readonly kind: "other" }
  | { readonly kind: "unknown"; readonly because: string };

/** Where a command is started. */
interface Started {
  readonly image: Image;
  readonly known: KnownFiles;
  /** The directory it runs in; that of WORKDIR where it is not known. */
  readonly directory: string | undefined;
}

const SAME: Sameness = { kind: "same" };
const OTHER: Sameness = { kind: "other" };

/**
 * Whether the application is started as accepted: a file of the exercise counts wherever the image has it, a program by
 * its name, and options of a runtime that change nothing of what it runs do not count.
 */
export function sameCommand(
  accepted: readonly string[],
  actual: readonly string[],
  at: Started,
): Sameness {
  const wanted = withoutRuntimeOptions(accepted);
  const given = withoutRuntimeOptions(actual);
  if (given.length !== wanted.length) return OTHER;
  // What the exercise asks for counts: "node --watch".
  const options = actual.slice(1, actual.length - given.length + 1);
  if (
    !accepted
      .slice(1, accepted.length - wanted.length + 1)
      .every((option) => options.includes(option))
  )
    return OTHER;
  const [program = "", ...rest] = given;
  const [wantedProgram = "", ...wantedRest] = wanted;
  if (!isProgram(wantedProgram, program, at)) return OTHER;
  let found = SAME;
  for (const [index, argument] of rest.entries()) {
    const same = sameArgument(wantedRest[index] ?? "", argument, at);
    if (same.kind === "other") return OTHER;
    if (same.kind === "unknown") found = same;
  }
  return found;
}

/** Whether a program is the one that is wanted: by its name, unless the image is known to have another file there. */
function isProgram(
  wanted: string,
  given: string,
  { image, known, directory }: Started,
): boolean {
  const inDirectory = given.includes("/")
    ? absolute(given, directory ?? "/")
    : given;
  const entry = commandPlaces(image.config, inDirectory)
    .map((place) => image.tree.get(image.tree.follow(place) ?? place))
    .find((found) => found !== undefined && found.type !== "directory");
  switch (entry?.origin.kind) {
    case "context":
      return entry.origin.path === wanted;
    case "declared":
      if (entry.origin.lacks !== undefined) return false;
      if (known.produced.has(wanted))
        return nameOf(entry.origin.path) === nameOf(wanted);
      break;
    case "heredoc":
      return false;
  }
  return sameName(nameOf(wanted), nameOf(given));
}

const PYTHON = /^python(?:3(?:\.\d+)?)?$/;

/** No image that we know of has a Python 2. */
function sameName(wanted: string, given: string): boolean {
  return wanted === given || (PYTHON.test(wanted) && PYTHON.test(given));
}

function sameArgument(
  wanted: string,
  given: string,
  { image, known, directory }: Started,
): Sameness {
  const place = absolute(
    given,
    directory ?? knownText(image.config.workdir.value) ?? "/",
  );
  const { tree } = image;
  const entry = tree.get(tree.follow(place) ?? place);
  const { origin } = entry ?? {};
  if (origin?.kind === "context" || origin?.kind === "declared")
    if (entry?.type === "file")
      return origin.path === wanted && isComplete(origin) ? SAME : OTHER;
  const isText = given === wanted;
  // A file that is not in the image starts nothing.
  if (known.paths.has(wanted) || !isText) return OTHER;
  if (!known.produced.has(wanted)) return SAME;
  return madeAs(given, place, entry, image);
}

/** Whether what a file is made from was there. */
function isComplete(origin: Origin): boolean {
  return origin.kind !== "declared" || origin.lacks === undefined;
}

/** Whether a file that the exercise's commands write is there, where another command may have written it. */
function madeAs(
  given: string,
  place: string,
  entry: Entry | undefined,
  { tree }: Image,
): Sameness {
  if (entry !== undefined)
    return entry.origin.kind === "command" && entry.text === undefined
      ? SAME
      : OTHER;
  if (tree.exists(place) === "absent") return OTHER;
  // A command put something there that the text does not tell: "curl -o regions".
  return tree.isObscured(place) && !tree.isObscured(parentOf(place))
    ? SAME
    : {
        kind: "unknown",
        because: `Whether the image has ${given} is not known`,
      };
}
