import { expect, it } from "vitest";
import { judged, testFact } from "../../testing/fact-tester.ts";
import ships from "./ships.ts";

const FILES = { ".env": "A=b", ".env.local": "A=b", "server.js": "" };

testFact(ships, {
  asks: { none: [".env", ".env.*"] },
  files: FILES,
  met: {
    "the app alone": ["FROM node:24", "COPY server.js ./"],
    "the file in a stage that ships nothing of it": [
      "FROM node:24 AS build",
      "COPY . /b",
      "FROM node:24",
      "COPY --from=build /b/server.js /",
    ],
    "an exclusion": ["FROM node:24", "COPY --exclude=.env* . /app/"],
    "a mount, which leaves no layer": [
      "FROM node:24",
      "RUN --mount=type=bind,target=/c true",
    ],
  },
  open: {
    "the whole context": ["FROM node:24", "COPY . /app/"],
    "the file by name": ["FROM node:24", "COPY .env /app/"],
    "the file by a pattern": ["FROM node:24", "COPY .e* /app/"],
    "the file under another name": ["FROM node:24", "COPY .env /app/settings"],
    "the file removed in a later layer": [
      "FROM node:24",
      "COPY . /app/",
      "RUN rm /app/.env",
    ],
    "the file in the stage below": [
      "FROM node:24 AS base",
      "COPY . /app/",
      "FROM base",
      "RUN rm -rf /app",
    ],
    "the file from another stage": [
      "FROM node:24 AS build",
      "COPY . /b/",
      "FROM node:24",
      "COPY --from=build /b /app",
    ],
    "the file in an unknown place": ["FROM team/base:1", "COPY . ."],
    "the file at a hidden place": ["FROM node:24", "ARG D", "COPY .env $D"],
    "the whole context by ADD": ["FROM node:24", "ADD . /app/"],
  },
  unknown: { "a hidden source": ["FROM node:24", "ARG F", "COPY $F /app/"] },
});

it("files that the ignore file leaves out are not shipped", () => {
  const lines = ["FROM node:24", "COPY . /app/"];
  const files = { ...FILES, ".dockerignore": ".env*" };
  expect(judged(ships, { none: [".env"] }, lines, files).state).toBe("met");
});

it("what does not ship is told in full", () => {
  const lines = ["FROM node:24", "COPY server.js /"];
  expect(judged(ships, { none: [".env", "a", "b"] }, lines).reason).toBe(
    "No layer of the image holds .env, a or b.",
  );
});

it("a pattern that is none is never met", () => {
  expect(judged(ships, { none: ["["] }, ["FROM scratch"]).state).toBe(
    "unknown",
  );
});

it.each([[[]], [[1, ".env"]], [".env"]])("%j is no list of files", (none) => {
  expect(ships.problem({ none })).toBeDefined();
});
