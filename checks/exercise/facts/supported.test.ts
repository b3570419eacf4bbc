import { expect, it } from "vitest";
import { subjectOf } from "../../subject.ts";
import { testFact } from "../../testing/fact-tester.ts";
import supported from "./supported.ts";

testFact(supported, {
  asks: true,
  met: {
    "a line with fixes": ["FROM node:24-slim"],
    "two lines with fixes": [
      "FROM golang:1.25 AS unused",
      "FROM node:24 AS build",
      "FROM alpine:3.24",
      "COPY --from=build /a /b",
    ],
    "an image without versions that lives": [
      "FROM gcr.io/distroless/static-debian13",
    ],
    "nothing below": ["FROM scratch"],
    "a tool of an image we know nothing of": [
      "FROM python:3.14-slim",
      "COPY --from=team/tool:1 /tool /usr/local/bin/",
    ],
  },
  open: {
    "a line without fixes": ["FROM node:18"],
    "a build stage without fixes": [
      "FROM node:18 AS build",
      "FROM node:24",
      "COPY --from=build /a /b",
    ],
    "a line with fixes on a distribution without": ["FROM node:24-alpine3.18"],
    "a file of an image without fixes": [
      "FROM debian:13-slim",
      "COPY --from=node:18 /usr/local/bin/node /usr/local/bin/",
    ],
    "an image that ended": ["FROM gcr.io/distroless/nodejs22-debian12"],
  },
  unknown: {
    "an image we know nothing of": ["FROM team/base:1"],
    "a tag that names no line": ["FROM node:lts"],
    "a variable": ["ARG V", "FROM node:$V"],
  },
});

it.each([
  ["2028-04-30", "met"],
  ["2028-05-01", "open"],
])("support counts through its last day: %s is %s", (today, state) => {
  const subject = subjectOf({ Dockerfile: "FROM node:24" }, { today });
  expect(supported.judge(true, subject).state).toBe(state);
});
