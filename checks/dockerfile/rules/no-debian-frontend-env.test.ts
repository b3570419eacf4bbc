import { expect, it } from "vitest";
import { applyFixes } from "../../fix.ts";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-debian-frontend-env.ts";

const DEBIAN = "FROM debian:13-slim\n";
const says = (at: string): string =>
  `${at} DEBIAN_FRONTEND=noninteractive stays set in every container of this image and of those built on it, where apt then asks nobody anything.`;

testRule(rule, {
  good: {
    "with ARG": `${DEBIAN}ARG DEBIAN_FRONTEND=noninteractive`,
    "for one command": `${DEBIAN}RUN DEBIAN_FRONTEND=noninteractive apt-get install -y x`,
    "for the commands of one RUN": `${DEBIAN}RUN export DEBIAN_FRONTEND=noninteractive && apt-get install -y x`,
    "set back": `${DEBIAN}ENV DEBIAN_FRONTEND=noninteractive\nRUN x\nENV DEBIAN_FRONTEND=`,
    "another frontend": `${DEBIAN}ENV DEBIAN_FRONTEND dialog`,
    "a stage that does not ship": `FROM debian:13 AS build\nENV DEBIAN_FRONTEND=noninteractive\n${DEBIAN}`,
    "set back by the stage that starts from it": `FROM debian:13 AS base\nENV DEBIAN_FRONTEND=noninteractive\nFROM base\nENV DEBIAN_FRONTEND=newt`,
    "a value that is not known": `${DEBIAN}ARG FRONTEND\nENV DEBIAN_FRONTEND=$FRONTEND`,
    "a label": `${DEBIAN}LABEL DEBIAN_FRONTEND=noninteractive`,
  },
  bad: {
    "with ENV": {
      on: `${DEBIAN}ENV DEBIAN_FRONTEND=noninteractive`,
      says: [says("2:5")],
    },
    "in the old form, with quotes": {
      on: `${DEBIAN}ENV DEBIAN_FRONTEND "noninteractive"`,
      says: [says("2:5")],
    },
    "beside others": {
      on: `${DEBIAN}ENV LANG=C.UTF-8 \\\n    DEBIAN_FRONTEND='noninteractive'`,
      says: [says("3:5")],
    },
    "once for several": {
      on: `${DEBIAN}ENV DEBIAN_FRONTEND=noninteractive\nENV DEBIAN_FRONTEND=noninteractive`,
      says: [says("3:5")],
    },
    "through a build argument": {
      on: `${DEBIAN}ARG DEBIAN_FRONTEND=noninteractive\nENV DEBIAN_FRONTEND=$DEBIAN_FRONTEND`,
      says: [says("3:5")],
    },
    "in a stage that the last one starts from": {
      on: "FROM debian:13 AS base\nENV DEBIAN_FRONTEND=noninteractive\nFROM base\nRUN x",
      says: [says("2:5")],
    },
  },
});

it.each([
  ["ENV DEBIAN_FRONTEND=noninteractive", "ARG DEBIAN_FRONTEND=noninteractive"],
  ["env DEBIAN_FRONTEND  noninteractive", "arg DEBIAN_FRONTEND=noninteractive"],
  [
    "ENV A=b DEBIAN_FRONTEND=noninteractive",
    "ENV A=b DEBIAN_FRONTEND=noninteractive",
  ],
])("the fix of no-debian-frontend-env makes of %j %j", (before, after) => {
  const text = `${DEBIAN}${before}`;
  const findings = lint({ Dockerfile: text }, { rules: [rule] });
  expect(findings).toHaveLength(1);
  expect(applyFixes({ Dockerfile: text }, findings).files).toEqual({
    Dockerfile: `${DEBIAN}${after}`,
  });
});

it("the fix of no-debian-frontend-env is kept from a stage that others start from", () => {
  const text =
    "FROM debian:13 AS base\nENV DEBIAN_FRONTEND=noninteractive\nFROM base\nRUN apt-get update";
  const [finding] = lint({ Dockerfile: text }, { rules: [rule] });
  expect(finding?.fix).toBeUndefined();
});
