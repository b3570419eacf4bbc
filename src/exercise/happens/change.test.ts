import { expect, test } from "vitest";
import { buildOf } from "../../../checks/testing/builds.ts";
import { changeView } from "./change.ts";
import type { ChangeSide } from "./model.ts";

const context = {
  ".dockerignore": "*.md",
  "README.md": "# Links",
  "package.json": "{}",
  "package-lock.json": "{}",
  "src/links/all.js": "",
  "src/server.js": "serve()",
  "test/server.test.js": "check()",
};
const starter = buildOf(
  ["FROM node:24", "WORKDIR /app", "COPY . .", "RUN npm ci"],
  context,
);
const ordered = buildOf(
  [
    "FROM node:24-slim",
    "WORKDIR /app",
    "COPY package*.json ./",
    "RUN npm ci",
    "COPY src ./src",
  ],
  context,
);

function words(side: ChangeSide | undefined): readonly string[] {
  return (side?.stages ?? []).flatMap(({ steps }) =>
    steps.map(({ line, cache }) => `${line} ${cache?.word}`),
  );
}

test("a source file is what is changed first", () => {
  expect(changeView(ordered, starter, undefined).picked).toBe(
    "file:src/server.js",
  );
});

test("the starter stands beside the learner's own answer", () => {
  const { sides } = changeView(ordered, starter, "file:src/server.js");
  const [before, own] = sides;
  expect(before?.title).toBe("The starter");
  expect(words(before)).toEqual(["2 cached", "3 again", "4 again"]);
  expect(before?.sentence).toBe("2 of 3 steps run again.");
  expect(words(own)).toEqual(["2 cached", "3 cached", "4 cached", "5 again"]);
  expect(own?.sentence).toBe("1 of 4 steps runs again.");
  expect(own?.stages[0]?.steps.at(-1)?.cache?.because).toBe(
    "it reads src/server.js",
  );
});

test("a dependency runs the installation again", () => {
  const { choices, sides } = changeView(
    ordered,
    undefined,
    "file:package.json",
  );
  expect(choices[0]).toMatchObject({
    title: "A dependency",
    choices: [{ title: "package-lock.json" }, { title: "package.json" }],
  });
  expect(sides).toHaveLength(1);
  expect(words(sides[0])).toEqual([
    "2 cached",
    "3 again",
    "4 again",
    "5 again",
  ]);
});

test("another base image runs everything again, each answer on its own", () => {
  const { choices, sides } = changeView(ordered, starter, "base");
  expect(choices[1]).toEqual({
    title: "The base image",
    choices: [{ key: "base", title: "node:24-slim" }],
  });
  for (const side of sides)
    expect(words(side).every((word) => word.endsWith("again"))).toBe(true);
  expect(sides[0]?.stages[0]?.steps[0]?.cache?.because).toBe(
    "FROM node:24 is another image now",
  );
});

test("a file that is not sent runs nothing again", () => {
  const { choices, sides } = changeView(ordered, undefined, "file:README.md");
  expect(choices[2]?.choices).toContainEqual({
    key: "file:README.md",
    title: "README.md (not sent)",
  });
  expect(sides[0]?.sentence).toBe(
    "The file is not sent to the builder: nothing runs again.",
  );
});

test("a file that no step reads runs nothing again", () => {
  const { sides } = changeView(ordered, undefined, "file:test/server.test.js");
  expect(sides[0]?.sentence).toBe("Nothing runs again: no step reads it.");
});

test("a name with the signs of a pattern is that file alone", () => {
  const build = buildOf(
    ["FROM alpine:3.24", "COPY a.js /", 'COPY ["[a].js", "/"]'],
    { "a.js": "", "[a].js": "" },
  );
  const { sides } = changeView(build, undefined, "file:[a].js");
  expect(words(sides[0])[0]).toBe("2 cached");
});

test("a choice that is gone gives way to the first", () => {
  expect(changeView(ordered, starter, "file:gone.js").picked).toBe(
    "file:src/server.js",
  );
});

test("stages have their names, and what is copied from one that runs again may run again", () => {
  const build = buildOf(
    [
      "FROM node:24 AS build",
      "COPY src ./src",
      "RUN npm run build",
      "FROM node:24-slim",
      "COPY --from=build /dist /dist",
    ],
    context,
  );
  const [own] = changeView(build, undefined, "file:src/server.js").sides;
  expect(own?.stages.map(({ title }) => title)).toEqual(["build", "stage 1"]);
  expect(own?.sentence).toBe("2 of 3 steps run again, 1 perhaps.");
});

test("without a stage there is nothing to change", () => {
  const { sides } = changeView(buildOf([], context), undefined, undefined);
  expect(sides[0]?.sentence).toBe("There is no image.");
});
