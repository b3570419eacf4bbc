import { expect, it } from "vitest";
import type { Exercise } from "../../checks/exercise/exercise.ts";
import { embedded, withTexts } from "./embedded.ts";

const exercise: Exercise = {
  id: "service",
  version: "1",
  title: "A service",
  summary: "It runs.",
  minutes: 10,
  edit: ["Dockerfile"],
  starter: {
    Dockerfile: "FROM node:24\n",
    "empty.txt": "",
    "server.js": "run();\n",
    "windows.txt": "one\r\ntwo\r\n",
    "below.txt": "\nafter an empty line\n",
  },
  goals: [],
  keeps: [],
};

it("a text to read stands in the page once", () => {
  expect(embedded(exercise).starter["server.js"]).toBeNull();
});

it("a text that the learner may change, or that HTML would change, comes with the exercise", () => {
  const { starter } = embedded(exercise);
  expect(Object.keys(starter).filter((path) => starter[path] !== null)).toEqual(
    ["Dockerfile", "windows.txt", "below.txt"],
  );
});

it("the page's texts make the exercise whole again, its files in their order", () => {
  const again = withTexts(
    embedded(exercise),
    (path) => exercise.starter[path] ?? "not in the page",
  );
  expect(again).toEqual(exercise);
  expect(Object.keys(again.starter)).toEqual(Object.keys(exercise.starter));
});
