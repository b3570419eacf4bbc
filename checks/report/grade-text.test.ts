import { expect, it } from "vitest";
import type { Exercise } from "../exercise/exercise.ts";
import { grade } from "../grade.ts";
import { gradeAsText } from "./grade-text.ts";

const exercise: Exercise = {
  version: "1",
  id: "it",
  title: "It",
  summary: "It.",
  minutes: 1,
  edit: ["Dockerfile"],
  starter: { Dockerfile: "FROM node:24", "server.js": "" },
  goals: [
    {
      id: "user",
      title: "Not root",
      points: 10,
      fact: { user: "non-root" },
      hints: ["Look.", "There.", "`USER node`"],
    },
  ],
  keeps: [{ id: "files", title: "The service ships", files: ["server.js"] }],
};
const headOf = (...lines: readonly string[]): string =>
  gradeAsText(
    exercise,
    grade(exercise, { Dockerfile: ["FROM node:24", ...lines].join("\n") }),
  ).split("\n\n")[0] ?? "";

it.each([
  [["COPY . .", "USER node"], "It: passed, 10 of 10 points"],
  [["COPY . ."], "It: not passed, 0 of 10 points"],
  [["USER node"], "It: not passed, 10 of 10 points\nlost: The service ships"],
])("the grade of %j begins with what stops it", (lines, head) => {
  expect(headOf(...lines)).toBe(head);
});
