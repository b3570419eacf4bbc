import { expect, it } from "vitest";
import { fixed, testRule } from "../../testing/rule-tester.ts";
import rule from "./no-frontend-in-env.ts";

const DEBIAN = "FROM debian:13-slim\n";
const lasts = (at: string, value = "noninteractive"): string =>
  `${at} ENV DEBIAN_FRONTEND=${value} lasts: every container of the image has it, and so has every image made from it.`;

testRule(rule, {
  good: {
    "an argument of the build": `${DEBIAN}ARG DEBIAN_FRONTEND=noninteractive\nRUN apt-get update`,
    "for one command": `${DEBIAN}RUN DEBIAN_FRONTEND=noninteractive apt-get install -y tzdata`,
    "for one RUN": `${DEBIAN}RUN export DEBIAN_FRONTEND=noninteractive && apt-get install -y tzdata`,
    "taken back": `${DEBIAN}ENV DEBIAN_FRONTEND=noninteractive\nRUN apt-get install -y tzdata\nENV DEBIAN_FRONTEND=`,
    "taken back with the default": `${DEBIAN}ENV DEBIAN_FRONTEND noninteractive\nRUN apt-get install -y tzdata\nENV DEBIAN_FRONTEND dialog`,
    "in a stage that does not ship": `FROM debian:13 AS build\nENV DEBIAN_FRONTEND=noninteractive\nFROM debian:13-slim`,
    "taken back in the stage that starts from it": `FROM debian:13 AS base\nENV DEBIAN_FRONTEND=noninteractive\nFROM base\nENV DEBIAN_FRONTEND=`,
    "a value that is not known": `${DEBIAN}ARG FRONTEND\nENV DEBIAN_FRONTEND=$FRONTEND`,
    "another variable": `${DEBIAN}ENV DEBIAN_PRIORITY=critical`,
  },
  bad: {
    "an ENV": {
      on: `${DEBIAN}ENV DEBIAN_FRONTEND=noninteractive\nRUN apt-get update`,
      says: [lasts("2:5")],
    },
    "the old form": {
      on: `${DEBIAN}ENV DEBIAN_FRONTEND noninteractive`,
      says: [lasts("2:5")],
    },
    "among others, quoted": {
      on: `${DEBIAN}ENV LANG=C.UTF-8 \\\n    DEBIAN_FRONTEND="noninteractive"`,
      says: [lasts("3:5")],
    },
    "with another spelling that debconf takes": {
      on: `${DEBIAN}ENV DEBIAN_FRONTEND=Noninteractive`,
      says: [lasts("2:5", "Noninteractive")],
    },
    "by an argument with a default": {
      on: `${DEBIAN}ARG DEBIAN_FRONTEND=noninteractive\nENV DEBIAN_FRONTEND=\${DEBIAN_FRONTEND}`,
      says: [lasts("3:5")],
    },
    "in a stage that the last one starts from": {
      on: `FROM debian:13 AS base\nENV DEBIAN_FRONTEND=noninteractive\nFROM base`,
      says: [lasts("2:5")],
    },
    "set again after it was taken back": {
      on: `${DEBIAN}ENV DEBIAN_FRONTEND=\nENV DEBIAN_FRONTEND=noninteractive`,
      says: [lasts("3:5")],
    },
  },
});

it.each([
  ["ENV DEBIAN_FRONTEND=noninteractive", "ARG DEBIAN_FRONTEND=noninteractive"],
  ["env DEBIAN_FRONTEND  noninteractive", "arg DEBIAN_FRONTEND=noninteractive"],
  [
    "ENV A=1 DEBIAN_FRONTEND=noninteractive",
    "ENV A=1 DEBIAN_FRONTEND=noninteractive",
  ],
  [
    "ENV DEBIAN_FRONTEND=noninteractive\nFROM base",
    "ENV DEBIAN_FRONTEND=noninteractive\nFROM base",
  ],
])("no-frontend-in-env turns %j into %j", (text, after) => {
  const base = "FROM debian:13 AS base\n";
  expect(fixed(rule, base + text)).toBe(base + after);
});
