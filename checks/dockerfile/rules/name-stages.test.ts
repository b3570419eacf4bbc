import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./name-stages.ts";

const counts = (at: string, number: number, line: number): string =>
  `${at} --from=${number} counts the stages, and means another one than line ${line} as soon as a FROM is added or moved above it.`;

testRule(rule, {
  good: {
    "by name": "FROM a AS build\nFROM b\nCOPY --from=build /a /",
    "an image": "FROM a\nCOPY --from=busybox:1.37 /a /",
    "from the context": "FROM a\nFROM b\nCOPY 0 /",
    "no stage above": "FROM a\nCOPY --from=0 /a /\nCOPY --from=7 /a /",
    "stages that nobody copies from": "FROM a\nFROM b",
  },
  bad: {
    "by number": {
      on: "ARG V=1\nFROM a\nFROM b\nCOPY --from=0 /a /",
      says: [counts("4:6", 0, 2)],
    },
    "a stage that has a name": {
      on: "FROM a AS x\nFROM b AS y\nFROM c\nCOPY --from=0 /a /\nCOPY --from=1 /a /",
      says: [counts("4:6", 0, 1), counts("5:6", 1, 2)],
    },
  },
});

it.each([
  ["a stage with a name", "FROM a AS build", "build"],
  ["a stage without a name", "FROM a", undefined],
  ["one name of two stages", "FROM a AS b\nFROM a AS b", undefined],
])("the fix of name-stages for %s", (_, first, text) => {
  const [finding] = lint(
    { Dockerfile: `${first}\nFROM c\nCOPY --from=0 /a /` },
    { rules: [rule] },
  );
  expect(finding?.fix?.edits[0]?.text).toBe(text);
});
