import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-redundant-platform.ts";

testRule(rule, {
  good: {
    "no platform": "FROM node:24",
    "the machine that builds": "FROM --platform=$BUILDPLATFORM golang:1.27",
    "a part of it": "FROM --platform=linux/$TARGETARCH node:24",
    "with a default": "FROM --platform=${TARGETPLATFORM:-linux/amd64} node:24",
    "a name with a value of its own":
      "ARG TARGETPLATFORM=linux/amd64\nFROM --platform=$TARGETPLATFORM node:24",
    "another name":
      "ARG TARGETPLATFORM_2=a\nFROM --platform=$TARGETPLATFORM_2 node:24",
  },
  bad: {
    plain: {
      on: "FROM --platform=$TARGETPLATFORM node:24",
      says: [
        "1:6 --platform=$TARGETPLATFORM asks for the platform that FROM takes without it.",
      ],
    },
    "in braces, and declared": {
      on: "ARG TARGETPLATFORM\nFROM --platform=${TARGETPLATFORM} node:24 AS base",
      says: [
        "2:6 --platform=${TARGETPLATFORM} asks for the platform that FROM takes without it.",
      ],
    },
  },
});

it("the fix of no-redundant-platform takes the space behind the flag along", () => {
  const [finding] = lint(
    { Dockerfile: "FROM --platform=$TARGETPLATFORM  node:24" },
    { rules: [rule] },
  );
  expect(finding?.fix?.edits).toEqual([
    {
      file: "Dockerfile",
      range: { start: { line: 1, column: 6 }, end: { line: 1, column: 34 } },
      text: "",
    },
  ]);
});
