import { describe, expect, it } from "vitest";
import { file, FILES, results } from "../testing/rebuilds.ts";
import type { BuildChange } from "./build-change.ts";

describe("COPY --link", () => {
  const LINKED = [
    "FROM node:24",
    "WORKDIR /app",
    "COPY README.md ./",
    "RUN a",
    "COPY --link src ./src",
    "RUN b",
  ];

  it("keeps its layer when what is below it runs again", () => {
    expect(results(file("README.md"), LINKED).slice(1)).toEqual([
      "COPY README.md ./: miss README.md",
      "RUN a: miss after COPY",
      "COPY src ./src: hit linked",
      "RUN b: miss after COPY",
    ]);
  });

  it("keeps it on another base image", () => {
    const change: BuildChange = { kind: "image", name: "node:24" };
    expect(results(change, LINKED)).toEqual([
      "WORKDIR /app: miss base",
      "COPY README.md ./: miss after WORKDIR",
      "RUN a: miss after WORKDIR",
      "COPY src ./src: hit linked",
      "RUN b: miss after WORKDIR",
    ]);
  });

  it("runs again with its own files", () => {
    expect(results(file("src/a.js"), LINKED).slice(2)).toEqual([
      "RUN a: hit",
      "COPY src ./src: miss src/a.js",
      "RUN b: miss after COPY",
    ]);
  });

  it.each(["--link=false", "--link --chmod=755"])(
    "is none with %s",
    (flags) => {
      const lines = ["FROM node:24", "COPY README.md /", `COPY ${flags} src /`];
      expect(results(file("README.md"), lines).at(-1)).toBe(
        "COPY src /: miss after COPY",
      );
    },
  );
});

describe("after a change of the Dockerfile", () => {
  const LINES = [
    "FROM node:24",
    "ENV A=1",
    "WORKDIR /app",
    "COPY src ./src",
    "RUN npm run build",
    "USER node",
    "RUN a",
    "LABEL a=b",
    'CMD ["node", "server.js"]',
  ];
  const edited = (from: string, to: string): BuildChange => ({
    kind: "dockerfile",
    text: LINES.join("\n").replace(from, to),
  });

  it.each<[string, string, string, string[]]>([
    [
      "an instruction that only writes the configuration costs nothing",
      "LABEL a=b",
      "LABEL a=c\nEXPOSE 3000",
      ["hit", "hit", "hit", "hit"],
    ],
    [
      "another variable runs the commands after it, not the copies",
      "A=1",
      "A=2",
      ["hit", "hit", "miss A", "miss after RUN"],
    ],
    [
      "a new variable too",
      "A=1",
      "A=1 B=2",
      ["hit", "hit", "miss B", "miss after RUN"],
    ],
    [
      "the same variable again, at the end, is no change",
      "ENV A=1",
      "ENV A=1\nENV A=1",
      ["hit", "hit", "hit", "hit"],
    ],
    [
      "a value that is replaced before the command is no change",
      "ENV A=1",
      "ENV A=0\nENV A=1",
      ["hit", "hit", "hit", "hit"],
    ],
    [
      "another user runs what follows",
      "USER node",
      "USER 1000",
      ["hit", "hit", "hit", "miss USER"],
    ],
    [
      "another command runs with all that follows",
      "npm run build",
      "npm run build -- --fast",
      ["hit", "hit", "miss instruction", "miss after RUN"],
    ],
    [
      "a comment is no change",
      "RUN a",
      "# why\nRUN a",
      ["hit", "hit", "hit", "hit"],
    ],
    [
      "another base image runs everything",
      "node:24",
      "node:26",
      [
        "miss base",
        "miss after WORKDIR",
        "miss after WORKDIR",
        "miss after WORKDIR",
      ],
    ],
    [
      "a new instruction runs, and what follows",
      "RUN npm",
      "RUN npm ci\nRUN npm",
      ["hit", "hit", "miss instruction", "miss after RUN", "miss after RUN"],
    ],
    [
      "another shell runs the commands after it",
      "RUN npm",
      'SHELL ["/bin/bash", "-c"]\nRUN npm',
      ["hit", "hit", "miss SHELL", "miss after RUN"],
    ],
    [
      "the same command in other words is a hit",
      "RUN npm run build",
      'RUN ["/bin/sh", "-c", "npm run build"]',
      ["hit", "hit", "hit", "hit"],
    ],
    [
      "the same path in other words is a hit",
      "COPY src ./src",
      "COPY ./src/ /app/src",
      ["hit", "hit", "hit", "hit"],
    ],
    [
      "one that is gone runs what followed it",
      "RUN npm run build\n",
      "",
      ["hit", "hit", "miss moved"],
    ],
  ])("%s", (_, from, to, expected) => {
    expect(
      results(edited(from, to), LINES, FILES).map((line) =>
        line.replace(/^.*: (?=hit|miss|unknown)/, ""),
      ),
    ).toEqual(expected);
  });

  it("a copy of the whole context takes the Dockerfile along", () => {
    const lines = ["FROM node:24", "COPY . .", "CMD a"];
    const text = lines.join("\n").replace("CMD a", "CMD b");
    const change: BuildChange = { kind: "dockerfile", text };
    expect(results(change, lines)).toEqual(["COPY . .: miss Dockerfile"]);
    const ignored = { ...FILES, ".dockerignore": "Dockerfile" };
    expect(results(change, lines, ignored)).toEqual(["COPY . .: hit"]);
  });
});

describe("a cache mount", () => {
  const lines = (options: string) => [
    "FROM node:24",
    `RUN --mount=type=cache,target=/c${options} a`,
  ];
  const after = (from: string, to: string) =>
    results({ kind: "dockerfile", text: lines(to).join("\n") }, lines(from));

  it("with another id or sharing is the same to the cache", () => {
    expect(after(",id=a", ",id=b,sharing=locked")).toEqual(["RUN a: hit"]);
  });

  it("at another place is not", () => {
    expect(after("", ",target=/d")).toEqual(["RUN a: miss instruction"]);
  });
});
