import { describe, expect, test } from "vitest";
import type { Marks } from "../progress/practice.ts";
import type { Criterion } from "./scenario.ts";
import { markedIn, nextFollowUp, pointsIn, scoreOf, weakest } from "./score.ts";

const criterion = (id: string, weight: number, lesson: string): Criterion => ({
  id,
  criterion: id,
  ask: id,
  why: id,
  weight,
  behind: { title: lesson, href: `lessons/${lesson}/` },
});
const rubric = [
  criterion("base", 3, "support"),
  criterion("updates", 2, "support"),
  criterion("user", 3, "users"),
  criterion("stop", 1, "signals"),
];
const followUps = [
  { question: "Stop", answer: "", after: ["stop"] },
  { question: "User", answer: "", after: ["user"] },
  { question: "Base", answer: "", after: ["base", "updates"] },
];

test("each criterion counts with its weight, partly with half of it, and only when it is marked", () => {
  const marks = { base: "partly", user: "once", stop: "met" } as const;
  expect(scoreOf(markedIn(rubric, marks))).toEqual({ points: 5.5, of: 7 });
});

test("where the largest part was lost comes first, and where nothing was is left out", () => {
  const marks = {
    base: "met",
    updates: "missed",
    user: "missed",
    stop: "once",
  } as const;
  const places = weakest(markedIn(rubric, marks));
  expect(places.map(({ behind }) => behind.title)).toEqual([
    "users",
    "support",
  ]);
});

describe("the follow-up", () => {
  test.each<[string, Marks, readonly number[], number | undefined]>([
    ["follows the criterion that was missed", { user: "missed" }, [], 1],
    [
      "follows what lost the most points",
      { user: "partly", updates: "missed" },
      [],
      2,
    ],
    ["is another one the second time", { user: "missed" }, [1], 0],
    ["is the first where nothing was missed", { user: "met" }, [], 0],
    ["is none when all were asked", { user: "missed" }, [2, 1, 0], undefined],
  ])("%s", (_, marks, asked, place) => {
    expect(nextFollowUp(followUps, rubric, marks, asked)).toBe(place);
  });
});

test.each([
  [7, "7"],
  [7.5, "7.5"],
  [0, "0"],
])("%d points are written as %s", (points, text) => {
  expect(pointsIn(points)).toBe(text);
});
