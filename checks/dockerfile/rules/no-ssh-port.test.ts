import { expect, it } from "vitest";
import { applyFixes } from "../../fix.ts";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-ssh-port.ts";

const announces = (at: string, port: string): string =>
  `${at} EXPOSE ${port} announces an SSH server: a second way into the container, with accounts and keys of its own to look after.`;

testRule(rule, {
  good: {
    "other ports": "FROM nginx:1.30\nEXPOSE 80 443/tcp 2222 8022 220",
    "another protocol": "FROM nginx:1.30\nEXPOSE 22/udp",
    "the port of the host": "FROM nginx:1.30\nEXPOSE 22:80",
    "a range beside it": "FROM nginx:1.30\nEXPOSE 23-30",
    "a port that a build argument hides":
      "FROM nginx:1.30\nARG PORT\nEXPOSE $PORT",
    "a stage that does not ship":
      "FROM debian:13 AS test\nEXPOSE 22\nFROM nginx:1.30",
    "a comment": "FROM nginx:1.30\n# EXPOSE 22\nEXPOSE 80",
  },
  bad: {
    alone: { on: "FROM debian:13\nEXPOSE 22", says: [announces("2:8", "22")] },
    "with its protocol, among others": {
      on: "FROM debian:13\nEXPOSE 80 22/TCP 443",
      says: [announces("2:11", "22/TCP")],
    },
    "in a range": {
      on: "FROM debian:13\nEXPOSE 20-25",
      says: [announces("2:8", "20-25")],
    },
    "the default of a build argument": {
      on: "FROM debian:13\nARG PORT=22\nEXPOSE ${PORT}/tcp",
      says: [announces("3:8", "${PORT}/tcp")],
    },
    "in a stage that the last one starts from": {
      on: "FROM debian:13 AS base\nEXPOSE 22\nFROM base\nEXPOSE 80",
      says: [announces("2:8", "22")],
    },
  },
});

it.each([
  ["EXPOSE 22\nUSER 1", "USER 1"],
  ["EXPOSE 80 \\\n  22\nUSER 1", "EXPOSE 80\nUSER 1"],
  ["EXPOSE 22 80", "EXPOSE 80"],
  ["USER 1\nEXPOSE 22", "USER 1"],
  ["EXPOSE 20-25", "EXPOSE 20-25"],
  ["ARG P=22\nEXPOSE $P", "ARG P=22\nEXPOSE $P"],
])("the fix of no-ssh-port leaves the port out: %j", (before, after) => {
  const files = { Dockerfile: `FROM debian:13\n${before}` };
  const { Dockerfile } = applyFixes(
    files,
    lint(files, { rules: [rule] }),
  ).files;
  expect(Dockerfile).toBe(`FROM debian:13\n${after}`);
});
