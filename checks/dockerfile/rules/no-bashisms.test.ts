import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-bashisms.ts";

const DEBIAN = "FROM debian:12-slim\n";
const NODE = "FROM node:24-slim\n";
const ALPINE = "FROM alpine:3.24\n";
const dash = (at: string, effect: string): string =>
  `${at} The shell of this RUN is dash, which ${effect}.`;
const ash = (at: string, effect: string): string =>
  `${at} The shell of this RUN is ash, which ${effect}.`;

testRule(rule, {
  good: {
    "POSIX shell": `${DEBIAN}RUN if [ "$A" = b ]; then . /x; fi; f() { local x=1; }; echo "\${A:-b}" "\${A%.*}" $((1 + 2))`,
    "SHELL with bash": `${DEBIAN}SHELL ["/bin/bash", "-c"]\nRUN source /x && [[ a == a ]]`,
    "text that bash -c reads": `${DEBIAN}RUN bash -c "source /x && [[ a == a ]] && mkdir /{a,b}"`,
    "a here-document that bash reads": `${DEBIAN}RUN bash <<'EOF'\n[[ a == a ]]\nEOF`,
    "a here-document that begins with bash": `${DEBIAN}RUN <<EOF\n#!/bin/bash\nsource /x\n[[ a ]]\nEOF`,
    "what a program gets in quotes": `${DEBIAN}RUN awk '{ if ($1 == "a") print $2 }' x && grep '[[:space:]]' y && sed 's/\\*\\*/+=/' z`,
    "braces that are no list": `${DEBIAN}RUN find / -name x -exec rm {} + && echo {} {a} '{a,b}'`,
    "what ash knows": `${ALPINE}RUN source /x && [[ a == a ]] && [ a == b ] || echo -e 'a\\tb' && echo "\${A/b/c}" &> /dev/null && set -o pipefail`,
    "pipefail in the dash of Debian 13":
      "FROM debian:13\nRUN set -o pipefail && a | b",
    "pipefail in a dash of unknown age": `${NODE}RUN set -o pipefail && a | b`,
    "echo without -e": `${DEBIAN}RUN echo -n a && echo "-e"x`,
    "bash in the place of sh": `${DEBIAN}RUN ln -sf /bin/bash /bin/sh\nRUN source /x`,
    "bash in the place of sh, in the stage below": `${DEBIAN.replace("\n", " AS base\n")}RUN rm /bin/sh && ln -s /bin/bash /bin/sh\nFROM base\nRUN source /x`,
    "another sh by choice": `${DEBIAN}RUN echo "dash dash/sh boolean false" | debconf-set-selections && dpkg-reconfigure dash\nRUN [[ a ]]`,
    "a package that replaces it": `${ALPINE}RUN apk add --no-cache bash-binsh\nRUN a=(1 2)`,
    "an unknown base": "FROM base:1\nRUN source /x",
    "a base that a build argument hides": "ARG BASE\nFROM $BASE\nRUN [[ a ]]",
    "the exec form": `${DEBIAN}RUN ["source", "/x"]`,
    "CMD is another matter": `${DEBIAN}CMD source /x`,
  },
  bad: {
    "source under dash": {
      on: `${DEBIAN}RUN source /venv/bin/activate && pip install x`,
      says: [dash("2:5", "has no command source")],
    },
    "[[ ]] under dash": {
      on: `${NODE}RUN if [[ "$A" == b ]]; then make; fi`,
      says: [dash("2:8", "has no [[ ]] and looks for a command of that name")],
    },
    "== in a test": {
      on: `${DEBIAN}RUN if [ "$A" == b ]; then make; fi && test a == b`,
      says: [
        dash(
          "2:8",
          "has no == in [, only =, and the test fails whatever it compares",
        ),
      ],
    },
    "pipefail in the dash of Debian 12": {
      on: `${DEBIAN}RUN set -euo pipefail; curl x | sh`,
      says: [dash("2:5", "has no pipefail in this release and stops at set")],
    },
    "pipefail in Ubuntu 24.04": {
      on: "FROM ubuntu:24.04\nRUN set -o pipefail && a | b",
      says: [dash("2:5", "has no pipefail in this release and stops at set")],
    },
    "pipefail in bookworm by name": {
      on: "FROM node:24-bookworm\nRUN set -o pipefail && a | b",
      says: [dash("2:5", "has no pipefail in this release and stops at set")],
    },
    "a list in braces": {
      on: `${DEBIAN}RUN mkdir -p /app/{logs,data}`,
      says: [
        dash(
          "2:19",
          "leaves {logs,data} as it stands: one word, braces included",
        ),
      ],
    },
    "a list in braces on Alpine": {
      on: `${ALPINE}RUN mkdir -p /app/{logs,data}`,
      says: [
        ash(
          "2:19",
          "leaves {logs,data} as it stands: one word, braces included",
        ),
      ],
    },
    "echo -e": {
      on: `${DEBIAN}RUN echo -e "a\\nb" > /x && echo -ne "c" >> /x`,
      says: [dash("2:5", "has an echo without -e, which prints -e as text")],
    },
    "&> runs in the background": {
      on: `${DEBIAN}RUN make &> /log`,
      says: [
        dash(
          "2:10",
          "reads &> as & and >, so the command runs in the background and nobody waits for it",
        ),
      ],
    },
    "what stops both": {
      on: `${ALPINE}RUN cat <<< x && a=(1 2) && a |& b && echo "\${A^^}"`,
      says: [
        ash("2:9", "stops at <<< x"),
        ash("2:20", "has no arrays and stops at (1 2)"),
        ash("2:29", "stops at |&"),
        ash("2:45", "stops at ${A^^}"),
      ],
    },
    "what stops dash": {
      on: `${DEBIAN}RUN diff <(a) b && echo "\${A/b/c}" && function f { :; }`,
      says: [
        dash("2:10", "stops at <(a)"),
        dash("2:26", "stops at ${A/b/c}"),
        dash("2:39", "does not know the word function and stops there"),
      ],
    },
    "commands of bash": {
      on: `${ALPINE}RUN pushd /x && make && popd && shopt -s globstar`,
      says: [ash("2:5", "has no command pushd")],
    },
    "in a here-document": {
      on: `${DEBIAN}RUN <<EOF\nset -e\nsource /x\nEOF`,
      says: [dash("4:1", "has no command source")],
    },
    "a here-document that begins with sh": {
      on: `${DEBIAN}RUN <<EOF\n#!/bin/sh -e\nsource /x\nEOF`,
      says: [dash("4:1", "has no command source")],
    },
    "in every stage": {
      on: `${DEBIAN}RUN source /x\n${ALPINE}RUN typeset a\n${NODE}RUN let a=1`,
      says: [
        dash("2:5", "has no command source"),
        ash("4:5", "has no command typeset"),
        dash("6:5", "has no command let"),
      ],
    },
  },
});

it("no-bashisms tells what fails from what only does something else, by the number of ShellCheck", () => {
  const found = lint(
    { Dockerfile: `${DEBIAN}RUN source /x && mkdir {a,b} && echo -e c` },
    { rules: [rule] },
  );
  expect(found.map(({ severity, sameAs }) => [severity, sameAs])).toEqual([
    ["error", ["hadolint/SC3046"]],
    ["warning", ["hadolint/SC3009"]],
    ["warning", ["hadolint/SC3037"]],
  ]);
});
