import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./quiet-wget.ts";

const BASE = "FROM debian:13\n";
const noisy = (at: string): string =>
  `${at} wget writes its progress into the build log, line by line.`;

testRule(rule, {
  good: {
    "-q": `${BASE}RUN wget -q x && wget -qO- y && wget -O - -q z`,
    "other ways": `${BASE}RUN wget -nv x && wget --progress=dot:giga x && wget --no-verbose x && wget -o /log x`,
    "a variable may say so": `${BASE}RUN wget $FLAGS x`,
    "installed only": `${BASE}RUN apt-get install -y wget`,
    "CMD is no RUN": `${BASE}CMD wget x`,
  },
  bad: {
    "no option": { on: `${BASE}RUN wget x`, says: [noisy("2:5")] },
    "other options": {
      on: `${BASE}RUN make && wget -O /x https://example.com/q`,
      says: [noisy("2:13")],
    },
    "in the exec form": {
      on: `${BASE}RUN ["wget", "x"]`,
      says: [noisy("2:5")],
    },
  },
});

it("quiet-wget adds the option where wget is known to be GNU's", () => {
  const fix = (text: string) =>
    lint({ Dockerfile: text }, { rules: [rule] })[0]?.fix;
  expect(fix(`${BASE}RUN sudo wget x`)?.edits).toEqual([
    {
      file: "Dockerfile",
      range: { start: { line: 2, column: 14 }, end: { line: 2, column: 14 } },
      text: " --progress=dot:giga",
    },
  ]);
  expect(fix("FROM alpine:3.24\nRUN wget x")).toBeUndefined();
  expect(fix(`${BASE}RUN ["wget", "x"]`)).toBeUndefined();
});
