import { describe, expect, it } from "vitest";
import { buildOf } from "../testing/builds.ts";

const reasons = (...lines: readonly string[]): readonly string[] =>
  buildOf(lines).errors.map(({ message }) =>
    message.replace(/^This RUN stops the build: (.*)\.$/, "$1"),
  );

const UNFOUND = [
  "apt-get finds no package curl, as /var/lib/apt/lists is empty",
];
const INSTALL = "apt-get install -y curl";

describe("apt finds no package", () => {
  it.each<[string, ...string[]]>([
    ["without lists", "FROM node:24-slim", `RUN ${INSTALL}`],
    ["without lists of Ubuntu", "FROM ubuntu:26.04", `RUN ${INSTALL}`],
    [
      "after the lists were removed",
      "FROM debian:13-slim",
      "RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*",
      `RUN ${INSTALL}`,
    ],
    [
      "with lists of another stage",
      "FROM debian:13-slim AS a",
      "RUN apt-get update",
      "FROM debian:13-slim",
      `RUN ${INSTALL}`,
    ],
    ["that is not there", "FROM debian:13", `RUN apt-get install -y bash curl`],
  ])("%s", (_, ...lines) => {
    expect(reasons(...lines)).toEqual(UNFOUND);
  });

  it.each<[string, ...string[]]>([
    ["with lists", "FROM debian:13-slim", `RUN apt-get update && ${INSTALL}`],
    [
      "with lists of the step before",
      "FROM debian:13-slim",
      "RUN apt-get update",
      `RUN ${INSTALL}`,
    ],
    [
      "with lists on the builder",
      "FROM debian:13-slim",
      `RUN --mount=type=cache,target=/var/lib/apt ${INSTALL}`,
    ],
    ["that is there", "FROM debian:13-slim", "RUN apt-get install -y tzdata"],
    ["that is a file", "FROM debian:13-slim", "RUN apt-get install -y ./a.deb"],
    ["of a full image", "FROM node:24", `RUN ${INSTALL}`],
    ["of an unknown image", "FROM example.com/a:1", `RUN ${INSTALL}`],
    [
      "that a variable names",
      "FROM debian:13-slim",
      "RUN apt-get install -y $A",
    ],
    ["after a script", "FROM debian:13-slim", "RUN ./setup", `RUN ${INSTALL}`],
    ["that is not needed", "FROM debian:13-slim", `RUN ${INSTALL} || true`],
  ])("but not %s", (_, ...lines) => {
    expect(reasons(...lines)).toEqual([]);
  });
});
