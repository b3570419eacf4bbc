import { catalogue, type ShownExercise } from "./catalogue.ts";

/** What a page of an exercise, or a file beside it, is made of. */
export interface ExerciseProps extends Record<string, unknown> {
  readonly shown: ShownExercise;
}

/** An address for each exercise. */
export async function exerciseRoutes() {
  const { exercises } = await catalogue();
  return exercises.map((shown) => ({
    params: { id: shown.exercise.id },
    props: { shown } satisfies ExerciseProps,
  }));
}
