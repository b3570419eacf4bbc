import { getCollection, type CollectionEntry } from "astro:content";
import {
  rules as allRules,
  type ExerciseSource,
  type Rule,
} from "../../checks/index.ts";
import { exerciseOf } from "./exercises.ts";
import { readingMinutes } from "./prose.ts";
import { brokenRelations } from "./relations.ts";

export type Lesson = CollectionEntry<"lessons">;
export type Scenario = CollectionEntry<"scenarios">;
export type Source = CollectionEntry<"sources">["data"];
export type Item = CollectionEntry<"items">["data"];

/** A module of the course; one in preparation has no lessons. */
export interface Module {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly lessons: readonly PlacedLesson[];
  /** What a module in preparation will hold. */
  readonly topics: readonly string[];
}

/** A lesson at its place in the course. */
export interface PlacedLesson {
  readonly lesson: Lesson;
  readonly module: { readonly id: string; readonly title: string };
  /** Its plate number: `M5.1`. */
  readonly plate: string;
  /** Minutes to read it, at 200 words a minute. */
  readonly minutes: number;
}

/** An exercise with its brief. */
export interface ShownExercise {
  readonly entry: CollectionEntry<"exercises">;
  readonly exercise: ExerciseSource;
}

/** A rule with its page. */
export interface ShownRule {
  readonly rule: Rule;
  readonly entry: CollectionEntry<"rules">;
}

/** Everything that is taught, its relations checked. */
export interface Catalogue {
  readonly modules: readonly Module[];
  readonly lessons: readonly PlacedLesson[];
  readonly exercises: readonly ShownExercise[];
  readonly scenarios: readonly Scenario[];
  readonly rules: readonly ShownRule[];
  readonly items: readonly Item[];
  readonly sources: ReadonlyMap<string, Source>;
}

let loaded: Promise<Catalogue> | undefined;

/** Everything that is taught; throws when a file names something that does not exist. */
export function catalogue(): Promise<Catalogue> {
  // While developing, content changes between requests.
  if (import.meta.env.DEV) return load();
  return (loaded ??= load());
}

async function load(): Promise<Catalogue> {
  const [lessons, exercises, scenarios, pages, modules, items, sources] =
    await Promise.all([
      getCollection("lessons"),
      getCollection("exercises"),
      getCollection("scenarios"),
      getCollection("rules"),
      getCollection("modules").then(inPlace),
      getCollection("items").then(inPlace),
      getCollection("sources"),
    ]);
  const shown = exercises.map((entry) => ({
    entry,
    exercise: exerciseOf(entry),
  }));
  const problems = brokenRelations({
    lessons,
    exercises: shown.map(({ exercise }) => exercise),
    scenarios,
    pages,
    modules,
    items,
    sources,
  });
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const placed = modules.map(({ data }) => placeLessons(data, lessons));
  return {
    modules: placed,
    lessons: placed.flatMap((module) => module.lessons),
    exercises: shown,
    scenarios,
    rules: allRules.flatMap((rule) =>
      pages
        .filter((entry) => entry.id === rule.id)
        .map((entry) => ({ rule, entry })),
    ),
    items: items.map(({ data }) => data),
    sources: new Map(sources.map(({ data }) => [data.id, data])),
  };
}

/** The entries of a list in the order of its file. */
export function inPlace<
  Entry extends { readonly data: { readonly place: number } },
>(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((a, b) => a.data.place - b.data.place);
}

function placeLessons(
  module: CollectionEntry<"modules">["data"],
  lessons: readonly Lesson[],
): Module {
  return {
    ...module,
    lessons: module.lessons.flatMap((id, at) =>
      lessons
        .filter((lesson) => lesson.id === id)
        .map((lesson) => ({
          lesson,
          module: { id: module.id, title: module.title },
          plate: `${module.id.toUpperCase()}.${at + 1}`,
          minutes: readingMinutes(lesson.body ?? ""),
        })),
    ),
  };
}
