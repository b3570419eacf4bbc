import { expect, it } from "vitest";
import { applyFixes } from "../../fix.ts";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-maintainer.ts";

const says = (at: string, word: string): string =>
  `${at} ${word} is deprecated: it sets a field of the image that newer builders may leave out.`;

testRule(rule, {
  good: {
    "a label": 'FROM node:24\nLABEL maintainer="Example Team"',
    "a comment": "FROM node:24\n# MAINTAINER Example Team",
    "a word of a command": "FROM node:24\nRUN echo \\\nMAINTAINER x",
    "what a stage is called": "FROM node:24 AS maintainer",
  },
  bad: {
    "a name": {
      on: "FROM node:24\nMAINTAINER Example Team",
      says: [says("2:1", "MAINTAINER")],
    },
    "in lower case, before all else": {
      on: "maintainer x\nfrom node:24",
      says: [says("1:1", "maintainer")],
    },
    "in each stage": {
      on: "FROM a\nMAINTAINER x\nFROM b\nMAINTAINER y",
      says: [says("2:1", "MAINTAINER"), says("4:1", "MAINTAINER")],
    },
    "without a name": {
      on: "FROM node:24\nMAINTAINER",
      says: [says("2:1", "MAINTAINER")],
    },
  },
});

const label = "LABEL org.opencontainers.image.authors=";

it.each([
  ["MAINTAINER Example <a@example.com>", `${label}"Example <a@example.com>"`],
  ['MAINTAINER  "A Team"  ', `${label}"A Team"  `],
  ["MAINTAINER 'A Team'", `${label}"A Team"`],
  ['MAINTAINER The "A" Team $5 a\\b', `${label}"The \\"A\\" Team \\$5 a\\\\b"`],
  ["MAINTAINER a=b", `${label}"a=b"`],
  ["MAINTAINER A \\\n  Team", "MAINTAINER A \\\n  Team"],
])("the fix of no-maintainer makes of %j %j", (before, after) => {
  const text = `FROM node:24\n${before}\nUSER 1`;
  const findings = lint({ Dockerfile: text }, { rules: [rule] });
  const fixed = applyFixes({ Dockerfile: text }, findings).files;
  expect(fixed).toEqual({ Dockerfile: `FROM node:24\n${after}\nUSER 1` });
});
