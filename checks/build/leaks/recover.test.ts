import { expect, it } from "vitest";
import type { Files } from "../../files.ts";
import { buildOf } from "../../testing/builds.ts";
import { leaksOf } from "../leaks.ts";
import { simulate } from "../simulate.ts";

/** The commands that show what leaks. */
function commands(
  lines: readonly string[],
  files: Files = { ".env": "DB_PASSWORD=correct-horse\n" },
): readonly string[] {
  return leaksOf(buildOf(lines, files)).leaks.map(({ command }) => command);
}

/** What prints a file from the layers of an image. */
const unpack = (image: string, member: string): string =>
  `mkdir -p layers && docker save ${image} | tar -x -C layers && find layers -type f -exec tar -xOf {} ${member} \\; 2>/dev/null`;
const inspect = (part: string): string =>
  `docker image inspect --format '{{json .Config.${part}}}' IMAGE`;

it.each<readonly [string, string, string]>([
  ["an ENV", "ENV API_KEY=abc", inspect("Env")],
  ["a LABEL", "LABEL api_key=abc", inspect("Labels")],
  [
    "a health check",
    "HEALTHCHECK CMD curl -u a:bcd http://127.0.0.1/",
    inspect("Healthcheck"),
  ],
  ["a trigger", "ONBUILD ENV API_KEY=abc", inspect("OnBuild")],
  ["an ARG", "ARG API_KEY", "docker history --no-trunc IMAGE"],
  ["a file", "COPY .env /app/", unpack("IMAGE", "app/.env")],
  [
    "a file in a directory that is not known",
    "COPY .env $NOWHERE",
    unpack("IMAGE", "--wildcards '*.env'"),
  ],
])("%s is shown by a command", (_, line, command) => {
  const from = ["FROM node:24-slim", "ARG NOWHERE"];
  expect(commands([...from, line])).toEqual([command]);
});

it.each<readonly [string, readonly string[], string]>([
  ["its name", ["FROM node:24 AS build"], "build"],
  ["its number", ["FROM node:24"], "0"],
])(
  "a file of another stage is shown from the cache, by %s",
  (_, from, name) => {
    const lines = [
      ...from,
      "COPY .env /app/",
      "FROM node:24-slim",
      `COPY --from=0 /usr/local /b`,
    ];
    expect(commands(lines)).toEqual([
      `docker build --target ${name} --tag stage . && ${unpack("stage", "app/.env")}`,
    ]);
  },
);

it("what a shell would read in a name is quoted", () => {
  const files = { "it's & mine.pem": "-----BEGIN PRIVATE KEY-----\n" };
  expect(commands(["FROM node:24-slim", "COPY . /"], files)).toEqual([
    unpack("IMAGE", `'it'\\''s & mine.pem'`),
  ]);
});

it("another file than Dockerfile is named", () => {
  const files = {
    "my build": "FROM node AS a\nCOPY .env /\nFROM node\nCOPY --from=a /usr /b",
    ".env": "DB_PASSWORD=abc",
  };
  const build = simulate(files, { dockerfile: "my build" });
  expect(leaksOf(build).leaks.map(({ command }) => command)).toEqual([
    `docker build --target a --file 'my build' --tag stage . && ${unpack("stage", ".env")}`,
  ]);
});

it("the provenance shows what was given, and the Dockerfile what it spells out", () => {
  const provenance =
    "docker buildx imagetools inspect IMAGE --format '{{json .Provenance}}'";
  const lines = ["ARG A_TOKEN", "ARG B_TOKEN=abc", "FROM node:24-slim"];
  expect(commands(lines)).toEqual([
    provenance,
    `${provenance} | grep -o '"data": *"[^"]*"' | cut -d '"' -f 4 | base64 -d`,
  ]);
});
