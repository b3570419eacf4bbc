import { describe, expect, it } from "vitest";
import type { Files } from "../../files.ts";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./copy-sent-files.ts";

const NODE = "FROM node:24-slim\n";
const out = (at: string, path: string, pattern: string): string =>
  `${at} .dockerignore leaves ${path} out with "${pattern}", so the builder does not find it and stops here.`;
const absent = (at: string, path: string): string =>
  `${at} ${path} is not in the build context, so the build stops here.`;

testRule(rule, {
  good: {
    "files that are there": {
      Dockerfile: `${NODE}COPY a.js src lib/ ./b.js /app/`,
      "a.js": "",
      "b.js": "",
      "src/a": "",
      "lib/b": "",
    },
    "a directory of which something is left": {
      Dockerfile: `${NODE}COPY src /app/`,
      ".dockerignore": "src/*\n!src/a",
      "src/a": "",
      "src/b": "",
    },
    "a directory of which a file is taken back in": {
      Dockerfile: `${NODE}COPY src /app/`,
      ".dockerignore": "src\n!src/a",
      "src/a": "",
      "src/b": "",
    },
    "a path with a pivot": {
      Dockerfile: `${NODE}COPY --parents ./src/./a /app/`,
      "src/a": "",
    },
    "what an ignore file takes back in": {
      Dockerfile: `${NODE}COPY a.json /app/`,
      ".dockerignore": "*.json\n!a.json",
      "a.json": "",
    },
    "a pattern that matches nothing": {
      Dockerfile: `${NODE}COPY *.md /app/`,
      ".dockerignore": "*.md",
      "a.md": "",
    },
    "what another stage has": {
      Dockerfile: `${NODE}COPY --from=busybox:1.37 /bin/sh /sh`,
    },
    addresses: {
      Dockerfile: `${NODE}ADD https://example.com/x git@github.com:a/b.git /x/`,
    },
    "the whole context": {
      Dockerfile: `${NODE}COPY . .\nCOPY ./ /a\nCOPY / /b`,
      ".dockerignore": "*\n!src",
      "src/a": "",
    },
    "a variable without a default": { Dockerfile: `${NODE}ARG F\nCOPY $F /` },
    "a Dockerfile alone": `${NODE}COPY a b /app/`,
  },
  bad: {
    "files that are left out": {
      on: {
        Dockerfile: `${NODE}COPY a.json ./src/b.js /app/`,
        ".dockerignore": "**/*.js\n*.json",
        "a.json": "",
        "src/b.js": "",
      },
      says: [
        out("2:6", "a.json", "*.json"),
        out("2:13", "./src/b.js", "**/*.js"),
      ],
    },
    "a directory that is left out": {
      on: {
        Dockerfile: `${NODE}COPY dist/ /app/`,
        ".dockerignore": "dist",
        "dist/a": "",
      },
      says: [out("2:6", "dist/", "dist")],
    },
    "a file that is not there": {
      on: { Dockerfile: `${NODE}COPY a.js /app/`, "src/a.js": "" },
      says: [absent("2:6", "a.js")],
    },
    "a path above the context": {
      on: { Dockerfile: `${NODE}ADD ../a.js /app/` },
      says: [absent("2:5", "../a.js")],
    },
    "nothing at all": {
      on: { Dockerfile: `${NODE}COPY . /app/`, ".dockerignore": "**", a: "" },
      says: [
        '2:6 .dockerignore leaves everything out with "**", so . brings nothing into the image.',
      ],
    },
  },
});

describe("copy-sent-files in a context that is not known", () => {
  const says = (files: Files): string[] =>
    lint(files, { rules: [rule] }).map(({ message }) => message);

  it.each<[string, string, string, number]>([
    ["a pattern of the ignore file", "*.json", "COPY a.json /", 1],
    ["a directory above", "src", "COPY src/a /", 1],
    ["a directory", "src", "COPY src /", 1],
    ["a directory that may be taken back in", "src\n!src/a", "COPY src /", 0],
    ["a file that may be there", "*.md", "COPY a.json /", 0],
    ["everything", "*", "COPY . /", 1],
    ["everything but something", "*\n!src", "COPY . /", 0],
  ])("judges by patterns alone: %s", (_, ignore, line, count) => {
    expect(
      says({ Dockerfile: NODE + line, ".dockerignore": ignore }),
    ).toHaveLength(count);
  });

  it("names the ignore file of that Dockerfile", () => {
    expect(
      says({
        Dockerfile: `${NODE}COPY a /`,
        "Dockerfile.dockerignore": "a",
      })[0],
    ).toMatch("Dockerfile.dockerignore leaves a out");
  });
});

it("copy-sent-files follows links of the context", () => {
  const files = { Dockerfile: `${NODE}COPY link/a /`, "src/a": "", link: "" };
  const facts = { link: { symlink: "src" } };
  expect(lint(files, { rules: [rule], context: "complete", facts })).toEqual(
    [],
  );
});

it("copy-sent-files tells where a file of that name is", () => {
  const [finding] = lint(
    { Dockerfile: `${NODE}COPY server.js /`, "src/Server.js": "" },
    { rules: [rule], context: "complete" },
  );
  expect(finding?.remedy).toBe(
    "Copy a path as it is seen from the root of the context, such as src/Server.js.",
  );
});
