import type { APIRoute } from "astro";
import {
  exerciseRoutes,
  type ExerciseProps,
} from "../../../course/exercise-routes.ts";

export const getStaticPaths = exerciseRoutes;

/** The sound answers of an exercise, apart from its page: they are loaded when one compares. */
export const GET: APIRoute<ExerciseProps> = ({ props }) => {
  const { solution, alternatives } = props.shown.exercise;
  return Response.json([solution, ...alternatives]);
};
