import { describe, expect, it } from "vitest";
import { versionOf } from "./version.ts";

const exercise = {
  id: "it",
  title: "It",
  summary: "It.",
  minutes: 1,
  edit: ["Dockerfile"],
  starter: { Dockerfile: "FROM node", "a.js": "" },
  goals: [
    {
      id: "user",
      title: "A user",
      points: 1,
      fact: { user: "non-root" },
      hints: ["a", "b", "c"] satisfies [string, string, string],
    },
  ],
  keeps: [{ id: "port", title: "A port", port: 3000 }],
};
const version = versionOf(exercise);

describe("the version of an exercise", () => {
  it.each([
    [
      "a starter",
      { ...exercise, starter: { ...exercise.starter, "a.js": "1" } },
    ],
    [
      "a keep",
      { ...exercise, keeps: [{ id: "port", title: "A port", port: 3001 }] },
    ],
    [
      "what a goal asks for",
      {
        ...exercise,
        goals: exercise.goals.map((goal) => ({
          ...goal,
          fact: { user: "numeric" },
        })),
      },
    ],
    ["what a command writes", { ...exercise, produces: { make: ["a"] } }],
    [
      "what that is made from",
      { ...exercise, produces: { make: [{ path: "a", from: "a.js" }] } },
    ],
    ["what is broken", { ...exercise, broken: ["port"] }],
    [
      "the target of a keep",
      {
        ...exercise,
        keeps: exercise.keeps.map((keep) => ({ ...keep, target: "dev" })),
      },
    ],
    [
      "the target of a goal",
      {
        ...exercise,
        goals: exercise.goals.map((goal) => ({ ...goal, target: "dev" })),
      },
    ],
  ])("changes with %s", (_, changed) => {
    expect(versionOf(changed)).not.toBe(version);
  });

  it.each([
    ["title", { ...exercise, title: "That" }],
    [
      "hint",
      {
        ...exercise,
        goals: exercise.goals.map((goal) => ({
          ...goal,
          hints: ["d", "b", "c"] satisfies [string, string, string],
        })),
      },
    ],
    [
      "order of the files",
      { ...exercise, starter: { "a.js": "", Dockerfile: "FROM node" } },
    ],
  ])("stays with another %s", (_, changed) => {
    expect(versionOf(changed)).toBe(version);
  });
});
