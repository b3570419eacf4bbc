import en from "zod/v4/locales/en.js";
import type { Files } from "../files.ts";
import type { ExerciseSource } from "./exercise.ts";
import { problemsOf } from "./problems.ts";
import { frontmatter, type Frontmatter } from "./schema.ts";
import { versionOf } from "./version.ts";

/** The exercise, or everything that is wrong with it, each problem a sentence. */
export type ParsedExercise =
  | { readonly exercise: ExerciseSource }
  | { readonly problems: readonly string[] };

/** Reads an exercise from its frontmatter and the files of its folder, by their path in it. */
export function parseExercise(
  id: string,
  data: unknown,
  folder: Files,
): ParsedExercise {
  const read = frontmatter.safeParse(data, { error: en().localeError });
  if (!read.success)
    return {
      problems: read.error.issues.map((issue) => sentenceOf(issue, data)),
    };
  const exercise = assemble(id, read.data, folder);
  const problems = [...problemsOf(read.data, exercise, folder)];
  return problems.length > 0 ? { problems } : { exercise };
}

function sentenceOf(
  issue: NonNullable<
    ReturnType<typeof frontmatter.safeParse>["error"]
  >["issues"][number],
  data: unknown,
): string {
  const { path, message, code } = issue;
  const where = path.length === 0 ? "" : `${path.map(String).join(".")}: `;
  const value =
    code === "invalid_format"
      ? `, not ${JSON.stringify(valueAt(data, path))}`
      : "";
  // What an unknown field gives ends its own sentences.
  return code === "unrecognized_keys"
    ? `${where}${message}`
    : `${where}${message}${value}.`;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path)
    value =
      typeof value === "object" && value !== null
        ? new Map(Object.entries(value)).get(String(key))
        : undefined;
  return value;
}

function assemble(
  id: string,
  data: Frontmatter,
  folder: Files,
): ExerciseSource {
  const exercise = {
    id,
    title: data.title,
    summary: data.summary,
    minutes: data.minutes,
    edit: [...data.edit, ...(data.create ?? [])],
    starter: filesUnder(folder, "starter/"),
    quickFixes: data.quickFixes,
    goals: data.goals,
    keeps: data.keeps,
    broken: data.broken,
    produces: data.produces,
    solution: {
      name: "solution",
      ...data.solution,
      files: filesUnder(folder, "solution/"),
    },
    alternatives: Object.entries(data.alternatives).map(([name, answer]) => ({
      name,
      ...answer,
      files: filesUnder(folder, `alternatives/${name}/`),
    })),
    wrong: Object.entries(data.wrong).map(([name, answer]) => ({
      name,
      ...answer,
      files: filesUnder(folder, `wrong/${name}/`),
    })),
  };
  return { ...exercise, version: versionOf(exercise) };
}

function filesUnder(folder: Files, prefix: string): Files {
  return Object.fromEntries(
    Object.entries(folder)
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, text]) => [path.slice(prefix.length), text]),
  );
}
