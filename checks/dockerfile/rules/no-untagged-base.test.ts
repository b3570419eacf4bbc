import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-untagged-base.ts";

testRule(rule, {
  good: {
    "what is no name without its variable": "FROM node-$VERSION",
    "a tag": "FROM node:24-slim",
    "a digest without a tag": `FROM node@sha256:${"a".repeat(64)}`,
    scratch: "FROM scratch",
    "the name of an earlier stage": "FROM node:24 AS build\nFROM build",
    "a tag from the default of a build argument":
      "ARG TAG=24-slim\nFROM node:${TAG}",
    "a tag that a build argument without default hides":
      "ARG TAG\nFROM node:${TAG}",
    "an image that a build argument without default hides":
      "ARG IMAGE\nFROM ${IMAGE}",
    "an image that no ARG before FROM declares":
      "FROM alpine:3.24\nARG IMAGE=alpine\nFROM $IMAGE",
    "a registry with a port": "FROM localhost:5000/node:24",
  },
  bad: {
    "no tag": {
      on: "FROM node",
      says: [
        "1:6 node has no tag, so every build may start from another node.",
      ],
    },
    "no tag after a registry's port": {
      on: "FROM localhost:5000/node",
      says: [
        "1:6 localhost:5000/node has no tag, so every build may start from another localhost:5000/node.",
      ],
    },
    "no tag in an earlier stage": {
      on: "FROM golang AS build\nFROM scratch",
      says: [
        "1:6 golang has no tag, so every build may start from another golang.",
      ],
    },
    "a default of a build argument without tag": {
      on: "ARG IMAGE=node\nFROM ${IMAGE}",
      says: [
        "2:6 ${IMAGE} has no tag, so every build may start from another node.",
      ],
    },
  },
});

it("no-untagged-base asks for a tag where the name has the version", () => {
  const [finding] = lint({
    Dockerfile: "FROM gcr.io/distroless/java25-debian13",
  }).filter(({ rule: id }) => id === rule.id);
  expect(finding?.remedy).toContain("java25-debian13:nonroot");
});

it.each([
  [
    "ARG BASE=node\nFROM ${BASE}",
    "default of ARG BASE, such as node:<version>.",
  ],
  [
    "ARG BASE=node\nFROM $BASE AS x",
    "default of ARG BASE, such as node:<version>.",
  ],
  [
    "ARG BASE=gcr.io/distroless/java25-debian13\nFROM $BASE",
    "default of ARG BASE, such as gcr.io/distroless/java25-debian13:nonroot.",
  ],
  ["ARG HUB=docker.io\nFROM $HUB/node", "such as $HUB/node:<version>."],
  ["FROM node", "such as node:<version>."],
])("no-untagged-base says where the tag goes: %j", (text, remedy) => {
  const [finding] = lint({ Dockerfile: text }, { rules: [rule] });
  expect(finding?.remedy).toContain(remedy);
});
