import { launchOf } from "../build/launch.ts";
import type { Build, Image } from "../build/simulate.ts";
import { declaredFile } from "../build/produces.ts";
import { absolute } from "../build/tree.ts";
import { knownText } from "../value.ts";
import { sameCommand, type KnownFiles, type Sameness } from "./same-command.ts";
import type { Keep } from "./schema.ts";

/** Whether something the starter had is still there. */
export interface KeepState {
  readonly state: "kept" | "lost" | "unknown";
  /** What is so, in one sentence. */
  readonly reason: string;
}

/** Judges a keep on the image a build would give. `paths` are those of the exercise's files. */
export function judgeKeep(
  keep: Keep,
  build: Build,
  paths: ReadonlySet<string>,
): KeepState {
  const { image } = build;
  if (image?.stage.from === undefined)
    return { state: "lost", reason: "There is no image any more." };
  if (keep.command !== undefined)
    return judgeCommand(keep.command, image, {
      paths,
      produced: producedPaths(build),
    });
  if (keep.port !== undefined) return judgePort(keep.port, image);
  return judgeFiles(keep.files ?? [], image, producedPaths(build));
}

function producedPaths({ options }: Build): ReadonlySet<string> {
  return new Set(
    Object.values(options.produces ?? {})
      .flat()
      .map((file) => declaredFile(file).path),
  );
}

function judgeCommand(
  accepted: readonly (readonly string[])[],
  image: Image,
  known: KnownFiles,
): KeepState {
  const wanted = (accepted[0] ?? []).join(" ");
  const launch = launchOf(image);
  if ("missing" in launch && launch.missing !== undefined)
    return {
      state: "lost",
      reason: `The container does not start: ${launch.missing} is not in the image.`,
    };
  if ("refused" in launch && launch.refused !== undefined)
    return {
      state: "lost",
      reason: `The container does not start: ${launch.refused}.`,
    };
  if (launch.kind === "none")
    return { state: "lost", reason: "The image starts nothing any more." };
  if (launch.kind === "unknown")
    return {
      state: "unknown",
      reason: `What the image starts cannot be told: ${launch.because}.`,
    };
  const { application } = launch;
  const started = application.join(" ");
  const among = (argv: readonly string[]): Sameness =>
    bestOf(
      accepted.map((one) =>
        sameCommand(one, argv, { image, known, directory: launch.directory }),
      ),
    );
  const found = among(application);
  if (found.kind === "same")
    return { state: "kept", reason: `The image starts ${started}.` };
  if (found.kind === "unknown")
    return { state: "unknown", reason: `${found.because}.` };
  const below = application.some(
    (_, at) => among(application.slice(at + 1)).kind === "same",
  );
  return below
    ? {
        state: "unknown",
        reason: `Whether ${application[0] ?? "it"} starts ${wanted} cannot be told.`,
      }
    : {
        state: "lost",
        reason:
          started === wanted
            ? (madeTooEarly(application, image) ??
              `The image starts ${started}, but does not hold the file it names.`)
            : `The image starts ${started} instead of ${wanted}.`,
      };
}

function bestOf(all: readonly Sameness[]): Sameness {
  return (
    all.find(({ kind }) => kind === "same") ??
    all.find(({ kind }) => kind === "unknown") ?? { kind: "other" }
  );
}

function judgePort(port: number, image: Image): KeepState {
  const { items, openBecause } = image.config.ports;
  if (items.includes(`${port}/tcp`))
    return { state: "kept", reason: `The image declares port ${port}.` };
  return openBecause === undefined
    ? { state: "lost", reason: `The image no longer declares port ${port}.` }
    : {
        state: "unknown",
        reason: `Whether the image declares port ${port} cannot be told: ${openBecause}.`,
      };
}

function judgeFiles(
  paths: readonly string[],
  image: Image,
  produced: ReadonlySet<string>,
): KeepState {
  const shipped = new Set<string>();
  for (const [, { origin }] of image.tree.entries())
    if (
      origin.kind === "context" ||
      (origin.kind === "declared" && origin.lacks === undefined)
    )
      shipped.add(origin.path);
  // A command that names where it writes is declared with an absolute path: `python /app/index.py: [/app/index.json]`.
  const named = [...shipped].filter((path) => path.startsWith("/"));
  const missing = paths.filter(
    (path) =>
      !shipped.has(path) && !named.some((place) => place.endsWith(`/${path}`)),
  );
  if (missing.length === 0)
    return { state: "kept", reason: `The image holds ${paths.join(", ")}.` };
  const early = madeTooEarly(missing, image);
  if (early !== undefined) return { state: "lost", reason: early };
  // What another stage made may be a copy of them.
  const opaque = [...image.tree.entries()].find(
    ([, { type, origin }]) => type === "opaque" && origin.kind === "command",
  );
  const [untold] = missing.filter(
    (path) => produced.has(path) && mayBeMade(path, image),
  );
  if (opaque === undefined && untold !== undefined)
    return {
      state: "unknown",
      reason: `Whether the image holds ${untold} cannot be told.`,
    };
  return opaque === undefined
    ? { state: "lost", reason: `The image lacks ${missing.join(", ")}.` }
    : {
        state: "unknown",
        reason: `Whether ${opaque[0]} holds ${missing.join(", ")} cannot be told.`,
      };
}

/** Which of the files was made before what it is made from was there. */
function madeTooEarly(
  paths: readonly string[],
  { tree }: Image,
): string | undefined {
  for (const [, { origin }] of tree.entries())
    if (
      origin.kind === "declared" &&
      origin.lacks !== undefined &&
      paths.includes(origin.path)
    )
      return `${origin.command} runs before ${origin.lacks} is there, so it does not make ${origin.path} from it.`;
  return undefined;
}

/** Whether a command whose effect is not known may have written a file where the application runs. */
function mayBeMade(path: string, { config, tree }: Image): boolean {
  const directory = knownText(config.workdir.value);
  return (
    directory === undefined ||
    tree.exists(absolute(path, directory)) === "unknown"
  );
}
