import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./ignore-git-directory.ts";

const REPOSITORY = { ".git/HEAD": "ref: refs/heads/main", "server.js": "" };
const ALL = "FROM node:24-slim\nWORKDIR /app\nCOPY . .";
const takes = (at: string, keyword = "COPY"): string =>
  `${at} ${keyword} takes .git into the image, and with it the history of the source.`;

testRule(rule, {
  good: {
    "the ignore file leaves it out": {
      ...REPOSITORY,
      ".dockerignore": ".git\n",
      Dockerfile: ALL,
    },
    "a pattern that takes in more": {
      ...REPOSITORY,
      ".dockerignore": "**/.*\n!.npmrc\n",
      Dockerfile: ALL,
    },
    "named files": {
      ...REPOSITORY,
      Dockerfile: "FROM node:24-slim\nCOPY server.js /app/",
    },
    "a stage that does not ship": {
      ...REPOSITORY,
      Dockerfile: `${ALL}\nFROM node:24-slim\nCOPY --from=0 /app/server.js ./`,
    },
    "no repository": { "server.js": "", Dockerfile: ALL },
    "no repository, and an ignore file without it": {
      "server.js": "",
      ".dockerignore": "node_modules",
      Dockerfile: ALL,
    },
    "files like it": {
      ".gitignore": "dist",
      ".github/workflows/a.yml": "",
      Dockerfile: ALL,
    },
    "an ignore file of the Dockerfile's own": {
      ...REPOSITORY,
      ".dockerignore": "",
      "Dockerfile.dockerignore": ".git",
      Dockerfile: ALL,
    },
    "a context that is not known": ALL,
  },
  bad: {
    "no ignore file": {
      on: { ...REPOSITORY, Dockerfile: ALL },
      says: [takes("3:1")],
    },
    "taken back in": {
      on: { ...REPOSITORY, ".dockerignore": "*\n!.git\n", Dockerfile: ALL },
      says: [takes("3:1")],
    },
    "by its name": {
      on: {
        ...REPOSITORY,
        Dockerfile: "FROM node:24-slim\nADD .git /app/.git",
      },
      says: [takes("2:1", "ADD")],
    },
    "through another stage": {
      on: {
        ...REPOSITORY,
        Dockerfile: `${ALL}\nFROM node:24-slim\nCOPY --from=0 /app /app`,
      },
      says: [takes("5:1")],
    },
  },
});

const possible =
  "COPY takes the whole context, and .dockerignore does not leave out .git: if there is one, the image holds the history of the source.";

it.each([
  ["node_modules\n", ALL, [possible]],
  [".git/\n", ALL, []],
  ["node_modules\n", `${ALL}\nFROM node:24-slim`, []],
  ["node_modules\n", "FROM node:24-slim\nCOPY --from=x . .\nCOPY src .", []],
])(
  "ignore-git-directory judges the ignore file %j of an unknown context",
  (ignored, text, says) => {
    const findings = lint(
      { Dockerfile: text, ".dockerignore": ignored },
      { rules: [rule] },
    );
    expect(findings.map(({ message }) => message)).toEqual(says);
    for (const { severity } of findings) expect(severity).toBe("info");
  },
);
