/** Something to do in a track. */
export interface Step {
  readonly kind: "lesson" | "exercise" | "scenario";
  readonly id: string;
}

/** What a track takes for granted, and its steps in order. */
interface Order {
  /** Ids of lessons that it does not repeat. */
  readonly assumes: readonly string[];
  readonly steps: readonly Step[];
}

/** An exercise, and the lessons that its goals name. */
interface Exercise {
  readonly id: string;
  readonly goals: readonly { readonly lesson?: string | undefined }[];
}

/** A sentence for each lesson that a goal needs and that neither comes before its exercise nor is assumed. */
export function untaughtGoals(
  { assumes, steps }: Order,
  exercises: readonly Exercise[],
): readonly string[] {
  const taught = new Set(assumes);
  const missing: string[] = [];
  for (const { kind, id } of steps) {
    if (kind === "lesson") taught.add(id);
    const goals = exercises.find((exercise) => exercise.id === id)?.goals;
    if (kind !== "exercise" || goals === undefined) continue;
    const needed = new Set(goals.flatMap(({ lesson }) => lesson ?? []));
    for (const lesson of needed)
      if (!taught.has(lesson))
        missing.push(
          `the exercise "${id}" needs the lesson "${lesson}": put it before the exercise, or under assumes.`,
        );
  }
  return missing;
}

/** Minutes as people say them: `45 min`, `2 h 5 min`, `3 h`. */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 && `${hours} h`, (rest > 0 || hours === 0) && `${rest} min`]
    .filter((part) => part !== false)
    .join(" ");
}
