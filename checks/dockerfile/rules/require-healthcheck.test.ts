import { testRule } from "../../testing/rule-tester.ts";
import rule from "./require-healthcheck.ts";

const CHECK = 'HEALTHCHECK CMD ["node", "check.js"]';
const nothing = (at: string): string =>
  `${at} Nothing asks whether the application answers: a container that hangs counts as running.`;
const unless = (at: string): string =>
  `${at} Unless the base image checks it, nothing asks whether the application answers: a container that hangs counts as running.`;

testRule(rule, {
  good: {
    "a check": `FROM node:24-slim\n${CHECK}`,
    "a check in the shell form":
      "FROM node:24-slim\nhealthcheck cmd node check.js",
    "HEALTHCHECK NONE is a decision": "FROM node:24-slim\nHEALTHCHECK NONE",
    "a check of the stage it starts from": `FROM node:24-slim AS base\n${CHECK}\nFROM base\nCMD ["node"]`,
    "NONE in the stage it starts from":
      "FROM node:24-slim AS base\nHEALTHCHECK NONE\nFROM base",
    "a base image that a build argument hides": "ARG BASE\nFROM $BASE",
    "a stage over a base that a build argument hides":
      "ARG BASE\nFROM $BASE AS base\nFROM base",
    "no FROM": 'CMD ["node"]',
    "no instruction": "# nothing yet",
    "what valid-syntax reports": "FROM node:24-slim\nHEALTHCHECK --interval=5s",
  },
  bad: {
    "no check": {
      on: 'FROM node:24-slim\nCMD ["node", "server.js"]',
      says: [nothing("1:6")],
    },
    "a check in a stage that does not ship": {
      on: `FROM node:24 AS test\n${CHECK}\nFROM node:24-slim`,
      says: [nothing("3:6")],
    },
    "a check that only later images get": {
      on: `FROM node:24-slim\nONBUILD ${CHECK}`,
      says: [nothing("1:6")],
    },
    scratch: {
      on: "FROM scratch\nCOPY app /app",
      says: [nothing("1:6")],
    },
    "a base image of one's own may bring one": {
      on: "FROM registry.example.com/team/base:3\nCMD serve",
      says: [unless("1:6")],
    },
    "a stage over a base of one's own": {
      on: "FROM registry.example.com/team/base:3 AS base\nFROM base",
      says: [unless("2:6")],
    },
  },
});
