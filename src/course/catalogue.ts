import { getCollection, type CollectionEntry } from "astro:content";
import {
  rules as allRules,
  type ExerciseSource,
  type Rule,
} from "../../checks/index.ts";
import { inCourseOrder, mainModule } from "./exercise-order.ts";
import { exerciseOf } from "./exercises.ts";
import { readingMinutes } from "./prose.ts";
import { brokenRelations } from "./relations.ts";
import { stackOf } from "./stack.ts";
import type { Step } from "./track.ts";

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
  /** The module that most of its points are about. */
  readonly module: string | undefined;
  /** What its application is made of: `Node.js, nginx`. */
  readonly stack: string;
}

/** A step of a track, as it is shown. */
export interface ShownStep extends Step {
  readonly href: string;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
}

/** A track with its steps. */
export interface Track {
  readonly id: string;
  readonly data: CollectionEntry<"tracks">["data"];
  readonly steps: readonly ShownStep[];
  /** Of all steps together. */
  readonly minutes: number;
  readonly assumes: readonly PlacedLesson[];
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
  /** In the order of the course. */
  readonly exercises: readonly ShownExercise[];
  readonly tracks: readonly Track[];
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
  const [
    lessons,
    exercises,
    scenarios,
    pages,
    modules,
    tracks,
    items,
    sources,
  ] = await Promise.all([
    getCollection("lessons"),
    getCollection("exercises"),
    getCollection("scenarios"),
    getCollection("rules"),
    getCollection("modules").then(inPlace),
    getCollection("tracks").then(inPlace),
    getCollection("items").then(inPlace),
    getCollection("sources"),
  ]);
  const entries = new Map(exercises.map((entry) => [entry.id, entry]));
  const read = exercises.map(exerciseOf);
  const problems = brokenRelations({
    lessons,
    exercises: read,
    scenarios,
    pages,
    modules,
    tracks,
    items,
    sources,
  });
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const placedModules = modules.map(({ data }) => placeLessons(data, lessons));
  const placed = placedModules.flatMap((module) => module.lessons);
  const taught = modules.map(({ data }) => data);
  const ordered = inCourseOrder(read, taught);
  const shown = ordered.flatMap((exercise) => {
    const entry = entries.get(exercise.id);
    const module = mainModule(exercise, taught);
    return entry === undefined
      ? []
      : [{ entry, exercise, module, stack: stackOf(exercise.starter) }];
  });
  return {
    modules: placedModules,
    lessons: placed,
    exercises: shown,
    tracks: tracks.map((track) => trackOf(track, placed, shown, scenarios)),
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

function trackOf(
  { id, data }: CollectionEntry<"tracks">,
  lessons: readonly PlacedLesson[],
  exercises: readonly ShownExercise[],
  scenarios: readonly Scenario[],
): Track {
  const steps = data.steps.flatMap((step): ShownStep[] => {
    const href = `/${step.kind === "scenario" ? "interview" : `${step.kind}s`}/${step.id}/`;
    if (step.kind === "lesson")
      return lessons
        .filter(({ lesson }) => lesson.id === step.id)
        .map(({ lesson: { data: of }, minutes }) => ({
          ...step,
          href,
          title: of.title,
          summary: of.summary,
          minutes,
        }));
    if (step.kind === "scenario")
      return scenarios
        .filter(({ id: scenario }) => scenario === step.id)
        .map(({ data: of }) => ({
          ...step,
          href,
          title: of.title,
          summary: of.brief.replaceAll("`", ""),
          minutes: of.minutes,
        }));
    return exercises
      .filter(({ exercise }) => exercise.id === step.id)
      .map(({ exercise: { title, summary, minutes } }) => ({
        ...step,
        href,
        title,
        summary,
        minutes,
      }));
  });
  return {
    id,
    data,
    steps,
    minutes: steps.reduce((sum, step) => sum + step.minutes, 0),
    assumes: lessons.filter(({ lesson }) => data.assumes.includes(lesson.id)),
  };
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
