/** An exercise whose goals name the lessons that teach them. */
interface Ordered {
  readonly id: string;
  readonly minutes: number;
  readonly goals: readonly {
    readonly lesson?: string | undefined;
    readonly points: number;
  }[];
}

/** A module with the ids of its lessons, in the order of the course. */
interface Taught {
  readonly id: string;
  readonly lessons: readonly string[];
}

/** The module that most points of an exercise are about, of equal ones the later; undefined where no goal names a lesson. */
export function mainModule(
  { goals }: Ordered,
  modules: readonly Taught[],
): string | undefined {
  let main: string | undefined;
  let most = 0;
  for (const { id, lessons } of modules) {
    const points = goals
      .filter(({ lesson }) => lesson !== undefined && lessons.includes(lesson))
      .reduce((sum, goal) => sum + goal.points, 0);
    if (points > 0 && points >= most) [main, most] = [id, points];
  }
  return main;
}

/** The exercises by their modules in the order of the course, the shorter first; those without a module come last. */
export function inCourseOrder<Exercise extends Ordered>(
  exercises: readonly Exercise[],
  modules: readonly Taught[],
): Exercise[] {
  const placeOf = (exercise: Exercise): number => {
    const main = mainModule(exercise, modules);
    const place = modules.findIndex(({ id }) => id === main);
    return place === -1 ? modules.length : place;
  };
  return exercises.toSorted(
    (a, b) =>
      placeOf(a) - placeOf(b) ||
      a.minutes - b.minutes ||
      (a.id < b.id ? -1 : 1),
  );
}

/** The lessons that the goals of an exercise name, in the order of the goals. */
export function lessonsOf({
  goals,
}: {
  readonly goals: readonly { readonly lesson?: string | undefined }[];
}): readonly string[] {
  return [...new Set(goals.flatMap(({ lesson }) => lesson ?? []))];
}
