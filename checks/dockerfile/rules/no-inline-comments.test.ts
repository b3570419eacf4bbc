import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-inline-comments.ts";

const BASE = "FROM node:24-slim\n";
const says = (at: string, what: string): string =>
  `${at} Inside a line # begins no comment: ${what}.`;
const noArray = (at: string): string =>
  says(
    at,
    "with text behind it the array is none, so a shell gets all of it and finds no command of that name",
  );

testRule(rule, {
  good: {
    "a line of its own": `${BASE}# the port\nENV PORT=80`,
    "between continued lines": `${BASE}ENV A=1 \\\n    # two\n    B=2`,
    "a comment of the shell": `${BASE}RUN make # all of it`,
    "a comment of the shell behind CMD": `${BASE}CMD node server.js # start`,
    "a hash in a word": `${BASE}COPY a#b /c#d\nWORKDIR /x#y\nARG COLOR=#fff\nLABEL a=b#c`,
    "a hash in quotes": `${BASE}ENV A "b # c"\nCOPY ["a # b", "/c"]\nCMD ["echo", "a # b"]\nARG A="b # c"`,
    "a value that begins with a hash": `${BASE}ENV COLOR #fff`,
    "what valid-syntax reports": `${BASE}EXPOSE 80 # web\nENV A=1 # one\nSTOPSIGNAL SIGTERM # stop`,
    "a here-document": `${BASE}COPY <<EOF /x # y\na # b\nEOF`,
    "a quote that is never closed": `${BASE}WORKDIR /it's # here`,
  },
  bad: {
    "behind WORKDIR": {
      on: `${BASE}WORKDIR /app # the source`,
      says: [says("2:14", "the directory is called /app # the source")],
    },
    "behind USER": {
      on: `${BASE}USER 1000 # app`,
      says: [
        says(
          "2:11",
          "the user is called 1000 # app, and no container starts under that name",
        ),
      ],
    },
    "behind ARG": {
      on: `${BASE}ARG VERSION=1 # of the tool`,
      says: [says("2:15", "ARG declares #, of, the, … as well")],
    },
    "behind ARG before FROM, without a space": {
      on: `ARG TAG=24 #current\n${BASE}`,
      says: [says("1:12", "ARG declares #current as well")],
    },
    "behind VOLUME": {
      on: `${BASE}VOLUME /data # state`,
      says: [says("2:14", "VOLUME makes #, state volumes as well")],
    },
    "behind COPY": {
      on: `${BASE}COPY --chown=1:1 a /b # note`,
      says: [
        says("2:23", "COPY takes # for a source and note for the destination"),
      ],
    },
    "behind a value of the old form": {
      on: `${BASE}ENV A b # c`,
      says: [says("2:9", "the value of A is b # c")],
    },
    "behind the array of CMD": {
      on: `${BASE}CMD ["node", "a]\\".js"] # see [1]`,
      says: [noArray("2:25")],
    },
    "behind the array of ENTRYPOINT, of HEALTHCHECK and of RUN": {
      on: `${BASE}RUN ["true"] # x\nHEALTHCHECK --interval=5s CMD ["a"] #x\nENTRYPOINT ["a"]\t# x`,
      says: [noArray("2:14"), noArray("3:37"), noArray("4:18")],
    },
    "behind the last of several lines": {
      on: `${BASE}VOLUME /a \\\n    /b # c`,
      says: [says("3:8", "VOLUME makes #, c volumes as well")],
    },
  },
});

it.each([
  [`${BASE}WORKDIR /app # src\n`, `${BASE}# src\nWORKDIR /app\n`],
  [`${BASE}  USER 1000\t # app`, `${BASE}  # app\n  USER 1000`],
  [`${BASE}VOLUME /a \\\n  /b # c`, `${BASE}# c\nVOLUME /a \\\n  /b`],
  [
    `${BASE}# about\n# hadolint ignore=DL3002\nUSER 1000 # app`,
    `${BASE}# about\n# app\n# hadolint ignore=DL3002\nUSER 1000`,
  ],
  [`ARG A=1 # b\n${BASE}`, `# b\nARG A=1\n${BASE}`],
])("no-inline-comments moves the comment above: %j", (before, after) => {
  const [finding] = lint({ Dockerfile: before }, { rules: [rule] });
  const offset = ({ line, column }: { line: number; column: number }) =>
    before
      .split("\n")
      .slice(0, line - 1)
      .reduce((sum, one) => sum + one.length + 1, column - 1);
  const text = (finding?.fix?.edits ?? [])
    .toReversed()
    .reduce(
      (now, { range, text: to }) =>
        now.slice(0, offset(range.start)) + to + now.slice(offset(range.end)),
      before,
    );
  expect(text).toBe(after);
});
