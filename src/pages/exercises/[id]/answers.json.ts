import type { APIRoute } from "astro";
import { catalogue, type ShownExercise } from "../../../course/catalogue.ts";

export async function getStaticPaths() {
  const { exercises } = await catalogue();
  return exercises.map((shown) => ({
    params: { id: shown.exercise.id },
    props: { shown },
  }));
}

interface Props extends Record<string, unknown> {
  shown: ShownExercise;
}

/** The sound answers of an exercise, apart from its page: they are loaded when one compares. */
export const GET: APIRoute<Props> = ({ props }) => {
  const { solution, alternatives } = props.shown.exercise;
  return Response.json([solution, ...alternatives]);
};
