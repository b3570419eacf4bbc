import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./use-supported-base.ts";

const since = (at: string, image: string, day: string): string =>
  `${at} ${image} has had no security fixes since ${day}.`;
const on = (at: string, image: string, system: string, day: string): string =>
  `${at} ${image} stands on ${system}, which has had no security fixes since ${day}.`;

testRule(rule, {
  good: {
    "release lines with support":
      "FROM node:24-slim\nFROM python:3.14-alpine3.24\nFROM debian:bookworm-slim\nFROM ubuntu:noble",
    "a tag without a number": "FROM node\nFROM node:lts-alpine\nFROM alpine",
    "a release line that is not known": "FROM node:99\nFROM golang:1.99-alpine",
    "release lines without a last day":
      "FROM golang:1.27-alpine\nFROM nginx:1.30\nFROM busybox:1.37\nFROM nginxinc/nginx-unprivileged:1.31-alpine",
    "an image that is not known":
      "FROM registry.example.com/node:14\nFROM team/alpine3.12:buster",
    "a variable hides the tag":
      "ARG TAG\nFROM node:$TAG\nFROM node:${TAG}-buster",
    "an earlier stage called like a release":
      "FROM node:24 AS buster\nFROM buster",
    "a code name inside another word": "FROM node:24-filibuster",
    scratch: "FROM scratch",
    "no FROM": "RUN x",
  },
  bad: {
    "an old runtime": {
      on: "FROM node:14.21.3-alpine",
      says: [since("1:6", "node:14.21.3-alpine", "2023-04-30")],
    },
    "an old distribution": {
      on: "FROM alpine:3.17\nFROM ubuntu:20.04\nFROM debian:10-slim",
      says: [
        since("1:6", "alpine:3.17", "2024-11-22"),
        since("2:6", "ubuntu:20.04", "2025-05-31"),
        since("3:6", "debian:10-slim", "2024-06-30"),
      ],
    },
    "by its code name": {
      on: "FROM debian:buster-slim\nFROM ubuntu:focal",
      says: [
        since("1:6", "debian:buster-slim", "2024-06-30"),
        since("2:6", "ubuntu:focal", "2025-05-31"),
      ],
    },
    "a new runtime on an old distribution": {
      on: "FROM node:24-alpine3.18\nFROM python:3.13-slim-bullseye",
      says: [
        on("1:6", "node:24-alpine3.18", "Alpine 3.18", "2025-05-09"),
        on("2:6", "python:3.13-slim-bullseye", "Debian 11", "2026-08-31"),
      ],
    },
    "the runtime comes first": {
      on: "FROM node:16-buster",
      says: [since("1:6", "node:16-buster", "2023-09-11")],
    },
    "a stage that builds": {
      on: "FROM --platform=$BUILDPLATFORM golang:1.21 AS build\nFROM scratch",
      says: [since("1:32", "golang:1.21", "2024-08-13")],
    },
    "a digest beside the tag": {
      on: `FROM node:18@sha256:${"a".repeat(64)}`,
      says: [since("1:6", `node:18@sha256:${"a".repeat(64)}`, "2025-04-30")],
    },
    "the default of a build argument": {
      on: "ARG VERSION=18\nFROM node:${VERSION}",
      says: [
        since("2:6", "node:${VERSION}, by default node:18,", "2025-04-30"),
      ],
    },
    "a default on an old distribution, and quotes, which hide nothing": {
      on: 'ARG VERSION=24\nFROM node:$VERSION-alpine3.18\nFROM "node:18"',
      says: [
        on(
          "2:6",
          "node:$VERSION-alpine3.18, by default node:24-alpine3.18,",
          "Alpine 3.18",
          "2025-05-09",
        ),
        since("3:6", '"node:18"', "2025-04-30"),
      ],
    },
    "a line that another image carries": {
      on: "FROM nginxinc/nginx-unprivileged:1.25-alpine",
      says: [
        since("1:6", "nginxinc/nginx-unprivileged:1.25-alpine", "2024-05-29"),
      ],
    },
    "the build in a version": {
      on: "FROM eclipse-temurin:22.0.1_8-jre-jammy",
      says: [since("1:6", "eclipse-temurin:22.0.1_8-jre-jammy", "2024-09-17")],
    },
    "no date": {
      on: "FROM gcr.io/distroless/nodejs22-debian12",
      says: [
        "1:6 gcr.io/distroless/nodejs22-debian12 gets no security fixes any more.",
      ],
    },
  },
});

it.each([
  ["2025-04-30", 0],
  ["2025-05-01", 1],
])(
  "use-supported-base counts the last day as supported: %s",
  (today, found) => {
    expect(
      lint({ Dockerfile: "FROM node:18" }, { rules: [rule], today }),
    ).toHaveLength(found);
  },
);
