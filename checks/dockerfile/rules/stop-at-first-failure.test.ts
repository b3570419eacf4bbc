import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./stop-at-first-failure.ts";

const BASE = "FROM debian:13-slim\n";
const goesOn = (at: string, name = "apt-get"): string =>
  `${at} When ${name} fails, the build goes on: after a semicolon the shell runs the next command all the same.`;
const runsOn = (at: string, name = "apt-get"): string =>
  `${at} When ${name} fails, the build goes on: without set -e the shell runs every line of the here-document.`;

testRule(rule, {
  good: {
    "joined with &&": `${BASE}RUN apt-get update && apt-get install -y curl`,
    "set -e before": `${BASE}RUN set -e; apt-get update; apt-get install -y curl`,
    "set -eux over several lines": `${BASE}RUN set -eux; \\\n    apt-get update; \\\n    apt-get install -y curl`,
    "set -o errexit": `${BASE}RUN set -o errexit && apt-get update; make`,
    "set -e in a here-document": `${BASE}RUN <<EOF\nset -eu\napt-get update\nmake\nEOF`,
    "a here-document of one line": `${BASE}RUN <<EOF\napt-get update && make\nEOF`,
    "a here-document that bash -e reads": `${BASE}RUN <<EOF\n#!/bin/bash -e\napt-get update\nmake\nEOF`,
    "a here-document for Python": `${BASE}RUN <<EOF\n#!/usr/bin/env python3\nimport os\nprint(1)\nEOF`,
    "a here-document handed to another program": `${BASE}RUN python3 <<EOF\nimport os\nprint(1)\nEOF`,
    "SHELL with -e": `${BASE}SHELL ["/bin/bash", "-euo", "pipefail", "-c"]\nRUN apt-get update; make`,
    "SHELL with errexit": `${BASE}SHELL ["/bin/bash", "-o", "errexit", "-c"]\nRUN apt-get update; make`,
    "the last command decides": `${BASE}RUN echo start; make`,
    "settings and messages before it": `${BASE}RUN export A=1; B=2; umask 022; echo "$A"; rm -f /x; mkdir -p /y; make`,
    "a failure dealt with": `${BASE}RUN apt-get update || exit 1; make`,
    "a failure that is said not to matter": `${BASE}RUN apt-get purge -y gcc; exit 0`,
    "true at the end": `${BASE}RUN make test; true`,
    "a loop has its own way": `${BASE}RUN for f in a b; do make $f; done; make install`,
    "a group that ends in a loop": `${BASE}RUN (cd /x; for f in *; do rm $f; done); make`,
    "a condition too": `${BASE}RUN if [ -f x ]; then make; fi; make install`,
    "a semicolon at the end": `${BASE}RUN make;`,
    "a background process": `${BASE}RUN redis-server & make test`,
    "the exec form": `${BASE}RUN ["make", "all;", "install"]`,
    "another shell": `${BASE}SHELL ["pwsh", "-Command"]\nRUN Get-Item x; Remove-Item y`,
  },
  bad: {
    "two commands": {
      on: `${BASE}RUN apt-get update; apt-get install -y curl`,
      says: [goesOn("2:5")],
    },
    "a line each": {
      on: `${BASE}RUN apt-get update; \\\n    apt-get install -y curl; \\\n    make`,
      says: [goesOn("2:5")],
    },
    "a chain before a semicolon": {
      on: `${BASE}RUN cd /src && make; make install`,
      says: [goesOn("2:5", "cd")],
    },
    "a subshell": {
      on: `${BASE}RUN (cd /src && make); rm -rf /src`,
      says: [goesOn("2:6", "cd")],
    },
    "set -e too late": {
      on: `${BASE}RUN make; set -e; make install`,
      says: [goesOn("2:5", "make")],
    },
    "switched off again": {
      on: `${BASE}RUN set -e; set +e; make; make install`,
      says: [goesOn("2:21", "make")],
    },
    "a here-document": {
      on: `${BASE}RUN <<EOF\napt-get update\napt-get install -y curl\nEOF`,
      says: [runsOn("3:1")],
    },
    "a here-document of bash": {
      on: `${BASE}RUN <<EOF\n#!/bin/bash\nmake\nmake install\nEOF`,
      says: [runsOn("4:1", "make")],
    },
    "a here-document given to a shell that has other options": {
      on: `${BASE}RUN <<EOF\nset -u\nnpm ci\nnpm test\nEOF`,
      says: [runsOn("4:1", "npm")],
    },
    "in every stage": {
      on: `FROM golang:1.27 AS build\nRUN go vet; go build\n${BASE}RUN make; make install`,
      says: [goesOn("2:5", "go"), goesOn("4:5", "make")],
    },
  },
});

it.each([
  [`${BASE}RUN make; make install`, "2:5", "set -e; "],
  [`${BASE}RUN --mount=type=cache,target=/x make; make y`, "2:34", "set -e; "],
  [`${BASE}RUN <<EOF\nmake\nmake install\nEOF`, "3:1", "set -e\n"],
])("stop-at-first-failure begins with set -e: %j", (text, at, inserted) => {
  const [edit] =
    lint({ Dockerfile: text }, { rules: [rule] })[0]?.fix?.edits ?? [];
  const { start, end } = edit?.range ?? {};
  expect(`${start?.line}:${start?.column}`).toBe(at);
  expect(end).toEqual(start);
  expect(edit?.text).toBe(inserted);
});

it("stop-at-first-failure leaves a line that names the shell the first one", () => {
  const [finding] = lint(
    { Dockerfile: `${BASE}RUN <<EOF\n#!/bin/sh\nmake\nmake install\nEOF` },
    { rules: [rule] },
  );
  expect(finding).toBeDefined();
  expect(finding?.fix).toBeUndefined();
});
