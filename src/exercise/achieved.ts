import { isPushed, leaksOf } from "../../checks/build/leaks.ts";
import { rebuild } from "../../checks/build/rebuild.ts";
import { sizeOf } from "../../checks/build/size.ts";
import type { Build, Image } from "../../checks/build/simulate.ts";
import { stopOf, type Stop } from "../../checks/build/stop.ts";
import { isRoot } from "../../checks/dockerfile/user.ts";
import type { Exercise } from "../../checks/exercise/exercise.ts";
import { answerFiles } from "../../checks/exercise/grade.ts";
import type { Files } from "../../checks/files.ts";
import { bytes } from "../../checks/report/columns.ts";
import { subjectOf } from "../../checks/subject.ts";

/** One thing that an answer has changed, told by what the image was and is. */
export interface Achievement {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** What of two images is compared; undefined where it is not known. */
interface Comparison {
  readonly what: string;
  readonly of: (image: Image, build: Build) => string | undefined;
}

/** What an answer has changed since the starter, in facts that are known of both images; what is the same is left out. */
export function achievementsOf(
  exercise: Exercise,
  files: Files,
): readonly Achievement[] {
  const before = buildOf(exercise, exercise.starter);
  const after = buildOf(exercise, files);
  return comparisons(exercise).flatMap(({ what, of }) => {
    const [was, is] = [before, after].map((build) =>
      build.image === undefined ? undefined : of(build.image, build),
    );
    return was === undefined || is === undefined || was === is
      ? []
      : [{ what, before: was, after: is }];
  });
}

function buildOf(exercise: Exercise, files: Files): Build {
  return subjectOf(answerFiles(exercise, files), {
    context: "complete",
    produces: exercise.produces,
  }).build;
}

function comparisons(exercise: Exercise): readonly Comparison[] {
  const source = sourceOf(exercise);
  return [
    { what: "Runs as", of: userIn },
    ...(source === undefined
      ? []
      : [
          {
            what: `Steps that run again after a change of ${source}`,
            of: (_: Image, build: Build) => stepsAgain(build, source),
          },
        ]),
    { what: "Secrets that can be recovered", of: secretsIn },
    { what: "On docker stop", of: stopIn },
    { what: "To pull, estimated", of: sizeIn },
  ];
}

/** The file whose change a goal speaks of, or else the first one that the learner may only read and must keep. */
function sourceOf({ goals, keeps, edit }: Exercise): string | undefined {
  for (const { fact } of goals) {
    const { rebuild: asked } = fact;
    if (typeof asked === "object" && asked !== null && "change" in asked)
      return String(asked.change);
  }
  return keeps
    .flatMap(({ files = [] }) => files)
    .find((path) => !edit.includes(path));
}

function userIn({ config }: Image): string | undefined {
  const { value } = config.user;
  if (value.kind === "unknown") return undefined;
  return isRoot(value.value) ? "root" : value.value;
}

function stepsAgain(build: Build, path: string): string | undefined {
  const { steps } = rebuild(build, { kind: "file", path });
  const kinds = steps.map(({ cache }) => cache.kind);
  if (kinds.includes("unknown")) return undefined;
  const again = kinds.filter((kind) => kind === "miss").length;
  return `${again} of ${kinds.filter((kind) => kind !== "none").length}`;
}

function secretsIn(_: Image, build: Build): string | undefined {
  const { leaks, unknown } = leaksOf(build);
  const pushed = leaks.filter(isPushed).length;
  if (pushed > 0) return String(pushed);
  return unknown.length > 0 ? undefined : "none";
}

function stopIn(image: Image): string | undefined {
  const stop = stopOf(image);
  const words: Readonly<Record<Stop["kind"], string | undefined>> = {
    graceful: "the application shuts down in order",
    terminated: "the signal ends it at once",
    "cut-off": "cut off before it has shut down",
    killed: `killed after ${stop.graceSeconds} s`,
    "not-started": undefined,
    unknown: undefined,
  };
  return words[stop.kind];
}

function sizeIn(_: Image, build: Build): string | undefined {
  const size = sizeOf(build);
  // A base whose size is not known leaves next to nothing.
  const base = size?.parts[0];
  if (size === undefined || base === undefined || base.low === 0)
    return undefined;
  return size.high === undefined
    ? `at least ${bytes(size.low)}`
    : `${bytes(size.low)} to ${bytes(size.high)}`;
}
