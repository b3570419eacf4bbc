import type { APIRoute } from "astro";
import type { Exercise } from "../../../../checks/index.ts";
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

/** What it takes to grade an answer, apart from the page: the home page and the team's page load it when it is wanted. */
export const GET: APIRoute<Props> = ({ props }) => {
  const {
    wrong: _,
    solution: _1,
    alternatives: _2,
    ...exercise
  } = props.shown.exercise;
  return Response.json(exercise satisfies Exercise);
};
