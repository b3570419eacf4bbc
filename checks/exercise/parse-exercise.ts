import en from "zod/v4/locales/en.js";
import { declaredWords } from "../build/produces.ts";
import { absolute } from "../build/tree.ts";
import { rules } from "../dockerfile/rules/index.ts";
import { fileText, type Files } from "../files.ts";
import { suggestion } from "../suggest.ts";
import { BUILDS, type ExerciseSource } from "./exercise.ts";
import { facts } from "./facts/index.ts";
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

function* problemsOf(
  data: Frontmatter,
  exercise: ExerciseSource,
  folder: Files,
): Generator<string> {
  const ruleIds = rules.map((rule) => rule.id);
  const ids = [
    ...data.goals.map((goal) => goal.id),
    ...data.keeps.map((keep) => keep.id),
    BUILDS,
  ];
  for (const repeated of ids.filter((name, at) => ids.indexOf(name) !== at))
    yield `the id "${repeated}" is used twice among goals and keeps.`;
  for (const goal of data.goals) {
    for (const rule of goal.rules ?? [])
      if (!ruleIds.includes(rule))
        yield `goal ${goal.id}: rule "${rule}" does not exist.${suggestion(rule, ruleIds)}`;
    const asked = Object.entries(goal.fact);
    if (asked.length === 0) yield `goal ${goal.id}: fact names nothing.`;
    for (const [name, value] of asked) {
      const fact = facts.find((candidate) => candidate.name === name);
      const problem = fact?.problem(value);
      if (fact === undefined)
        yield `goal ${goal.id}: fact "${name}" does not exist.${suggestion(
          name,
          facts.map((known) => known.name),
        )}`;
      else if (problem !== undefined)
        yield `goal ${goal.id}: fact ${name}: ${problem}`;
    }
  }
  for (const keep of data.keeps) {
    const kinds = [keep.command, keep.port, keep.files];
    if (kinds.filter((kind) => kind !== undefined).length !== 1)
      yield `keep ${keep.id} needs exactly one of command, port and files.`;
    for (const path of keep.files ?? [])
      if (fileText(exercise.starter, path) === undefined)
        yield `keep ${keep.id}: starter/${path} does not exist.${suggestion(path, Object.keys(exercise.starter))}`;
  }
  for (const [command, paths] of Object.entries(data.produces ?? {})) {
    if (declaredWords(command) === undefined)
      yield `produces: "${command}" is not one plain command.`;
    for (const path of paths)
      if (path === "" || absolute(path, "/app") !== `/app/${path}`)
        yield `produces: "${path}" of "${command}" is no path below the directory it runs in.`;
  }
  if (fileText(exercise.starter, "Dockerfile") === undefined)
    yield "starter/Dockerfile does not exist.";
  for (const path of data.edit)
    if (fileText(exercise.starter, path) === undefined)
      yield `edit: starter/${path} does not exist.${suggestion(path, Object.keys(exercise.starter))}`;
  for (const path of data.create ?? [])
    if (fileText(exercise.starter, path) !== undefined)
      yield `create: starter/${path} exists already; it belongs under edit.`;
  for (const answer of [
    exercise.solution,
    ...exercise.alternatives,
    ...exercise.wrong,
  ]) {
    const paths = Object.keys(answer.files);
    if (paths.length === 0) yield `${answer.name}: its folder has no files.`;
    for (const path of paths)
      if (!exercise.edit.includes(path))
        yield `${answer.name}: "${path}" is not among the files to edit.${suggestion(path, exercise.edit)}`;
  }
  for (const { name, fails } of exercise.wrong)
    for (const failed of fails)
      if (!ids.includes(failed))
        yield `wrong answer ${name}: "${failed}" is no goal or keep.${suggestion(failed, ids)}`;
  for (const kind of ["alternatives", "wrong"] as const)
    for (const name of foldersIn(folder, kind))
      if (!Object.hasOwn(data[kind], name))
        yield `${kind}/${name} is not described in the frontmatter.${suggestion(name, Object.keys(data[kind]))}`;
}

function foldersIn(folder: Files, kind: string): ReadonlySet<string> {
  return new Set(
    Object.keys(folder)
      .filter((path) => path.startsWith(`${kind}/`))
      .map((path) => path.split("/")[1] ?? ""),
  );
}
