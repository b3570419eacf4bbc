import { declaredFile, declaredWords } from "../build/produces.ts";
import { absolute } from "../build/tree.ts";
import { rules } from "../dockerfile/rules/index.ts";
import { fileText, type Files } from "../files.ts";
import { suggestion } from "../suggest.ts";
import { BUILDS, type ExerciseSource } from "./exercise.ts";
import { facts } from "./facts/index.ts";
import type { Frontmatter } from "./schema.ts";

/** What is wrong with an exercise whose frontmatter has the right form, each problem a sentence. */
export function* problemsOf(
  data: Frontmatter,
  exercise: ExerciseSource,
  folder: Files,
): Generator<string> {
  const keepIds = [...data.keeps.map(({ id }) => id), BUILDS];
  const ids = [...data.goals.map(({ id }) => id), ...keepIds];
  for (const repeated of ids.filter((name, at) => ids.indexOf(name) !== at))
    yield `the id "${repeated}" is used twice among goals and keeps.`;
  yield* goalProblems(data);
  yield* keepProblems(data, exercise);
  for (const broken of data.broken ?? [])
    if (!keepIds.includes(broken))
      yield `broken: "${broken}" is no keep.${suggestion(broken, keepIds)}`;
  yield* producesProblems(data, exercise);
  yield* answerProblems(data, exercise);
  for (const { name, fails } of exercise.wrong)
    for (const failed of fails)
      if (!ids.includes(failed))
        yield `wrong answer ${name}: "${failed}" is no goal or keep.${suggestion(failed, ids)}`;
  for (const kind of ["alternatives", "wrong"] as const)
    for (const name of foldersIn(folder, kind))
      if (!Object.hasOwn(data[kind], name))
        yield `${kind}/${name} is not described in the frontmatter.${suggestion(name, Object.keys(data[kind]))}`;
}

function* goalProblems({ goals }: Frontmatter): Generator<string> {
  const ruleIds = rules.map((rule) => rule.id);
  for (const goal of goals) {
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
}

function* keepProblems(
  { keeps, produces = {} }: Frontmatter,
  { starter }: ExerciseSource,
): Generator<string> {
  const produced = Object.values(produces)
    .flat()
    .map((file) => declaredFile(file).path);
  for (const keep of keeps) {
    const kinds = [keep.command, keep.port, keep.files];
    if (kinds.filter((kind) => kind !== undefined).length !== 1)
      yield `keep ${keep.id} needs exactly one of command, port and files.`;
    for (const path of keep.files ?? [])
      if (fileText(starter, path) === undefined && !produced.includes(path))
        yield `keep ${keep.id}: starter/${path} does not exist, and produces does not name it.${suggestion(path, [...Object.keys(starter), ...produced])}`;
  }
}

function* producesProblems(
  { produces = {} }: Frontmatter,
  { starter }: ExerciseSource,
): Generator<string> {
  for (const [command, files] of Object.entries(produces)) {
    if (declaredWords(command) === undefined)
      yield `produces: "${command}" is not one plain command.`;
    for (const { path, from } of files.map(declaredFile)) {
      const at = absolute(path, "/app");
      if (at !== `/app/${path}` && (at !== path || path === "/"))
        yield `produces: "${path}" of "${command}" is neither a path below the directory it runs in nor an absolute one.`;
      if (from !== undefined && fileText(starter, from) === undefined)
        yield `produces: starter/${from}, which "${path}" is made from, does not exist.${suggestion(from, Object.keys(starter))}`;
    }
  }
}

function* answerProblems(
  data: Frontmatter,
  exercise: ExerciseSource,
): Generator<string> {
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
}

function foldersIn(folder: Files, kind: string): ReadonlySet<string> {
  return new Set(
    Object.keys(folder)
      .filter((path) => path.startsWith(`${kind}/`))
      .map((path) => path.split("/")[1] ?? ""),
  );
}
