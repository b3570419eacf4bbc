import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { buildOf } from "../testing/builds.ts";
import { missesAfter } from "./rebuild.ts";

const FILES: Files = {
  "package.json": "{}",
  "package-lock.json": "{}",
  "server.js": "",
  "src/a.js": "",
  "README.md": "",
};

/** The steps that run again after a change, as their instructions read. */
function misses(changed: string, lines: readonly string[], files = FILES) {
  const build = buildOf(lines, files);
  return [...missesAfter(build, changed).keys()].map(
    ({ instruction: { keyword, arguments: line } }) =>
      `${keyword} ${line.text}`,
  );
}

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
    ["of a file that no step reads, nothing", "other.js", GOOD, []],
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

  it("of a file that is left out of the context, nothing runs again", () => {
    const files = { ...FILES, ".dockerignore": "README.md" };
    expect(misses("README.md", GOOD, files)).toEqual([]);
  });
});

describe("across stages", () => {
  const STAGES = [
    "FROM node:24 AS deps",
    "WORKDIR /app",
    "COPY package*.json ./",
    "RUN npm ci",
    "FROM deps AS build",
    "COPY . .",
    "RUN npm run build",
    "FROM node:24-slim",
    "WORKDIR /app",
    "COPY --from=deps /app/node_modules ./node_modules",
    "COPY --from=build /app/dist ./dist",
  ];

  it("a copy from a stage that is built again runs again, another does not", () => {
    expect(misses("src/a.js", STAGES)).toEqual([
      "COPY . .",
      "RUN npm run build",
      "COPY /app/dist ./dist",
    ]);
  });

  it("a stage runs again from its first line where the stage below does", () => {
    expect(misses("package.json", STAGES)).toEqual([
      "COPY package*.json ./",
      "RUN npm ci",
      "COPY . .",
      "RUN npm run build",
      "COPY /app/node_modules ./node_modules",
      "COPY /app/dist ./dist",
    ]);
  });

  it("a mount from a stage counts like a copy", () => {
    expect(
      misses("server.js", [
        "FROM node:24 AS build",
        "COPY server.js /",
        "FROM node:24-slim",
        "RUN --mount=type=bind,from=build,target=/b cp /b/server.js /",
      ]),
    ).toEqual(["COPY server.js /", "RUN cp /b/server.js /"]);
  });

  it("each miss has its reason", () => {
    const build = buildOf(STAGES, FILES);
    expect(
      [...missesAfter(build, "src/a.js").values()].map(({ kind }) => kind),
    ).toEqual(["file", "earlier", "stage"]);
  });
});
