/** An exercise whose goals name the lessons that teach them. */
interface Ordered {
  readonly id: string;
  readonly goals: readonly { readonly lesson?: string | undefined }[];
}

/**
 * The exercises in the order of the course: by the lesson that the first goal names, then by that of the second, and so
 * on. Those whose goals name no lesson come last.
 */
export function inCourseOrder<Exercise extends Ordered>(
  exercises: readonly Exercise[],
  lessons: readonly string[],
): Exercise[] {
  const places = new Map(lessons.map((id, at) => [id, at]));
  const placesOf = new Map(
    exercises.map((exercise) => [
      exercise,
      lessonsOf(exercise).map((id) => places.get(id) ?? lessons.length),
    ]),
  );
  return exercises.toSorted((a, b) => {
    const [ofA, ofB] = [placesOf.get(a) ?? [], placesOf.get(b) ?? []];
    for (let at = 0; at < Math.max(ofA.length, ofB.length); at++) {
      const difference =
        (ofA[at] ?? lessons.length) - (ofB[at] ?? lessons.length);
      if (difference !== 0) return difference;
    }
    return a.id < b.id ? -1 : 1;
  });
}

/** The lessons that the goals of an exercise name, in the order of the goals. */
export function lessonsOf({ goals }: Ordered): readonly string[] {
  return [...new Set(goals.flatMap(({ lesson }) => lesson ?? []))];
}
