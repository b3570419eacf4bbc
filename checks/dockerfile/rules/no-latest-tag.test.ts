import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-latest-tag.ts";

const moves = (at: string, image: string): string =>
  `${at} ${image} is whatever carries that tag at the moment, so the same Dockerfile may give another image tomorrow.`;

testRule(rule, {
  good: {
    "a release line": "FROM node:24-slim",
    "no tag is another rule's": "FROM node",
    "a digest beside the tag": `FROM node:latest@sha256:${"a".repeat(64)}`,
    "a digest that a build argument hides":
      "ARG DIGEST\nFROM node:latest$DIGEST",
    "a tag that only begins with latest": "FROM node:latest-alpine",
    "a tag without default": "ARG TAG\nFROM node:${TAG}",
    "a tag without default, with an alternative":
      "ARG TAG\nFROM node:${TAG:-latest}",
    "an earlier stage with that name": "FROM node:24 AS latest\nFROM latest",
    scratch: "FROM scratch",
    "latest in the name of a directory":
      "FROM registry.example.com/latest/app:3",
  },
  bad: {
    "latest written out": {
      on: "FROM node:latest",
      says: [moves("1:6", "node:latest")],
    },
    "behind a platform, before a name": {
      on: "FROM --platform=$BUILDPLATFORM node:latest AS build",
      says: [moves("1:32", "node:latest")],
    },
    "behind a registry's port": {
      on: "FROM localhost:5000/node:latest",
      says: [moves("1:6", "localhost:5000/node:latest")],
    },
    "behind a registry that a build argument hides": {
      on: "ARG REGISTRY\nFROM $REGISTRY/node:latest",
      says: [moves("2:6", "$REGISTRY/node:latest")],
    },
    "in a stage that does not ship": {
      on: "FROM golang:latest AS build\nFROM scratch",
      says: [moves("1:6", "golang:latest")],
    },
    "in every stage that has it, once": {
      on: "FROM node:latest AS build\nFROM build AS test\nFROM node:latest",
      says: [moves("1:6", "node:latest"), moves("3:6", "node:latest")],
    },
    "the default of a build argument for the tag": {
      on: "ARG TAG=latest\nFROM node:${TAG}",
      says: [moves("2:6", "node:${TAG} (node:latest)")],
    },
    "the default of a build argument for the image": {
      on: "ARG IMAGE=node:latest\nFROM $IMAGE",
      says: [moves("2:6", "$IMAGE (node:latest)")],
    },
  },
});
