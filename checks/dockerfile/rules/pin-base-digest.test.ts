import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./pin-base-digest.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const moves = (at: string, image: string): string =>
  `${at} ${image} names no digest, so the same Dockerfile builds on other bytes whenever the tag moves.`;

testRule(rule, {
  good: {
    "a digest": `FROM node@${DIGEST}`,
    "a digest after a tag": `FROM node:24-slim@${DIGEST}`,
    "the default of a build argument": `ARG BASE=node:24@${DIGEST}\nFROM $BASE`,
    "a build argument without a default": "ARG BASE\nFROM $BASE",
    "a tag that may bring a digest": "ARG TAG\nFROM node:$TAG",
    "scratch and earlier stages": `FROM node@${DIGEST} AS build\nFROM build\nFROM scratch`,
    "an image that no ARG before FROM declares": "FROM $IMAGE",
  },
  bad: {
    "a tag": { on: "FROM node:24-slim", says: [moves("1:6", "node:24-slim")] },
    "no tag, in every stage": {
      on: "FROM golang AS build\nFROM debian:13",
      says: [moves("1:6", "golang"), moves("2:6", "debian:13")],
    },
    "a tag in the default of a build argument": {
      on: "ARG TAG=24\nFROM node:${TAG}",
      says: [moves("2:6", "node:${TAG}")],
    },
  },
});

it("pin-base-digest runs only when it is asked for", () => {
  expect(rule.recommended).toBe(false);
  expect(
    lint({ Dockerfile: "FROM node:24-slim" }).map(({ rule: id }) => id),
  ).not.toContain("pin-base-digest");
});
