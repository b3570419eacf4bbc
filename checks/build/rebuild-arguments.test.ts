import { describe, expect, it } from "vitest";
import { FILES, results } from "../testing/rebuilds.ts";
import type { BuildChange } from "./build-change.ts";

describe("after a change of a build argument", () => {
  const value = (name: string): BuildChange => ({
    kind: "argument",
    name,
    value: "new",
  });

  it.each<[string, string, string[], string[]]>([
    [
      "every RUN after ARG runs again, also one that does not use it, and no copy before it",
      "A",
      ["RUN a", "ARG A=1", "COPY server.js /", "RUN b", "COPY src /"],
      [
        "RUN a: hit",
        "COPY server.js /: hit",
        "RUN b: miss A",
        "COPY src /: miss after RUN",
      ],
    ],
    [
      "a copy runs again where it uses it",
      "A",
      ["ARG A=1", "COPY server.js /$A", "WORKDIR /b"],
      ["COPY server.js /$A: miss instruction", "WORKDIR /b: miss after COPY"],
    ],
    [
      "a working directory runs again where it uses it",
      "A",
      ["ARG A=1", "WORKDIR /$A"],
      ["WORKDIR /$A: miss instruction"],
    ],
    [
      "an ENV that takes it up changes what follows",
      "A",
      ["ARG A=1", "ENV B=$A A=2", "RUN a"],
      ["RUN a: miss B"],
    ],
    [
      "an ENV of its name hides it",
      "A",
      ["ARG A=1", "ENV A=2", "RUN a"],
      ["RUN a: hit"],
    ],
    [
      "nothing that does not declare it",
      "B",
      ["ARG A", "RUN a"],
      ["RUN a: hit"],
    ],
    ["nothing for a proxy", "HTTP_PROXY", ["RUN a"], ["RUN a: hit"]],
    [
      "a declared proxy counts",
      "HTTP_PROXY",
      ["ARG HTTP_PROXY", "RUN a"],
      ["RUN a: miss HTTP_PROXY"],
    ],
    [
      "working directories carry SOURCE_DATE_EPOCH, and copies do not",
      "SOURCE_DATE_EPOCH",
      ["COPY src /", "WORKDIR /a", "RUN b"],
      [
        "COPY src /: hit",
        "WORKDIR /a: miss SOURCE_DATE_EPOCH",
        "RUN b: miss after WORKDIR",
      ],
    ],
  ])("%s", (_, name, lines, expected) => {
    expect(results(value(name), ["FROM node:24", ...lines])).toEqual(expected);
  });

  it("before FROM it counts for the images that use it", () => {
    const lines = [
      "ARG TAG=24",
      "FROM node:$TAG AS a",
      "RUN a",
      "FROM alpine",
      "RUN b",
      "COPY --from=a /etc/hosts /",
    ];
    expect(results(value("TAG"), lines)).toEqual([
      "RUN a: miss base",
      "RUN b: hit",
      "COPY /etc/hosts /: unknown stage a",
    ]);
  });

  it("in a stage it counts only where the stage declares it", () => {
    const lines = [
      "FROM node:24 AS a",
      "ARG A",
      "RUN a",
      "FROM a AS b",
      "RUN b",
      "FROM node:24",
      "RUN c",
      "COPY --from=b /etc/hosts /",
    ];
    expect(results(value("A"), lines)).toEqual([
      "RUN a: miss A",
      "RUN b: miss after RUN",
      "RUN c: hit",
      "COPY /etc/hosts /: unknown stage b",
    ]);
  });

  it("to the value it had, nothing runs again", () => {
    const options = { buildArguments: { A: "new" } };
    const lines = ["FROM node:24", "ARG A", "RUN a"];
    expect(results(value("A"), lines, FILES, options)).toEqual(["RUN a: hit"]);
  });
});

it("a variable that is set again goes to the end", () => {
  const lines = ["FROM node:24", "ENV A=1", "ENV B=2", "RUN a"];
  const text = lines.join("\n").replace("RUN", "ENV A=1\nRUN");
  expect(results({ kind: "dockerfile", text }, lines)).toEqual([
    "RUN a: miss moved",
  ]);
});

it("the working directory / makes no directory and changes nothing", () => {
  const lines = ["FROM node:24", "WORKDIR /", "COPY src ./src"];
  const text = lines.join("\n").replace("WORKDIR /\n", "");
  expect(results({ kind: "dockerfile", text }, lines)).toEqual([
    "COPY src ./src: hit",
  ]);
});

it("the order of variables counts", () => {
  const lines = ["FROM node:24", "ENV A=1 B=2", "RUN a"];
  const text = lines.join("\n").replace("A=1 B=2", "B=2 A=1");
  expect(results({ kind: "dockerfile", text }, lines)).toEqual([
    "RUN a: miss moved",
  ]);
});
