import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./valid-syntax.ts";

const node = (...lines: readonly string[]): string =>
  ["FROM node:24-slim", ...lines].join("\n");
const stops = (at: string, why: string): string =>
  `${at} The build stops here: ${why}.`;
const comment = (at: string, keyword: string): string =>
  stops(
    at,
    `inside a line # begins no comment, so ${keyword} takes what follows as arguments`,
  );

testRule(rule, {
  good: {
    "an ordinary file": node("WORKDIR /app", "COPY . .", 'CMD ["node", "."]'),
    "lower case, a byte order mark and Windows line ends":
      '\uFEFFfrom node:24-slim\r\nrun npm -v\r\ncmd ["node"]\r\n',
    "parser directives":
      "# syntax=docker/dockerfile:1\n# escape=`\n# check=error=true\nFROM node:24-slim\nRUN a `\n  b",
    "comments and blank lines between continued lines": node(
      "RUN a \\",
      "# why",
      "",
      "  b",
    ),
    "here-documents": node(
      "RUN <<EOF",
      "FROM nowhere",
      "EOF",
      "COPY <<one <<two /srv/",
      "1",
      "one",
      "2",
      "two",
    ),
    "what newer builders know": node(
      "COPY --link --parents --exclude=*.md --chmod=u=rwX,go=rX a b",
      "ADD --unpack=true --checksum=sha256:abc https://example.com/x /x",
      "RUN --mount=type=secret,id=token,env=TOKEN,required=true x",
      "HEALTHCHECK --start-interval=1s CMD x",
    ),
    "durations of 0 stand for the default": node(
      "HEALTHCHECK --start-period=0s --interval=0 --retries=0 CMD x",
    ),
    "signals in any case, with or without SIG": node(
      "STOPSIGNAL sigterm",
      "STOPSIGNAL QUIT",
      "STOPSIGNAL 15",
      "STOPSIGNAL $SIGNAL",
    ),
    "EXPOSE with a host's port, which is left out": node(
      "EXPOSE 80 443/tcp 1000-1010/udp $PORT",
      "EXPOSE 8080:80 127.0.0.1:8080:80/tcp",
    ),
    "several sources for a directory that exists": node(
      "WORKDIR /app",
      "COPY package.json package-lock.json /app",
    ),
    "two stages of one name":
      "FROM node:24 AS build\nFROM node:24-slim AS build",
    "a single-quoted array is text for a shell": node("CMD ['node']"),
    "deprecated forms still build": node("MAINTAINER me", "ENV key a value"),
    "another frontend knows other instructions":
      "# syntax=docker.io/example/frontend:1\nFROM node:24-slim\nINCLUDE common",
  },
  bad: {
    "an unknown instruction": {
      on: node("RUM npm ci"),
      says: [stops("2:1", "Unknown instruction: RUM")],
    },
    "a comment behind an instruction": {
      on: node("STOPSIGNAL SIGTERM # what Docker sends", "EXPOSE 80 # web"),
      says: [comment("2:20", "STOPSIGNAL"), comment("3:11", "EXPOSE")],
    },
    "an argument too few": {
      on: node("COPY package.json"),
      says: [stops("2:6", "COPY requires at least two arguments")],
    },
    "an argument too many": {
      on: "FROM node:24 build",
      says: [stops("1:14", "FROM requires either one or three arguments")],
    },
    "a label without value": {
      on: node("LABEL version"),
      says: [stops("2:7", "LABEL must have two arguments")],
    },
    "a quote that stays open": {
      on: node('ENV NAME="value'),
      says: [
        stops(
          "2:10",
          'failed to process ""value": unexpected end of statement while looking for matching double-quote',
        ),
      ],
    },
    "a duration without unit": {
      on: node("HEALTHCHECK --interval=5 CMD x"),
      says: [stops("2:24", "time: missing unit in duration 5")],
    },
    "a flag that does not exist": {
      on: node("COPY --chmood=755 a b"),
      says: [stops("2:6", "Unknown flag: chmood")],
    },
    "SHELL without an array": {
      on: node("SHELL bash -c"),
      says: [stops("2:7", "SHELL requires the arguments to be in JSON form")],
    },
    "a signal that does not exist": {
      on: node("STOPSIGNAL please"),
      says: [stops("2:12", "Invalid signal: please")],
    },
    "a here-document that is never closed": {
      on: node("RUN <<EOF", "npm ci"),
      says: [
        stops(
          "2:5",
          "The here-document EOF is never closed: no line below is EOF alone",
        ),
      ],
    },
    "no FROM": {
      on: "RUN npm ci",
      says: [stops("1:1", "No source image provided with `FROM`")],
    },
    "an empty file": {
      on: "",
      says: [stops("1:1", "No source image provided with `FROM`")],
    },
    "Docker's frontend, pinned": {
      on: "# syntax=docker/dockerfile:1.26@sha256:abc\nFROM node:24\nINCLUDE x",
      says: [stops("3:1", "Unknown instruction: INCLUDE")],
    },
  },
});

it.each([
  ["RUM npm ci", 'Begin the line with an instruction. Did you mean "RUN"?'],
  [
    "COPY a",
    "Write COPY in a form that the Dockerfile reference gives for it.",
  ],
  ["EXPOSE 80 # web", "Move the comment to a line of its own."],
])("valid-syntax says what to do about %s", (line, remedy) => {
  const [finding] = lint({ Dockerfile: node(line) }, { rules: [rule] });
  expect(finding?.remedy).toBe(remedy);
});
