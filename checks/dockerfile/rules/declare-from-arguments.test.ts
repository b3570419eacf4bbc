import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./declare-from-arguments.ts";

const empty = (at: string, name: string, left?: string) =>
  `${at} No ARG before the first FROM declares ${name}, so $${name} stands for nothing${left === undefined ? "." : `, and "${left}" is no image name: the build stops here.`}`;

testRule(rule, {
  good: {
    "a substitution that stops the build": "FROM node:${node.version}",
    "an ARG with a default": "ARG TAG=24\nFROM node:${TAG}",
    "an ARG without a default": "ARG TAG\nFROM node:${TAG}",
    "several in one ARG": "ARG NAME=node TAG=24\nFROM $NAME:$TAG",
    "one that another declares": "ARG V=24\nARG TAG=${V}-slim\nFROM node:$TAG",
    "what the builder sets":
      "FROM --platform=$BUILDPLATFORM golang:1.27 AS build_$TARGETARCH\nFROM --platform=linux/${TARGETARCH} golang:1.27",
    "a default of its own": "FROM node:${TAG:-24}\nFROM node:${TAG-24}",
    "an alternative": "FROM node:24${SLIM:+-slim}",
    "a variable that must be given": "FROM node:${TAG:?no tag}",
    "a variable that is not used": "FROM node:${TAG:-${OTHER}24}",
    "a dollar in quotes": "FROM 'node:$TAG'",
    "a stage with a variable in its name": "ARG T=a\nFROM a AS a\nFROM ${T}",
    "no FROM": "RUN echo $TAG",
  },
  bad: {
    "a tag that nothing declares": {
      on: "FROM node:$TAG",
      says: [empty("1:11", "TAG", "node:")],
    },
    "a name that nothing declares": {
      on: "FROM ${BASE}",
      says: [empty("1:6", "BASE", "")],
    },
    "an ending that may be missing": {
      on: "FROM node:24${SUFFIX}\nFROM node:24",
      says: [empty("1:13", "SUFFIX")],
    },
    "an ARG that stands in a stage": {
      on: "FROM node:24 AS a\nARG TAG=24\nFROM node:$TAG",
      says: [empty("3:11", "TAG", "node:")],
    },
    "one of two": {
      on: "ARG TAG=24\nFROM $NAME:$TAG",
      says: [empty("2:6", "NAME", ":24")],
    },
    "a platform": {
      on: "FROM --platform=$PLATFORM node:24",
      says: [
        '1:17 No ARG before the first FROM declares PLATFORM, so $PLATFORM stands for nothing, and "" is no platform: the build stops here.',
      ],
    },
    "a pattern for what is not there": {
      on: "FROM node:24${V%.*}",
      says: [empty("1:13", "V")],
    },
  },
});

it.each([
  ["FROM node:$TAG", "Write ARG TAG and a default above the first FROM."],
  [
    "ARG NODE_VERSION=24\nFROM node:$NODE_VERSON",
    'Write ARG NODE_VERSON and a default above the first FROM. Did you mean "NODE_VERSION"?',
  ],
  [
    "FROM node:24\nARG TAG\nFROM node:$TAG",
    "Move ARG TAG from line 2, where it belongs to a stage, above the first FROM, and repeat it without a value in the stage that needs it.",
  ],
])("declare-from-arguments says what to do about %j", (text, remedy) => {
  const [finding] = lint({ Dockerfile: text }, { rules: [rule] });
  expect(finding?.remedy).toBe(remedy);
});
