import { expect, it } from "vitest";
import { applyFixes } from "../../fix.ts";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./start-what-exists.ts";

const SLIM = "FROM node:24-slim\n";
const ALPINE = "FROM node:24-alpine\n";
const DISTROLESS = "FROM gcr.io/distroless/nodejs24-debian13:nonroot\n";
const BUILT = "FROM golang:1.27 AS build\nRUN go build -o /out/app .\n";

const lacks = (at: string, program: string): string =>
  `${at} ${program} is not in the image, so the container ends as soon as it is started.`;
const twice = (at: string, entrypoint: string, first: string): string =>
  `${at} The image starts ${entrypoint} by itself, so it takes ${first} for what it shall run, and fails.`;

testRule(rule, {
  good: {
    "what the image has": `${SLIM}CMD ["node", "server.js"]`,
    "the base image's own command": SLIM,
    "tini installed": `${SLIM}RUN apt-get update && apt-get install -y tini\nENTRYPOINT ["tini", "--"]\nCMD ["node", "."]`,
    "tini of Alpine's place": `${ALPINE}RUN apk add --no-cache tini\nENTRYPOINT ["/sbin/tini", "--"]\nCMD ["node", "."]`,
    "a program copied from a stage": `${BUILT}FROM scratch\nCOPY --from=build /out/app /app\nENTRYPOINT ["/app"]`,
    "a program of the context, its files not known":
      'FROM scratch\nCOPY . /\nENTRYPOINT ["/app"]',
    "a program that the application brings": `${SLIM}WORKDIR /app\nCOPY . .\nRUN npm ci\nCMD ["./node_modules/.bin/next", "start"]`,
    "a name that nobody knows": `${SLIM}CMD ["frobnicate"]`,
    "a global npm package": `${SLIM}RUN npm install -g serve\nCMD ["serve", "."]`,
    "a script may install anything": `${SLIM}RUN ./setup.sh\nENTRYPOINT ["tini", "--"]`,
    "a base image that we do not know":
      'FROM registry.example.com/base:1\nENTRYPOINT ["tini"]',
    "a base image that a build argument hides": 'ARG B\nFROM $B\nCMD ["tini"]',
    "a stage that does not ship": `FROM node:24-slim AS x\nCMD ["tini"]\n${SLIM}`,
    "a command that is set anew": `${SLIM}CMD ["tini"]\nCMD ["node"]`,
    "a script for the runtime of distroless": `${DISTROLESS}CMD ["server.js"]`,
    "an ENTRYPOINT of one's own on distroless": `${DISTROLESS}ENTRYPOINT ["/nodejs/bin/node"]\nCMD ["node"]`,
    "the official image's script starts what CMD names": `${SLIM}CMD ["node"]`,
    "what use-exec-form tells": `${DISTROLESS}ENTRYPOINT node server.js`,
  },
  bad: {
    "tini that is not installed": {
      on: `${SLIM}ENTRYPOINT ["tini", "--"]\nCMD ["node", "."]`,
      says: [lacks("2:13", "tini")],
    },
    "the program behind tini": {
      on: `${ALPINE}RUN apk add --no-cache tini\nENTRYPOINT ["tini", "--"]\nCMD ["python3", "app.py"]`,
      says: [lacks("4:6", "python3")],
    },
    "in the shell form": {
      on: "FROM debian:13-slim\nCMD python3 -m http.server",
      says: [lacks("2:5", "python3")],
    },
    "nothing was copied to that place": {
      on: `${BUILT}FROM scratch\nCOPY --from=build /out/app /app\nENTRYPOINT ["/appp"]`,
      says: [lacks("5:13", "/appp")],
    },
    "installed in another stage": {
      on: `FROM node:24-slim AS build\nRUN apt-get update && apt-get install -y tini\n${SLIM}ENTRYPOINT ["tini", "--", "node"]`,
      says: [lacks("4:13", "tini")],
    },
    "from an earlier stage": {
      on: `FROM node:24-slim AS base\nENTRYPOINT ["dumb-init"]\nFROM base\nCMD ["node"]`,
      says: [lacks("2:13", "dumb-init")],
    },
    "the runtime twice": {
      on: `${DISTROLESS}CMD ["node", "server.js"]`,
      says: [twice("2:6", "/nodejs/bin/node", "node")],
    },
    "the runtime twice, with its option": {
      on: 'FROM gcr.io/distroless/java21-debian13\nCMD ["/usr/bin/java", "-jar", "app.jar"]',
      says: [twice("2:6", "/usr/bin/java -jar", "/usr/bin/java")],
    },
  },
});

it.each([
  [`${DISTROLESS}CMD ["node", "server.js"]`, `${DISTROLESS}CMD ["server.js"]`],
  [
    'FROM gcr.io/distroless/java21-debian13\nCMD [ "java", "-jar", "app.jar" ]',
    'FROM gcr.io/distroless/java21-debian13\nCMD [ "app.jar" ]',
  ],
  [`${DISTROLESS}CMD ["node"]`, `${DISTROLESS}CMD ["node"]`],
])("the fix of start-what-exists makes of %j %j", (before, after) => {
  const findings = lint({ Dockerfile: before }, { rules: [rule] });
  expect(findings).toHaveLength(1);
  expect(applyFixes({ Dockerfile: before }, findings).files).toEqual({
    Dockerfile: after,
  });
});
