import { testRule } from "../../testing/rule-tester.ts";
import rule from "./use-absolute-workdir.ts";

const NODE = "FROM node:24-slim\n";
const relative = (at: string, path: string): string =>
  `${at} WORKDIR ${path} continues from the working directory of the base image, which its next version may change.`;

testRule(rule, {
  good: {
    "an absolute path": `${NODE}WORKDIR /app`,
    "in quotes": `${NODE}WORKDIR "/my app"`,
    "relative to an absolute one above": `${NODE}WORKDIR /app\nWORKDIR web\nWORKDIR ../api`,
    "relative to one of the stage it starts from":
      "FROM node:24 AS base\nWORKDIR /app\nFROM base\nWORKDIR web",
    "a variable that holds an absolute path": `${NODE}ENV HOME_DIR=/srv\nWORKDIR $HOME_DIR/app`,
    "an alternative that is absolute": `${NODE}WORKDIR \${APP_DIR:-/app}`,
    "a build argument without default": `${NODE}ARG APP_DIR\nWORKDIR $APP_DIR\nWORKDIR web`,
    "a variable of a base image of one's own":
      "FROM registry.example.com/base:1\nWORKDIR $APP_HOME",
    "a variable that is empty": `${NODE}WORKDIR $HOME`,
    "a drive of Windows":
      "# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nWORKDIR C:\\app\nWORKDIR bin",
    "a drive of Windows, whose backslash the builder drops":
      "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nWORKDIR C:\\app",
    "the root of a drive":
      "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nWORKDIR \\app",
    "for later images": `${NODE}ONBUILD WORKDIR app`,
    "what valid-syntax reports": `${NODE}WORKDIR`,
  },
  bad: {
    "a relative path": {
      on: `${NODE}WORKDIR app`,
      says: [relative("2:9", "app")],
    },
    "before an absolute one": {
      on: `${NODE}WORKDIR app\nRUN npm ci\nWORKDIR /srv`,
      says: [relative("2:9", "app")],
    },
    "once for what builds on it": {
      on: `${NODE}WORKDIR app\nWORKDIR web`,
      says: [relative("2:9", "app")],
    },
    "with a dot": {
      on: `${NODE}WORKDIR ./app`,
      says: [relative("2:9", "./app")],
    },
    "a tilde is a name like any other": {
      on: `${NODE}WORKDIR ~/app`,
      says: [relative("2:9", "~/app")],
    },
    "a variable that holds a relative path": {
      on: `${NODE}ARG APP_DIR=app\nWORKDIR $APP_DIR`,
      says: [relative("3:9", "app")],
    },
    "a base image that sets one": {
      on: "FROM golang:1.27\nWORKDIR src/app",
      says: [relative("2:9", "src/app")],
    },
    "in each stage of its own": {
      on: "FROM node:24 AS build\nWORKDIR app\nFROM node:24-slim\nWORKDIR app",
      says: [relative("2:9", "app"), relative("4:9", "app")],
    },
    "over a stage that sets none": {
      on: "FROM node:24 AS base\nRUN npm -v\nFROM base\nWORKDIR app",
      says: [relative("4:9", "app")],
    },
    "over scratch, where the root is certain for now": {
      on: "FROM scratch\nWORKDIR app",
      says: [
        "2:9 WORKDIR app is below the root as long as the stage starts from scratch, and elsewhere on another base image.",
      ],
    },
    "without FROM": { on: "WORKDIR app", says: [relative("1:9", "app")] },
  },
});
