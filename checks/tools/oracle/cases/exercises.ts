import { readdirSync } from "node:fs";
import { join } from "node:path";
import { targetStage } from "../../../build/stage-sources.ts";
import { readDockerfile } from "../../../dockerfile/model.ts";
import type { Files } from "../../../files.ts";
import { parseExercise } from "../../../exercise/parse-exercise.ts";
import type { ExerciseSource } from "../../../exercise/exercise.ts";
import {
  contentFolder,
  frontmatterOf,
  readFolder,
} from "../../../testing/content.ts";
import type { BuildCase } from "../build-case.ts";

const folder = join(contentFolder, "exercises");

/** Every answer of every exercise that is a Dockerfile at all; the solutions come first. */
export function exerciseCases(): readonly BuildCase[] {
  const exercises = readdirSync(folder).sort().map(readExercise);
  return [
    ...exercises.flatMap((exercise) => casesOf(exercise, exercise.solution)),
    ...exercises.flatMap((exercise) => [
      ...casesOf(exercise, { name: "starter", files: exercise.starter }),
      ...[...exercise.alternatives, ...exercise.wrong].flatMap((answer) =>
        casesOf(exercise, answer),
      ),
    ]),
  ].filter(({ files }) => (files["Dockerfile"] ?? "").trim() !== "");
}

/** The builds of an answer: that of its last stage, and of each target that the exercise names and the answer has. */
function casesOf(
  exercise: ExerciseSource,
  answer: { readonly name: string; readonly files: Files },
): readonly BuildCase[] {
  const last = caseOf(exercise, answer);
  const dockerfile = readDockerfile(last.files, "Dockerfile");
  const named = new Set(
    [...exercise.goals, ...exercise.keeps].flatMap(
      ({ target }) => target ?? [],
    ),
  );
  return [
    last,
    ...[...named]
      .filter((target) => targetStage(dockerfile, target) !== undefined)
      .map((target) => ({
        ...last,
        name: `${last.name}, target ${target}`,
        target,
      })),
  ];
}

/** An answer holds what may be edited; the rest of the context is the starter's. */
function caseOf(
  { id, edit, starter, produces }: ExerciseSource,
  { name, files }: { readonly name: string; readonly files: Files },
): BuildCase {
  const given = Object.entries(starter).filter(
    ([path]) => !edit.includes(path),
  );
  const secrets = secretsAskedIn(files["Dockerfile"] ?? "");
  return {
    name: `exercise ${id}: ${name}`,
    files: { ...Object.fromEntries(given), ...files },
    ...(Object.keys(secrets).length > 0 && { secrets }),
    ...(produces === undefined ? {} : { produces }),
  };
}

/** Whoever builds an answer gives the secrets that it asks for. */
function secretsAskedIn(dockerfile: string): Readonly<Record<string, string>> {
  const asked = dockerfile.matchAll(/--mount=type=secret\S*\bid=([\w.-]+)/g);
  return Object.fromEntries([...asked].map(([, id]) => [id ?? "", "invented"]));
}

function readExercise(id: string): ExerciseSource {
  const files = readFolder(join(folder, id));
  const data = frontmatterOf(files["exercise.mdx"] ?? "");
  const parsed = parseExercise(id, data, files);
  if ("problems" in parsed)
    throw new Error(`${id}: ${parsed.problems.join("\n")}`);
  return parsed.exercise;
}
