import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parse as parseYaml } from "yaml";
import {
  grade,
  parseExercise,
  suggestion,
  type ExerciseSource,
  type Files,
} from "../index.ts";
import { gradeAsText } from "../report/grade-text.ts";
import { readOptions } from "./options.ts";
import { FOUND, OK, type Terminal } from "./terminal.ts";
import { Unusable } from "./unusable.ts";

/** What `grade --help` says. */
export const GRADE_HELP = `Usage: npm run drydock -- grade EXERCISE DIR [--json]

Grades an answer to an exercise. DIR holds the files that a learner may edit;
the rest of the context comes from the exercise.

  --json  print the grade as JSON

Exits with 0 when the answer passes, 1 when it does not, 2 when there is no
such exercise or folder.
`;

const exercises = resolve(import.meta.dirname, "../../content/exercises");

/** Runs `grade EXERCISE DIR` and gives the exit code. */
export async function gradeCommand(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { values, positionals } = readOptions(args, {
    json: { type: "boolean", default: false },
  });
  const [id, directory, ...more] = positionals;
  if (id === undefined || directory === undefined || more.length > 0)
    throw new Unusable("grade wants an exercise and a folder.");
  const exercise = readExercise(id);
  const folder = resolve(terminal.folder, directory);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new Unusable(`${directory} is not a folder.`);
  const result = grade(exercise, answerIn(folder, exercise));
  await terminal.write(
    values.json
      ? `${JSON.stringify({ version: 1, ...result }, undefined, 2)}\n`
      : `${gradeAsText(exercise, result)}\n`,
  );
  return result.passed ? OK : FOUND;
}

/** The files of an answer: of a whole repository, only those that a learner may edit. */
function answerIn(folder: string, { edit }: ExerciseSource): Files {
  const there = edit.filter((path) => {
    const at = join(folder, path);
    return existsSync(at) && statSync(at).isFile();
  });
  return Object.fromEntries(
    there.map((path) => [path, readFileSync(join(folder, path), "utf8")]),
  );
}

/** An exercise of the content, or the sentence that says what is wrong with it. */
function readExercise(id: string): ExerciseSource {
  const ids = readdirSync(exercises);
  if (!ids.includes(id))
    throw new Unusable(`There is no exercise "${id}".${suggestion(id, ids)}`);
  const files = readFolder(join(exercises, id));
  const match = /^---\r?\n(.*?)\r?\n---/s.exec(files["exercise.mdx"] ?? "");
  const parsed = parseExercise(id, parseYaml(match?.[1] ?? ""), files);
  if ("problems" in parsed)
    throw new Unusable(`${id}: ${parsed.problems.join("\n")}`);
  return parsed.exercise;
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
