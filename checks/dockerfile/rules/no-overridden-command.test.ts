import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-overridden-command.ts";

const dead = (at: string, keyword: string, line: number): string =>
  `${at} This ${keyword} has no effect: the one in line ${line} of the same stage takes its place.`;

testRule(rule, {
  good: {
    "each of them once":
      'FROM node:24\nHEALTHCHECK CMD a\nENTRYPOINT ["a"]\nCMD ["b"]',
    "one in each stage": "FROM node:24 AS a\nCMD a\nFROM node:24\nCMD b",
    "in place of an inherited one": "FROM node:24 AS a\nCMD a\nFROM a\nCMD b",
    "for later images": "FROM node:24\nONBUILD CMD a\nCMD b",
  },
  bad: {
    "two CMD": {
      on: 'FROM node:24\nCMD a\nRUN x\nCMD ["b"]',
      says: [dead("2:1", "CMD", 4)],
    },
    "three ENTRYPOINT": {
      on: "FROM node:24\nENTRYPOINT a\nentrypoint b\nENTRYPOINT c",
      says: [dead("2:1", "ENTRYPOINT", 3), dead("3:1", "ENTRYPOINT", 4)],
    },
    "a check and none": {
      on: "FROM node:24\nHEALTHCHECK CMD a\nHEALTHCHECK NONE",
      says: [dead("2:1", "HEALTHCHECK", 3)],
    },
    "in a stage that does not ship": {
      on: "FROM node:24 AS a\nCMD a\nCMD b\nFROM node:24",
      says: [dead("2:1", "CMD", 3)],
    },
    "without FROM": { on: "CMD a\nCMD b", says: [dead("1:1", "CMD", 2)] },
  },
});

it.each([
  ["the last stage", "FROM a\nCMD a\nCMD b", true],
  ["an earlier stage", "FROM a\nCMD a\nCMD b\nFROM a", false],
])("no-overridden-command answers KICS in %s: %j", (_, text, expected) => {
  const [finding] = lint({ Dockerfile: text }, { rules: [rule] });
  expect(
    finding?.sameAs?.includes("kics/multiple_cmd_instructions_listed"),
  ).toBe(expected);
});

it("the fix of no-overridden-command removes the lines of the dead one", () => {
  const [finding] = lint(
    { Dockerfile: 'FROM a\n  CMD [ \\\n  "a" ]\nCMD b' },
    { rules: [rule] },
  );
  expect(finding?.fix?.edits).toEqual([
    {
      file: "Dockerfile",
      range: { start: { line: 2, column: 1 }, end: { line: 4, column: 1 } },
      text: "",
    },
  ]);
});
