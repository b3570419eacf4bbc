import { describe, expect, it } from "vitest";
import { duration, untaughtGoals, type Step } from "./track.ts";

const exercises = [
  {
    id: "mend-it",
    goals: [
      { lesson: "users" },
      { lesson: "signals" },
      { lesson: "users" },
      {},
    ],
  },
];
const lesson = (id: string): Step => ({ kind: "lesson", id });
const mendIt: Step = { kind: "exercise", id: "mend-it" };

describe("a goal of an exercise in a track", () => {
  it.each<[string, readonly string[], readonly Step[]]>([
    ["its lesson before", [], [lesson("users"), lesson("signals"), mendIt]],
    ["its lesson assumed", ["users"], [lesson("signals"), mendIt]],
    ["no exercise to need it", [], [lesson("users")]],
    // A scenario may have the id of an exercise.
    [
      "a scenario of the exercise's name alone",
      [],
      [{ kind: "scenario", id: "mend-it" }],
    ],
  ])("is taught with %s", (_, assumes, steps) => {
    expect(untaughtGoals({ assumes, steps }, exercises)).toEqual([]);
  });

  it.each<[string, readonly Step[]]>([
    ["its lesson missing", [lesson("users"), mendIt]],
    ["its lesson after it", [lesson("users"), mendIt, lesson("signals")]],
    // An exercise may have the id of a lesson.
    [
      "an exercise of the lesson's name alone",
      [lesson("users"), { kind: "exercise", id: "signals" }, mendIt],
    ],
  ])("is not taught with %s", (_, steps) => {
    expect(untaughtGoals({ assumes: [], steps }, exercises)).toEqual([
      expect.stringMatching(/"mend-it" needs the lesson "signals"/),
    ]);
  });
});

it.each([
  [0, "0 min"],
  [45, "45 min"],
  [60, "1 h"],
  [125, "2 h 5 min"],
])("%i minutes are said as %s", (minutes, said) => {
  expect(duration(minutes)).toBe(said);
});
