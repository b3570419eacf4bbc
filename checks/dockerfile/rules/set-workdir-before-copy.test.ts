import { testRule } from "../../testing/rule-tester.ts";
import rule from "./set-workdir-before-copy.ts";

const NODE = "FROM node:24-slim\n";
const root = (at: string, to: string): string =>
  `${at} No WORKDIR is set, so ${to} is in /, among the directories of the system.`;

testRule(rule, {
  good: {
    "a WORKDIR above": `${NODE}WORKDIR /app\nCOPY . .`,
    "a WORKDIR of the stage it starts from":
      "FROM node:24 AS base\nWORKDIR /app\nFROM base\nCOPY . .",
    "an absolute destination": `${NODE}COPY . /app/\nADD a "/b c"`,
    "an absolute one in a variable": `${NODE}ENV DIR=/app\nCOPY . $DIR/`,
    "one that a build argument hides": `${NODE}ARG DIR\nCOPY . $DIR/`,
    "scratch begins at the root": "FROM scratch\nCOPY app ./",
    "a base image of one's own": "FROM registry.example.com/base:1\nCOPY . .",
    "a base image that a build argument hides": "ARG B\nFROM $B\nCOPY . .",
    "a drive of Windows":
      "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCOPY a C:\\app\\",
    "a relative WORKDIR is reported itself": `${NODE}WORKDIR app\nCOPY . .`,
    "both kept by ONBUILD": `${NODE}ONBUILD WORKDIR /app\nONBUILD COPY a b`,
    "what valid-syntax reports": `${NODE}COPY a`,
  },
  bad: {
    "the current directory": {
      on: `${NODE}COPY . .`,
      says: [root("2:8", ".")],
    },
    "a name": {
      on: `${NODE}RUN x\nCOPY --chown=1000 server.js app/`,
      says: [root("3:29", "app/")],
    },
    "once in a stage": {
      on: `${NODE}COPY /a /a\nCOPY b .\nCOPY c .`,
      says: [root("3:8", ".")],
    },
    "another directory of the base image": {
      on: "FROM golang:1.27\nCOPY . ./src",
      says: [
        "2:8 No WORKDIR is set, so ./src is in /go, the working directory of the base image.",
      ],
    },
    ADD: { on: `${NODE}ADD a.tar.gz .`, says: [root("2:14", ".")] },
    "a WORKDIR too late": {
      on: `${NODE}COPY . .\nWORKDIR /app`,
      says: [root("2:8", ".")],
    },
    "without FROM, where no image can set one": {
      on: "COPY a b",
      says: [
        "1:8 No WORKDIR is set, so b is in the working directory of whatever image comes before.",
      ],
    },
    "kept by ONBUILD": {
      on: `${NODE}ONBUILD COPY a b`,
      says: [root("2:16", "b")],
    },
    "in each stage": {
      on: `${NODE}COPY . .\n${NODE}COPY --from=0 a b`,
      says: [root("2:8", "."), root("4:17", "b")],
    },
  },
});
