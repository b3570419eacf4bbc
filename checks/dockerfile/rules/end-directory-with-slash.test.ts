import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./end-directory-with-slash.ts";

const NODE = "FROM node:24-slim\n";
const over = (at: string, to: string, count = 2, keyword = "COPY"): string =>
  `${at} Unless ${to} is a directory by then, ${keyword} writes its ${count} sources over each other, into one file named ${to}.`;

testRule(rule, {
  good: {
    "an array in single quotes is another rule's": `${NODE}COPY ['a', 'b', './']`,
    "a slash": `${NODE}COPY a b /srv/\nADD a b c d/`,
    "a JSON array": `${NODE}COPY ["a b", "c", "/srv/"]`,
    "one source": `${NODE}COPY a /srv/b`,
    "one pattern": `${NODE}COPY *.json /srv`,
    "the dots": `${NODE}COPY a b .\nCOPY a b ./\nCOPY a b ..\nCOPY a b /srv/.`,
    "the working directory": `${NODE}WORKDIR /app/web\nCOPY a b /app\nCOPY a b /app/web`,
    "a directory of the system": `${NODE}COPY a b /usr/local/bin`,
    "a directory that an earlier step made": `${NODE}RUN mkdir -p /srv/conf\nCOPY a b /srv/conf`,
    "a directory of the system, with files that are known": {
      Dockerfile: `${NODE}COPY a b /usr/local/bin`,
      a: "",
      b: "",
    },
    "directories, whose content is merged": {
      Dockerfile: `${NODE}COPY src lib /app`,
      "src/a": "",
      "lib/b": "",
    },
    "a directory of the stage it starts from": `${NODE.trim()} AS base\nRUN mkdir /app\nFROM base\nCOPY a b /app`,
    "a variable that ends with it": `${NODE}ARG DIR=/srv/\nCOPY a b $DIR`,
    "a variable without a default": `${NODE}ARG DIR\nCOPY a b $DIR`,
    "a backslash on Windows":
      "# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCOPY a b C:\\app\\",
    "a here-document where the destination should stand": `${NODE}COPY a <<E\nE`,
    "one here-document": `${NODE}COPY <<EOF /srv/x\nEOF`,
  },
  bad: {
    "two files": {
      on: `${NODE}COPY a b /srv/app`,
      says: [over("2:10", "/srv/app")],
    },
    "kept by ONBUILD": {
      on: `${NODE}ONBUILD COPY a b /srv/app`,
      says: [over("2:18", "/srv/app")],
    },
    "a relative destination": {
      on: `${NODE}WORKDIR /app\nCOPY package.json yarn.lock web`,
      says: [over("3:29", "web")],
    },
    "a JSON array": {
      on: `${NODE}ADD ["a", "b", "c", "app"]`,
      says: [over("2:21", "app", 3, "ADD")],
    },
    "files of another stage": {
      on: `${NODE}${NODE}COPY --from=0 a b /out`,
      says: [over("3:19", "/out")],
    },
    "an image that is not known": {
      on: "FROM registry.example.com/base:1\nCOPY a b app",
      says: [over("2:10", "app")],
    },
    "a directory that a later step makes": {
      on: `${NODE}COPY a b /app\nWORKDIR /app`,
      says: [over("2:10", "/app")],
    },
    "files of which only the last stays": {
      on: { Dockerfile: `${NODE}COPY a b /app`, a: "", b: "" },
      says: [over("2:10", "/app")],
    },
    "two here-documents": {
      on: `${NODE}COPY <<a <<b /srv/x\na\nb`,
      says: [over("2:14", "/srv/x")],
    },
    "in a stage that nothing needs": {
      on: `${NODE}COPY a b /x\nFROM scratch`,
      says: [over("2:10", "/x")],
    },
  },
});

it.each([
  ["COPY a b /srv/app", "2:18"],
  ['COPY ["a", "b", "app"]', "2:21"],
  ['COPY a b "/srv/app"', "2:19"],
])("the fix of end-directory-with-slash for %s adds it at %s", (line, at) => {
  const [finding] = lint({ Dockerfile: NODE + line }, { rules: [rule] });
  const [edit] = finding?.fix?.edits ?? [];
  expect(`${edit?.range.start.line}:${edit?.range.start.column}`).toBe(at);
  expect(edit?.text).toBe("/");
});
