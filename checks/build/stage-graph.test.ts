import { describe, expect, it } from "vitest";
import { buildOf } from "../testing/builds.ts";
import { stageGraph, stageTitle } from "./stage-graph.ts";

const LINES = [
  "FROM node:24 AS deps",
  "COPY package.json ./",
  "FROM golang:1.27 AS tool",
  "RUN go build -o /tool .",
  "FROM deps AS build",
  "RUN --mount=type=bind,from=tool,source=/tool,target=/tool /tool",
  "FROM deps AS test",
  "RUN npm test",
  "FROM test AS report",
  "FROM node:24-slim",
  "COPY --from=build /dist /dist",
  "COPY --from=busybox:1.37 /bin/wget /bin/",
];
const FILES = { "package.json": "{}" };

describe("the stages of a build", () => {
  const graph = stageGraph(buildOf(LINES, FILES));

  it("are built where the target needs them, and skipped for a reason", () => {
    expect(
      graph.nodes.map(({ stage, state, because }) => [
        stageTitle(stage),
        state,
        because,
      ]),
    ).toEqual([
      ["deps", "built", "build starts from it."],
      ["tool", "built", "build mounts it."],
      ["build", "built", "Stage 5 copies from it."],
      [
        "test",
        "skipped",
        "Only report needs it, and the target needs none of that.",
      ],
      [
        "report",
        "skipped",
        "No stage starts from it, copies from it or mounts it.",
      ],
      ["stage 5", "target", "It is the target of the build."],
    ]);
  });

  it("run side by side where neither needs the other", () => {
    expect(graph.levels.map((stages) => stages.map(stageTitle))).toEqual([
      ["deps", "tool"],
      ["build"],
      ["stage 5"],
    ]);
  });

  it("need stages and images, each at its line", () => {
    const needs = graph.nodes.flatMap((node) =>
      node.needs.map(({ by, at, source }) => [
        stageTitle(node.stage),
        by,
        source.kind === "stage" ? stageTitle(source.stage) : source.name,
        at.keyword,
      ]),
    );
    expect(needs).toEqual([
      ["deps", "base", "node:24", "FROM"],
      ["tool", "base", "golang:1.27", "FROM"],
      ["build", "base", "deps", "FROM"],
      ["build", "mount", "tool", "RUN"],
      ["test", "base", "deps", "FROM"],
      ["report", "base", "test", "FROM"],
      ["stage 5", "base", "node:24-slim", "FROM"],
      ["stage 5", "copy", "build", "COPY"],
      ["stage 5", "copy", "busybox:1.37", "COPY"],
    ]);
  });
});

it.each([
  ["nothing at all", []],
  ["no FROM", ["RUN true"]],
  ["a stage that copies from itself", ["FROM a AS a", "COPY --from=a /b /c"]],
])("a file with %s has a graph", (_, lines) => {
  const { nodes, levels } = stageGraph(buildOf(lines));
  expect(levels.flat().length).toBe(nodes.length);
});
