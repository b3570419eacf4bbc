import { describe, expect, it } from "vitest";
import type { Presence } from "../images.ts";
import { imageOf } from "../testing/builds.ts";
import { commandPresence } from "./command-presence.ts";

function presence(lines: readonly string[], command: string): Presence {
  const { machine, config } = imageOf(lines, { "tool.sh": "", "bin/tini": "" });
  return commandPresence(machine, config, command);
}
const SLIM = "FROM node:24-slim";
const ALPINE = "FROM node:24-alpine";

describe("a command", () => {
  it.each<[string, string[], string, Presence]>([
    ["of the base image", [SLIM], "node", "present"],
    ["that the base image lacks", [SLIM], "curl", "absent"],
    ["of an unknown image", ["FROM team/base:1"], "sh", "unknown"],
    ["that no list has", [SLIM], "frobnicate", "unknown"],
    ["of scratch", ["FROM scratch"], "sh", "absent"],
    [
      "that is installed",
      [SLIM, "RUN apt-get update && apt-get install -y curl"],
      "curl",
      "present",
    ],
    [
      "that is installed with a version",
      [ALPINE, "RUN apk add --no-cache 'curl>8' tini=~0.19"],
      "curl",
      "present",
    ],
    [
      "that a package of another name brings",
      [SLIM, "RUN apt-get update && apt-get install -y procps"],
      "ps",
      "present",
    ],
    [
      "that is installed under a condition",
      [SLIM, "RUN if x; then apt-get update && apt-get install -y curl; fi"],
      "curl",
      "unknown",
    ],
    [
      "that is installed by a variable",
      [SLIM, "RUN apt-get update && apt-get install -y $PACKAGES"],
      "curl",
      "unknown",
    ],
    [
      "that a variable of the build names",
      [SLIM, "ARG TOOL=curl", "RUN apt-get update && apt-get install -y $TOOL"],
      "curl",
      "present",
    ],
    [
      "that is removed again",
      [ALPINE, "RUN apk add curl && apk del curl"],
      "curl",
      "absent",
    ],
    [
      "that is removed with its virtual package",
      [
        ALPINE,
        "RUN apk add --virtual .deps curl make && make && apk del .deps",
      ],
      "curl",
      "absent",
    ],
    [
      "that is purged",
      [
        SLIM,
        "RUN apt-get update && apt-get install -y curl",
        "RUN apt-get purge -y curl",
      ],
      "curl",
      "absent",
    ],
    [
      "that is removed under a condition",
      [ALPINE, "RUN apk add curl; if x; then apk del curl; fi"],
      "curl",
      "unknown",
    ],
    [
      "beside a package that stays",
      [ALPINE, "RUN apk add curl jq && apk del jq"],
      "curl",
      "present",
    ],
    [
      "after a command of unknown effect",
      [SLIM, "RUN ./install.sh"],
      "curl",
      "unknown",
    ],
    [
      "after lists were only updated",
      [SLIM, "RUN apt-get update"],
      "curl",
      "absent",
    ],
    ["after a build tool", [SLIM, "RUN npm run build"], "curl", "absent"],
    [
      "after a global installation of what nobody knows",
      [SLIM, "RUN npm install -g some-tool"],
      "curl",
      "unknown",
    ],
    [
      "that is copied into the path",
      [SLIM, "COPY tool.sh /usr/local/bin/curl"],
      "curl",
      "present",
    ],
    [
      "that is copied beside the path",
      [SLIM, "COPY tool.sh /opt/curl"],
      "curl",
      "absent",
    ],
    [
      "that is copied by another name",
      [SLIM, "COPY tool.sh /usr/local/bin/"],
      "tool.sh",
      "present",
    ],
    [
      "that comes from another image",
      [SLIM, "COPY --from=krallin/tini:0.19 /tini /usr/bin/tini"],
      "tini",
      "present",
    ],
    [
      "in a directory that ENV adds to the path",
      [SLIM, "ENV PATH=/app/bin:$PATH", "COPY tool.sh /app/bin/curl"],
      "curl",
      "present",
    ],
    [
      "in a directory of the path that another stage fills",
      [
        "FROM eclipse-temurin:25 AS build",
        "RUN make-a-runtime /jre",
        SLIM,
        "ENV PATH=/opt/jre/bin:$PATH",
        "COPY --from=build /jre /opt/jre",
      ],
      "java",
      "unknown",
    ],
    [
      "in a directory of the path that nothing fills",
      [SLIM, "ENV PATH=/opt/jre/bin:$PATH"],
      "java",
      "absent",
    ],
    [
      "by a path below /opt, where nothing was put",
      [SLIM],
      "/opt/venv/bin/gunicorn",
      "absent",
    ],
    [
      "by a path of the JDK that Temurin brings",
      ["FROM eclipse-temurin:25-jre"],
      "/opt/java/openjdk/bin/java",
      "present",
    ],
    ["by its path", [SLIM, "COPY tool.sh /app/"], "/app/tool.sh", "present"],
    [
      "by its path from the working directory",
      [SLIM, "WORKDIR /app", "COPY tool.sh ./"],
      "./tool.sh",
      "present",
    ],
    [
      "called like a property of every object",
      [SLIM],
      "constructor",
      "unknown",
    ],
  ])("%s: %j has %s %s", (_, lines, command, expected) => {
    expect(presence(lines, command)).toBe(expected);
  });
});
