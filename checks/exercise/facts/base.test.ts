import { expect, it } from "vitest";
import { judged, testFact } from "../../testing/fact-tester.ts";
import base from "./base.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

testFact(base, {
  asks: "pinned",
  met: {
    "a release line": ["FROM node:24"],
    "a release line and a variant": ["FROM node:24-alpine3.24"],
    "a digest alone": [`FROM node@${DIGEST}`],
    "a moving tag with a digest": [`FROM node:latest@${DIGEST}`],
    "a version in the name": [
      "FROM gcr.io/distroless/nodejs24-debian13:nonroot",
    ],
    "a code name that stands for a release": ["FROM debian:trixie-slim"],
    "the default of a build argument": ["ARG V=24", "FROM node:${V}"],
    "nothing below": ["FROM scratch"],
    "a stage on a pinned image": ["FROM node:24 AS base", "FROM base"],
    "a stage that is not built": ["FROM node AS unused", "FROM node:24"],
  },
  open: {
    "no tag": ["FROM node"],
    latest: ["FROM node:latest"],
    "a channel": ["FROM node:lts-slim"],
    "a variant alone": ["FROM node:alpine"],
    "a distribution's channel": ["FROM debian:stable-slim"],
    "a code name of the system alone": ["FROM node:trixie-slim"],
    "the version of the system alone": ["FROM node:alpine3.24"],
    "a build stage without a tag": [
      "FROM node AS build",
      "FROM node:24",
      "COPY --from=build /a /b",
    ],
  },
  unknown: {
    "a variable for the tag": ["ARG V", "FROM node:${V}"],
    "a variable for the image": ["ARG IMAGE", "FROM ${IMAGE}"],
  },
});

it("a name with a version still wants its tag", () => {
  const { reason } = judged(base, "pinned", [
    "FROM gcr.io/distroless/java25-debian13",
  ]);
  expect(reason).toContain("its name has the version, and the tag");
});
