import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parse as parseYaml } from "yaml";
import { rulesVersion } from "../exercise/rules-version.ts";
import type { TrackOfExercises } from "../exercise/verify.ts";
import {
  parseExercise,
  suggestion,
  type ExerciseSource,
  type Files,
} from "../index.ts";
import { listIn, partOf, textIn } from "../stored.ts";
import { Unusable } from "./unusable.ts";

const checks = resolve(import.meta.dirname, "..");
const content = resolve(checks, "../content");

/** The ids of all exercises. */
export function exerciseIds(): readonly string[] {
  return readdirSync(join(content, "exercises"));
}

/** An exercise of the content, or the sentence that says what is wrong with it. */
export function readExercise(id: string): ExerciseSource {
  const ids = exerciseIds();
  if (!ids.includes(id))
    throw new Unusable(`There is no exercise "${id}".${suggestion(id, ids)}`);
  const files = readFolder(join(content, "exercises", id));
  const match = /^---\r?\n(.*?)\r?\n---/s.exec(files["exercise.mdx"] ?? "");
  const parsed = parseExercise(id, parseYaml(match?.[1] ?? ""), files);
  if ("problems" in parsed)
    throw new Unusable(`${id}: ${parsed.problems.join("\n")}`);
  return parsed.exercise;
}

/** The tracks of the content in their order, with the exercises of each. */
export function readTracks(): readonly TrackOfExercises[] {
  const folder = join(content, "tracks");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => {
      const track: unknown = parseYaml(
        readFileSync(join(folder, name), "utf8"),
      );
      const exercises = listIn(partOf(track, "steps")).flatMap((step) =>
        partOf(step, "kind") === "exercise"
          ? (textIn(partOf(step, "id")) ?? [])
          : [],
      );
      const place = Number(partOf(track, "place"));
      return { id: name.slice(0, -".yaml".length), place, exercises };
    })
    .toSorted((a, b) => a.place - b.place)
    .map(({ id, exercises }) => ({ id, exercises }));
}

/** The version of the judge in this checkout. */
export function readRulesVersion(): string {
  const description: unknown = JSON.parse(
    readFileSync(resolve(checks, "../package.json"), "utf8"),
  );
  const dependencies = partOf(description, "dependencies");
  return rulesVersion(
    readFolder(checks),
    Object.fromEntries(
      Object.entries(dependencies ?? {}).map(([name, version]) => [
        name,
        String(version),
      ]),
    ),
  );
}

function readFolder(path: string): Files {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(path, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (!entry.isFile()) continue;
    const at = join(entry.parentPath, entry.name);
    files[relative(path, at).replaceAll("\\", "/")] = readFileSync(at, "utf8");
  }
  return files;
}
