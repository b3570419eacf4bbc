import { describe, expect, it } from "vitest";
import { buildOf } from "../testing/builds.ts";
import { file, FILES, misses, results } from "../testing/rebuilds.ts";
import { rebuild } from "./rebuild.ts";

const GOOD = [
  "FROM node:24",
  "WORKDIR /app",
  "COPY package*.json ./",
  "RUN npm ci",
  "COPY . .",
  "RUN npm run build",
];

describe("after a change", () => {
  it.each<[string, string, string[], string[]]>([
    [
      "of the source, the copy and what follows run again",
      "server.js",
      GOOD,
      ["COPY . .", "RUN npm run build"],
    ],
    [
      "of the manifest, all from its copy on",
      "package.json",
      GOOD,
      ["COPY package*.json ./", "RUN npm ci", "COPY . .", "RUN npm run build"],
    ],
    [
      "of any file of a pattern",
      "src/**",
      GOOD,
      ["COPY . .", "RUN npm run build"],
    ],
    [
      "of a new file below a directory, its copy",
      "src/new/b.js",
      ["FROM node:24", "COPY README.md /", "COPY src /src"],
      ["COPY src /src"],
    ],
    [
      "of a new file that a pattern takes, its copy",
      "package-extra.json",
      GOOD,
      ["COPY package*.json ./", "RUN npm ci", "COPY . .", "RUN npm run build"],
    ],
    [
      "of a new file that no step reads, nothing",
      "other.js",
      ["FROM node:24", "COPY src /src"],
      [],
    ],
    ["of what is no path of a file, nothing", "../a", GOOD, []],
    ["of nothing readable, nothing", "[", GOOD, []],
    [
      "of one file, not the copy of another",
      "README.md",
      ["FROM node:24", "COPY server.js /"],
      [],
    ],
    [
      "of the source, an installation after it",
      "server.js",
      ["FROM node:24", "WORKDIR /app", "COPY . .", "RUN npm ci"],
      ["COPY . .", "RUN npm ci"],
    ],
    [
      "of a mounted file, the step that mounts it",
      "package.json",
      [
        "FROM node:24",
        "WORKDIR /app",
        'RUN --mount=type=bind,"source=package.json",target=package.json npm ci',
      ],
      ["RUN npm ci"],
    ],
    [
      "of another file than the mounted, nothing",
      "server.js",
      [
        "FROM node:24",
        "WORKDIR /app",
        "RUN --mount=type=bind,source=package.json,target=package.json npm ci",
      ],
      [],
    ],
    [
      "of any file, the step that mounts the context",
      "server.js",
      ["FROM node:24", "WORKDIR /app", "RUN --mount=target=. npm ci"],
      ["RUN npm ci"],
    ],
    [
      "with a cache mount, nothing more",
      "server.js",
      [
        "FROM node:24",
        "WORKDIR /app",
        "COPY package*.json ./",
        "RUN --mount=type=cache,target=/root/.npm npm ci",
      ],
      [],
    ],
    [
      "of a file that goes to an unknown place, its copy",
      "server.js",
      ["FROM team/base:1", "COPY . .", "RUN make"],
      ["COPY . .", "RUN make"],
    ],
  ])("%s", (_, changed, lines, expected) => {
    expect(misses(changed, lines)).toEqual(expected);
  });

  it("of a new file that is left out of the context, nothing runs again", () => {
    const files = { ...FILES, ".dockerignore": "*.log" };
    expect(misses("debug.log", GOOD, files)).toEqual([]);
  });

  it("of a file that is left out of the context, nothing runs again", () => {
    const files = { ...FILES, ".dockerignore": "README.md" };
    expect(misses("README.md", GOOD, files)).toEqual([]);
  });
});

describe("what a rebuild tells besides", () => {
  it("the files that a pattern means, sent and left out", () => {
    const files = { ...FILES, ".dockerignore": "src/b.js", "src/b.js": "" };
    const build = buildOf(["FROM node:24", "COPY . ."], files);
    expect(rebuild(build, file("src/*.js")).files).toEqual({
      sent: ["src/a.js"],
      ignored: ["src/b.js"],
    });
  });

  it("the cache mounts, whose content survives", () => {
    const lines = [
      "FROM node:24",
      "COPY package.json /",
      "RUN --mount=type=cache,target=/root/.npm npm ci",
    ];
    const { steps } = rebuild(buildOf(lines, FILES), file("package.json"));
    expect(steps.at(-1)).toMatchObject({
      cache: { kind: "miss" },
      cacheMounts: ["/root/.npm"],
    });
  });

  it("that sources behind a variable may hold the changed file", () => {
    const lines = ["FROM node:24", "ARG F", "COPY $F /", "RUN a"];
    expect(results(file("server.js"), lines)).toEqual([
      "COPY $F /: unknown hidden",
      "RUN a: unknown after COPY",
    ]);
  });
});
