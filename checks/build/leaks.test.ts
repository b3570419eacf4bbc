import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { buildOf } from "../testing/builds.ts";
import { dockerfile, ignoreFile } from "../testing/generated.ts";
import { leaksOf } from "./leaks.ts";
import { simulate, type SimulateOptions } from "./simulate.ts";

const ENV = "DB_PASSWORD=correct-horse\n";

it("what comes with the image is told first, then the provenance, then the builder's cache", () => {
  const { leaks } = leaksOf(
    buildOf(
      [
        "FROM node:24 AS build",
        "ARG NPM_TOKEN",
        "COPY . /src",
        "FROM node:24-slim",
        "COPY id_rsa /root/.ssh/",
        "COPY --from=build /src/server.js /app/",
        "ENV API_KEY=abc",
      ],
      { ".env": ENV, id_rsa: "KEY", "server.js": "" },
    ),
  );
  expect(leaks.map(({ surface, name }) => `${surface} ${name}`)).toEqual([
    "layer /root/.ssh/id_rsa",
    "configuration API_KEY",
    "provenance NPM_TOKEN",
    "cache /src/.env",
  ]);
});

describe("what cannot be told", () => {
  const untold = (
    lines: readonly string[],
    files: Files = {},
    options?: SimulateOptions,
  ): readonly string[] =>
    leaksOf(buildOf(lines, files, options)).unknown.map(
      ({ because }) => because,
    );

  it.each<readonly [string, readonly string[], Files, string]>([
    [
      "a hidden source, where a secret is in the context",
      ["FROM node", "ARG F", "COPY $F /app/"],
      { ".env": ENV },
      "the build argument F has no default",
    ],
    [
      "a base whose name is not known",
      ["ARG BASE", "FROM $BASE", "COPY server.js /app/"],
      { "server.js": "" },
      "what the base image holds is not known: the build argument BASE has no default",
    ],
    [
      "what a command made where a secret was",
      [
        "FROM node:24 AS build",
        "WORKDIR /src",
        "COPY . .",
        "RUN npm run build",
        "FROM node:24-slim",
        "COPY --from=build /src/dist /app",
      ],
      { ".env": ENV },
      "what /app holds is not known, and the stage build holds /src/.env",
    ],
    [
      "what a command made where a secret was, two stages away",
      [
        "FROM node:24 AS source",
        "COPY . /src",
        "FROM source AS build",
        "RUN npm run build",
        "FROM node:24 AS other",
        "COPY --from=build /src/dist /dist",
        "FROM other AS last",
        "FROM node:24-slim",
        "COPY --from=last /dist /app",
      ],
      { ".env": ENV },
      "what /app holds is not known, and the stage build holds /src/.env",
    ],
    [
      "what a command made of a mounted context with a secret",
      [
        "FROM node:24-slim",
        "RUN --mount=type=bind,target=/src /src/build.sh /app",
      ],
      { ".env": ENV, "build.sh": "" },
      "what build.sh does is not known, and it reads .env",
    ],
    [
      "a repository",
      ["FROM node", "COPY . /app"],
      { ".git/HEAD": "ref", ".git/objects/ab": "" },
      "/app/.git holds every committed version of the files, and what those hold is not known",
    ],
    [
      "an argument that is empty by default",
      ["FROM node", "ARG NPM_TOKEN="],
      {},
      "NPM_TOKEN is empty only as long as no --build-arg gives it a value",
    ],
  ])("is %s", (_, lines, files, because) => {
    expect(untold(lines, files)).toEqual([because]);
  });

  it.each<readonly [string, readonly string[], Files]>([
    [
      "a hidden source, where no secret is in the context",
      ["FROM node", "ARG F", "COPY $F /app/"],
      { ".env": "PORT=3000", ".env.example": ENV },
    ],
    [
      "what a command made where no secret was",
      [
        "FROM node:24 AS build",
        "WORKDIR /src",
        "COPY package.json .",
        "RUN npm run build",
        "FROM node:24-slim",
        "COPY --from=build /src/dist /app",
      ],
      { ".env": ENV, "package.json": "{}" },
    ],
    [
      "a command that sees a secret mount",
      ["FROM node", "RUN --mount=type=secret,id=npm ./install.sh"],
      {},
    ],
    [
      "a repository in a stage that does not ship",
      ["FROM node AS a", "COPY . /a", "FROM node", "COPY --from=a /a/b /b"],
      { ".git/HEAD": "ref", b: "" },
    ],
    ["an argument with a value", ["FROM node", "ARG NPM_TOKEN=abc"], {}],
    ["a public base image", ["FROM team/base:1", "RUN ./setup.sh"], {}],
  ])("is not %s", (_, lines, files) => {
    expect(untold(lines, files)).toEqual([]);
  });

  it("is a context that is not given in full, where a COPY may take more", () => {
    const lines = ["FROM node", "COPY . /app"];
    const files = { "server.js": "" };
    expect(untold(lines, files, { context: "unknown" })).toEqual([
      "not all files of the build context are given",
    ]);
    expect(untold(lines, files)).toEqual([]);
  });
});

describe("of any Dockerfile", () => {
  const context = {
    ".env": ENV,
    id_rsa: "KEY",
    "server.js": "",
    ".git/config": "",
  };

  it("the leaks are told, each with its place in the file", () => {
    fc.assert(
      fc.property(dockerfile, ignoreFile, (text, ignored) => {
        const files = { ...context, ".dockerignore": ignored };
        const build = simulate({ ...files, Dockerfile: text });
        const { leaks, unknown } = leaksOf(build);
        for (const { at } of [...leaks, ...unknown])
          expect(text.length).toBeGreaterThanOrEqual(at.end);
        for (const { reason, command } of leaks)
          expect(`${reason} ${command}`).not.toContain("undefined");
      }),
    );
  });

  it("a secret mount adds none", () => {
    fc.assert(
      fc.property(dockerfile, (text) => {
        const told = (Dockerfile: string): readonly string[] =>
          leaksOf(simulate({ ...context, Dockerfile })).leaks.map(
            ({ surface, name, what }) => `${surface} ${name} ${what}`,
          );
        const before = told(text);
        const mounted = text.replace(
          /^RUN (?!--)/gm,
          "RUN --mount=type=secret,id=extra,required=true ",
        );
        for (const leak of told(mounted)) expect(before).toContain(leak);
      }),
    );
  });
});
