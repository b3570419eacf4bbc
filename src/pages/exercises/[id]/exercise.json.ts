import type { APIRoute } from "astro";
import type { Exercise } from "../../../../checks/index.ts";
import {
  exerciseRoutes,
  type ExerciseProps,
} from "../../../course/exercise-routes.ts";

export const getStaticPaths = exerciseRoutes;

/** What it takes to grade an answer, apart from the page: the home page and the team's page load it when it is wanted. */
export const GET: APIRoute<ExerciseProps> = ({ props }) => {
  const {
    wrong: _,
    solution: _1,
    alternatives: _2,
    ...exercise
  } = props.shown.exercise;
  return Response.json(exercise satisfies Exercise);
};
