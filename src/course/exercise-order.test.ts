import { describe, expect, it } from "vitest";
import { inCourseOrder, mainModule } from "./exercise-order.ts";

const modules = [
  { id: "m2", lessons: ["bases", "size"] },
  { id: "m5", lessons: ["users", "writes"] },
  { id: "m7", lessons: ["signals"] },
];
const exercise = (
  id: string,
  minutes: number,
  points: Readonly<Record<string, number>>,
) => ({
  id,
  minutes,
  goals: Object.entries(points).map(([lesson, of]) => ({ lesson, points: of })),
});

describe("the module of an exercise", () => {
  it.each([
    ["has most of the points", { bases: 30, users: 20, writes: 20 }, "m5"],
    ["is the later of equal ones", { bases: 20, signals: 20, users: 10 }, "m7"],
    ["is none without a lesson", { unheard: 10 }, undefined],
  ])("%s", (_, points, module) => {
    expect(mainModule(exercise("a", 5, points), modules)).toBe(module);
  });
});

it("exercises stand by module, the shorter first, and last without one", () => {
  const ordered = inCourseOrder(
    [
      exercise("none", 5, {}),
      exercise("long", 40, { signals: 10 }),
      exercise("short", 10, { signals: 10 }),
      exercise("base", 25, { size: 10 }),
    ],
    modules,
  );
  expect(ordered.map(({ id }) => id)).toEqual([
    "base",
    "short",
    "long",
    "none",
  ]);
});
