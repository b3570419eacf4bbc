import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { grade, type ExerciseSource, type Files } from "../index.ts";
import { gradeAsText } from "../report/grade-text.ts";
import { readOptions } from "./options.ts";
import { readExercise } from "./read-content.ts";
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
