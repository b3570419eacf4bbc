import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { buildOf } from "../testing/builds.ts";
import { file, FILES, results } from "../testing/rebuilds.ts";
import { rebuiltSteps } from "./rebuild.ts";

describe("across stages", () => {
  const STAGES = [
    "FROM node:24 AS deps",
    "WORKDIR /app",
    "COPY package*.json ./",
    "RUN npm ci",
    "FROM deps AS build",
    "COPY src ./src",
    "COPY README.md ./",
    "RUN npm run build",
    "FROM node:24-slim",
    "WORKDIR /app",
    "COPY --from=deps /app/node_modules ./node_modules",
    "COPY --from=build /app/README.md ./",
    "COPY --from=build /app/dist ./dist",
    "RUN true",
  ];

  it("a copy counts by its files: those that a command makes anew may be the same", () => {
    expect(results(file("src/a.js"), STAGES).slice(-8)).toEqual([
      "COPY src ./src: miss src/a.js",
      "COPY README.md ./: miss after COPY",
      "RUN npm run build: miss after COPY",
      "WORKDIR /app: hit",
      "COPY /app/node_modules ./node_modules: hit",
      "COPY /app/README.md ./: unknown stage build",
      "COPY /app/dist ./dist: unknown after COPY",
      "RUN true: unknown after COPY",
    ]);
  });

  it("a copy of a changed file from another stage runs again for certain", () => {
    expect(results(file("README.md"), STAGES).slice(-4)).toEqual([
      "COPY /app/node_modules ./node_modules: hit",
      "COPY /app/README.md ./: miss stage build",
      "COPY /app/dist ./dist: miss after COPY",
      "RUN true: miss after COPY",
    ]);
  });

  it("a copy of other files from a stage without unknown commands is a hit", () => {
    const lines = [
      "FROM scratch AS files",
      "COPY src /src",
      "COPY README.md /",
      "FROM scratch",
      "COPY --from=files /README.md /",
      "COPY --from=files /src /src",
    ];
    expect(results(file("src/a.js"), lines)).toEqual([
      "COPY src /src: miss src/a.js",
      "COPY README.md /: miss after COPY",
      "COPY /README.md /: hit",
      "COPY /src /src: miss stage files",
    ]);
  });

  it("a stage runs again from its first line where the stage below does", () => {
    const lines = ["FROM node:24 AS a", "COPY src /a", "FROM a", "RUN true"];
    expect(results(file("src/**"), lines)).toEqual([
      "COPY src /a: miss src/a.js",
      "RUN true: miss after COPY",
    ]);
  });

  it("a mount from a stage counts like a copy", () => {
    const lines = (source: string) => [
      "FROM node:24 AS build",
      "COPY server.js README.md /b/",
      "FROM node:24-slim",
      `RUN --mount=type=bind,from=build,source=${source},target=/b cp /b/* /`,
    ];
    const last = (source: string) =>
      results(file("server.js"), lines(source)).at(-1);
    expect(last("/b")).toBe("RUN cp /b/* /: miss stage build");
    expect(last("/b/README.md")).toBe("RUN cp /b/* /: hit");
  });
});

describe("between two builds", () => {
  const LINES = [
    "FROM node:24 AS build",
    "COPY src /src",
    "RUN echo same > /same.js",
    "RUN cp /src/a.js /copy.js",
    "FROM node:24-slim",
    "COPY package*.json ./",
    "COPY --from=build /same.js /",
    "COPY --from=build /copy.js /",
  ];
  const after = (change: Files): string[] =>
    rebuiltSteps(
      buildOf(LINES, FILES),
      buildOf(LINES, { ...FILES, ...change }),
    ).map(({ cache }) => cache.kind);

  it("the same content is a hit", () => {
    expect(after({ "src/a.js": "" })).toEqual(Array(6).fill("hit"));
  });

  it("what a command is known to make counts by its text", () => {
    expect(after({ "src/a.js": "new" })).toEqual([
      "miss",
      "miss",
      "miss",
      "hit",
      "hit",
      "miss",
    ]);
  });

  it("a new file that a pattern takes is a change", () => {
    expect(after({ "package-extra.json": "" }).slice(3)).toEqual([
      "miss",
      "miss",
      "miss",
    ]);
  });
});

it("what comes from the base image of a stage may be other files on another base", () => {
  const lines = [
    "FROM node:24 AS a",
    "COPY src /src",
    "FROM alpine",
    "COPY --from=a /src /src",
    "COPY --from=a /usr/local/bin/node /usr/local/bin/",
    "RUN --mount=from=a,target=/a b",
  ];
  expect(results({ kind: "image", name: "node:24" }, lines)).toEqual([
    "COPY src /src: miss base",
    "COPY /src /src: hit",
    "COPY /usr/local/bin/node /usr/local/bin/: unknown stage a",
    "RUN b: unknown after COPY",
  ]);
});
