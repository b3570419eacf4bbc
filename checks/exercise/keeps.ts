import { launchOf } from "../build/launch.ts";
import type { Build, Image } from "../build/simulate.ts";
import { absolute } from "../build/tree.ts";
import { knownText } from "../value.ts";
import type { Keep } from "./schema.ts";

/** Whether something the starter had is still there. */
export interface KeepState {
  readonly state: "kept" | "lost" | "unknown";
  /** What is so, in one sentence. */
  readonly reason: string;
}

/** Judges a keep on the image a build would give. */
export function judgeKeep(keep: Keep, { image }: Build): KeepState {
  if (image?.stage.from === undefined)
    return { state: "lost", reason: "There is no image any more." };
  if (keep.command !== undefined) return judgeCommand(keep.command, image);
  if (keep.port !== undefined) return judgePort(keep.port, image);
  return judgeFiles(keep.files ?? [], image);
}

function judgeCommand(
  accepted: readonly (readonly string[])[],
  image: Image,
): KeepState {
  const wanted = (accepted[0] ?? []).join(" ");
  const launch = launchOf(image);
  if ("missing" in launch && launch.missing !== undefined)
    return {
      state: "lost",
      reason: `The container does not start: ${launch.missing} is not in the image.`,
    };
  if (launch.kind === "none")
    return { state: "lost", reason: "The image starts nothing any more." };
  if (launch.kind === "unknown")
    return {
      state: "unknown",
      reason: `What the image starts cannot be told: ${launch.because}.`,
    };
  const { application } = launch;
  if (accepted.some((argv) => sameCommand(argv, application, image)))
    return {
      state: "kept",
      reason: `The image starts ${application.join(" ")}.`,
    };
  const started = application.join(" ");
  const below = application.some((_, at) =>
    accepted.some((argv) =>
      sameCommand(argv, application.slice(at + 1), image),
    ),
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
            ? `The image starts ${started}, but does not hold the file it names.`
            : `The image starts ${started} instead of ${wanted}.`,
      };
}

/** Whether the application is started as accepted: a file of the context counts wherever the image has it. */
function sameCommand(
  accepted: readonly string[],
  actual: readonly string[],
  image: Image,
): boolean {
  const [program = "", ...rest] = actual;
  const named = [program.slice(program.lastIndexOf("/") + 1), ...rest];
  const plain = withoutRuntimeOptions(named);
  if (plain.length !== accepted.length) return false;
  const directory = knownText(image.config.workdir.value) ?? "/";
  return accepted.every((wanted, at) => {
    const given = plain[at] ?? "";
    const origin = image.tree.get(absolute(given, directory))?.origin;
    if (origin?.kind === "context") return origin.path === wanted;
    // The program is found by its name; a file that is not in the image starts nothing.
    return at === 0 || !wanted.includes(".") ? given === wanted : false;
  });
}

/** Options of Node that run something else than the file, or nothing. */
const INSTEAD =
  /^--(?:build-|check|completion|eval|experimental-sea|help|interactive|print|prof-process|run|test|v8-options|version)/;

/** `node --enable-source-maps server.js` starts what `node server.js` starts. */
function withoutRuntimeOptions(argv: readonly string[]): readonly string[] {
  const [program = "", ...rest] = argv;
  if (program !== "node") return argv;
  const first = rest.findIndex(
    (argument) => !argument.startsWith("--") || INSTEAD.test(argument),
  );
  return [program, ...rest.slice(Math.max(first, 0))];
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

function judgeFiles(paths: readonly string[], image: Image): KeepState {
  const shipped = new Set<string>();
  for (const [, { origin }] of image.tree.entries())
    if (origin.kind === "context") shipped.add(origin.path);
  const missing = paths.filter((path) => !shipped.has(path));
  if (missing.length === 0)
    return { state: "kept", reason: `The image holds ${paths.join(", ")}.` };
  // What another stage made may be a copy of them.
  const opaque = [...image.tree.entries()].find(
    ([, { type, origin }]) => type === "opaque" && origin.kind === "command",
  );
  return opaque === undefined
    ? { state: "lost", reason: `The image lacks ${missing.join(", ")}.` }
    : {
        state: "unknown",
        reason: `Whether ${opaque[0]} holds ${missing.join(", ")} cannot be told.`,
      };
}
