import { expect, test } from "vitest";
import { resume, type Course, type Place, type Resume } from "./resume.ts";
import type { StepState } from "./steps.ts";

const place = (kind: Place["kind"], id: string): Place => ({
  kind,
  id,
  title: id,
  minutes: 5,
});
const [a, b, c] = ["a", "b", "c"].map((id) => place("lesson", id));
const [x, y] = ["x", "y"].map((id) => place("exercise", id));
if (!a || !b || !c || !x || !y) throw new Error("A place is missing.");
const course: Course = {
  places: [a, b, x, c, y],
  tracks: [
    { title: "Short", steps: [a, y] },
    { title: "Long", steps: [c, b, a, x] },
  ],
};

test.each<[string, Readonly<Record<string, [StepState, number]>>, Resume]>([
  ["nothing was done", {}, { kind: "nothing" }],
  [
    "an exercise is begun",
    { a: ["done", 1], x: ["begun", 2] },
    { kind: "begun", place: x },
  ],
  [
    "an exercise was begun before something else",
    { x: ["begun", 1], a: ["done", 2] },
    { kind: "next", place: y, track: "Short" },
  ],
  [
    "the last lesson is in two tracks, one of them further",
    { b: ["done", 1], c: ["done", 2], a: ["done", 3] },
    { kind: "next", place: x, track: "Long" },
  ],
  [
    "what comes after the last step of a track is done",
    { x: ["done", 3], b: ["done", 2] },
    { kind: "next", place: c, track: "Long" },
  ],
  [
    "the track is done",
    { a: ["done", 1], y: ["done", 2] },
    { kind: "next", place: b, track: undefined },
  ],
  [
    "everything is done",
    {
      a: ["done", 1],
      b: ["done", 1],
      c: ["done", 1],
      x: ["done", 1],
      y: ["done", 1],
    },
    { kind: "all" },
  ],
  [
    "dates are not known",
    { a: ["done", 0] },
    { kind: "next", place: y, track: "Short" },
  ],
])("where one goes on when %s", (_, states, expected) => {
  expect(
    resume(course, {
      state: ({ id }) => states[id]?.[0] ?? "open",
      at: ({ id }) => states[id]?.[1] ?? 0,
    }),
  ).toEqual(expected);
});
