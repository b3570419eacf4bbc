import { expect, it } from "vitest";
import { inCourseOrder } from "./exercise-order.ts";

const course = ["layers", "bases", "users", "signals"];
const exercise = (id: string, ...lessons: string[]) => ({
  id,
  goals: lessons.map((lesson) => ({ lesson })),
});
const order = (...exercises: ReturnType<typeof exercise>[]): string[] =>
  inCourseOrder(exercises, course).map(({ id }) => id);

it.each([
  [
    "by the lesson of the first goal",
    [exercise("a", "users", "layers"), exercise("b", "bases")],
    ["b", "a"],
  ],
  [
    "by the next goal where the first ones agree",
    [exercise("a", "bases", "signals"), exercise("b", "bases", "users")],
    ["b", "a"],
  ],
  [
    "last where no goal names a lesson",
    [exercise("a"), exercise("b", "signals")],
    ["b", "a"],
  ],
])("exercises stand %s", (_, exercises, expected) => {
  expect(order(...exercises)).toEqual(expected);
});
