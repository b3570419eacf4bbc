import type { Catalogue } from "../course/catalogue.ts";
import type { Course, Place } from "./resume.ts";

/** What the pages that tell where to go on bring with them. */
export interface CourseData extends Course {
  /** The cards of the interview scenarios, each scenario's together: `layers a b c`. */
  readonly cards: readonly string[];
}

/** All that can be done, in the order of the course: the lessons of a module, then its exercises. */
export function courseOf({
  modules,
  exercises,
  tracks,
  scenarios,
}: Catalogue): CourseData {
  const exercisesOf = (module: string | undefined): readonly Place[] =>
    exercises
      .filter((shown) => shown.module === module)
      .map(({ exercise: { id, title, minutes } }) => ({
        kind: "exercise",
        id,
        title,
        minutes,
      }));
  return {
    places: [
      ...modules.flatMap(({ id, lessons }) => [
        ...lessons.map(({ lesson, minutes }): Place => ({
          kind: "lesson",
          id: lesson.id,
          title: lesson.data.title,
          minutes,
        })),
        ...exercisesOf(id),
      ]),
      ...exercisesOf(undefined),
    ],
    tracks: tracks.map(({ data, steps }) => ({
      title: data.title,
      steps: steps.map(({ kind, id }) => ({ kind, id })),
    })),
    cards: scenarios.map(
      ({ id, data }) =>
        `${id} ${data.rubric.map((criterion) => criterion.id).join(" ")}`,
    ),
  };
}
