import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-constant-platform.ts";

const fixed = (at: string, platform: string): string =>
  `${at} --platform=${platform} fixes the platform of this stage: a build for another one gets ${platform} all the same.`;

testRule(rule, {
  good: {
    "no platform": "FROM node:24",
    "the machine that builds": "FROM --platform=$BUILDPLATFORM golang:1.27",
    "a part that varies": "FROM --platform=linux/${TARGETARCH} node:24",
    "an argument with a default":
      "ARG PLATFORM=linux/amd64\nFROM --platform=$PLATFORM node:24",
    "a stage named after the architecture":
      "FROM --platform=linux/amd64 node:24 AS build-amd64\nFROM --platform=linux/arm64 node:24 AS build_aarch64",
    "a stage named after the system":
      "FROM --platform=linux/386 node:24 AS linux",
    Windows:
      "FROM --platform=windows/amd64 mcr.microsoft.com/windows/nanoserver:ltsc2025",
    "what valid-syntax reports": "FROM --platform= node:24",
  },
  bad: {
    "one platform": {
      on: "FROM --platform=linux/amd64 node:24",
      says: [fixed("1:6", "linux/amd64")],
    },
    "an architecture alone": {
      on: "FROM --platform=arm64 node:24 AS base",
      says: [fixed("1:6", "arm64")],
    },
    "in the second stage": {
      on: "FROM node:24 AS build\nFROM --platform=linux/arm/v7 node:24-slim",
      says: [fixed("2:6", "linux/arm/v7")],
    },
  },
});
