import { describe, expect, it } from "vitest";
import { NO_ATTEMPT } from "../progress/attempts.ts";
import { isToRepair, reached } from "./problems.ts";

const exercise = {
  id: "it",
  version: "1",
  title: "It",
  summary: "It.",
  minutes: 1,
  edit: ["Dockerfile"],
  starter: {},
  goals: [],
  keeps: [],
  broken: ["starts"],
};
const keep = (id: string, state: "kept" | "lost" | "unknown") => ({
  id,
  state,
  reason: "It is so.",
});

describe("a keep that the starter fails on purpose", () => {
  it.each([
    ["starts", "lost", [], true],
    ["starts", "kept", [], false],
    ["starts", "unknown", [], false],
    // What was repaired once and is lost again was broken by the learner.
    ["starts", "lost", ["starts"], false],
    ["port", "lost", [], false],
  ] as const)(
    "is open work: %s %s with %j reached: %s",
    (id, state, met, expected) => {
      const attempt = { ...NO_ATTEMPT, met };
      expect(isToRepair(exercise, keep(id, state), attempt)).toBe(expected);
    },
  );

  it("is reached when it is kept, like a goal that is met", () => {
    const grade = {
      exercise: "it",
      passed: false,
      points: 0,
      of: 0,
      goals: [
        { id: "a", state: "met", reason: "", findings: [] },
        { id: "b", state: "open", reason: "", findings: [] },
      ],
      keeps: [keep("starts", "kept"), keep("port", "kept")],
      findings: [],
    } as const;
    expect(reached(exercise, grade)).toEqual(["a", "starts"]);
  });
});
