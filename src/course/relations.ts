import type { CollectionEntry } from "astro:content";
import { rules, suggestion, type ExerciseSource } from "../../checks/index.ts";
import { untaughtGoals } from "./track.ts";

/** The entries whose relations are checked. */
interface Entries {
  readonly lessons: readonly CollectionEntry<"lessons">[];
  readonly exercises: readonly ExerciseSource[];
  readonly scenarios: readonly CollectionEntry<"scenarios">[];
  readonly pages: readonly CollectionEntry<"rules">[];
  readonly modules: readonly CollectionEntry<"modules">[];
  readonly tracks: readonly CollectionEntry<"tracks">[];
  readonly items: readonly CollectionEntry<"items">[];
  readonly sources: readonly CollectionEntry<"sources">[];
}

/** A sentence for each name in the content that nothing has: the file, the name, and what may be meant. */
export function brokenRelations(entries: Entries): readonly string[] {
  const ids = {
    lesson: entries.lessons.map(({ id }) => id),
    exercise: entries.exercises.map(({ id }) => id),
    rule: rules.map(({ id }) => id),
    scenario: entries.scenarios.map(({ id }) => id),
    source: entries.sources.map(({ id }) => id),
    module: entries.modules.map(({ data }) => data.id),
  };
  const problems = movedTwice(entries.lessons);
  problems.push(...namedTwice(entries));
  const check = (
    file: string,
    kind: keyof typeof ids,
    names: readonly string[],
  ): void => {
    for (const name of names)
      if (!ids[kind].includes(name))
        problems.push(
          `${file}: ${kind} "${name}" does not exist.${suggestion(name, ids[kind])}`,
        );
  };
  for (const { id, data, body } of entries.lessons) {
    const file = `content/lessons/${id}/index.mdx`;
    check(file, "rule", [...data.rules, ...namedIn(body, "Rule")]);
    check(file, "exercise", [...data.exercises, ...namedIn(body, "Exercise")]);
    check(file, "source", data.sources);
    if (!entries.modules.some((module) => module.data.lessons.includes(id)))
      problems.push(`content/course.yaml: no module has the lesson "${id}".`);
  }
  for (const { data } of entries.modules)
    check("content/course.yaml", "lesson", data.lessons);
  for (const { id, goals } of entries.exercises)
    check(
      `content/exercises/${id}/exercise.mdx`,
      "lesson",
      goals.flatMap(({ lesson }) => lesson ?? []),
    );
  for (const { id, data } of entries.scenarios) {
    const file = `content/scenarios/${id}.mdx`;
    if (id === "practice")
      problems.push(
        `${file}: /interview/practice/ is a page; rename the file.`,
      );
    check(
      file,
      "lesson",
      data.rubric.flatMap(({ lesson }) => lesson ?? []),
    );
    check(file, "source", [
      ...data.sources,
      ...data.rubric.flatMap(({ source }) => source ?? []),
    ]);
    check(file, "exercise", data.exercise === undefined ? [] : [data.exercise]);
    check(file, "rule", data.exhibit?.breaks ?? []);
    check(file, "module", [data.module]);
    const criteria = data.rubric.map((criterion) => criterion.id);
    for (const name of data.followUps.flatMap(({ after }) => after))
      if (!criteria.includes(name))
        problems.push(
          `${file}: criterion "${name}" does not exist.${suggestion(name, criteria)}`,
        );
  }
  for (const { id, data } of entries.tracks) {
    const file = `content/tracks/${id}.yaml`;
    check(file, "lesson", data.assumes);
    for (const step of data.steps) check(file, step.kind, [step.id]);
    const steps = data.steps.map((step) => `${step.kind} "${step.id}"`);
    for (const [at, step] of steps.entries())
      if (steps.indexOf(step) < at)
        problems.push(`${file}: the ${step} is a step twice.`);
    problems.push(
      ...untaughtGoals(data, entries.exercises).map(
        (problem) => `${file}: ${problem}`,
      ),
    );
  }
  for (const { data } of entries.items) {
    const file = `content/checklist/items.yaml, item ${data.id}`;
    check(file, "rule", data.rules);
    check(file, "lesson", data.lessons);
    check(file, "source", data.sources);
  }
  for (const id of ids.rule)
    if (!entries.pages.some((page) => page.id === id))
      problems.push(`The rule "${id}" has no page ${id}.md beside it.`);
  for (const { id } of entries.pages)
    if (!ids.rule.includes(id))
      problems.push(
        `checks/…/rules/${id}.md: there is no rule of that name.${suggestion(id, ids.rule)}`,
      );
  return problems;
}

/** A sentence for each id that has to be one thing's alone, and is another's too. */
export function namedTwice(entries: {
  readonly lessons: readonly {
    readonly id: string;
    readonly data: { readonly corrections: readonly { readonly id: string }[] };
  }[];
  readonly scenarios: readonly {
    readonly id: string;
    readonly data: { readonly rubric: readonly { readonly id: string }[] };
  }[];
  readonly modules: readonly {
    readonly data: { readonly lessons: readonly string[] };
  }[];
}): string[] {
  const twice = (
    names: readonly (readonly [file: string, name: string])[],
    kind: string,
  ): string[] =>
    names.flatMap(([file, name], at) => {
      const first = names.find(([, other]) => other === name);
      if (first === undefined || first === names[at]) return [];
      return [
        first[0] === file
          ? `${file}: ${kind} "${name}" stands twice.`
          : `${file}: ${kind} "${name}" stands in ${first[0]} too.`,
      ];
    });
  return [
    ...twice(
      entries.modules.flatMap(({ data }) =>
        data.lessons.map((id) => ["content/course.yaml", id] as const),
      ),
      "lesson",
    ),
    ...twice(
      entries.lessons.flatMap(({ id, data }) =>
        data.corrections.map(
          (each) => [`content/lessons/${id}/index.mdx`, each.id] as const,
        ),
      ),
      "correction",
    ),
    ...entries.scenarios.flatMap(({ id, data }) =>
      twice(
        data.rubric.map(
          (each) => [`content/scenarios/${id}.mdx`, each.id] as const,
        ),
        "criterion",
      ),
    ),
  ];
}

/** A sentence for each id that a lesson took over, and that another lesson has or took over as well. */
export function movedTwice(
  lessons: readonly {
    readonly id: string;
    readonly data: { readonly movedFrom: readonly string[] };
  }[],
): string[] {
  const taken = lessons.flatMap(({ id, data }) => [id, ...data.movedFrom]);
  return lessons.flatMap(({ id, data }) =>
    data.movedFrom
      .filter((old) => taken.indexOf(old) !== taken.lastIndexOf(old))
      .map(
        (old) =>
          `content/lessons/${id}/index.mdx: the lesson "${old}" has moved here, and is elsewhere too.`,
      ),
  );
}

/** The ids that a component is given in MDX: `<Exercise id="…" />`. */
function namedIn(body: string | undefined, component: string): string[] {
  const pattern = new RegExp(`<${component}\\s+id="([^"]*)"`, "g");
  return [...(body ?? "").matchAll(pattern)].map(([, id]) => id ?? "");
}
