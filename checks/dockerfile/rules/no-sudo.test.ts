import { expect, it } from "vitest";
import { applyFixes } from "../../fix.ts";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-sudo.ts";

const DEBIAN = "FROM debian:13-slim\n";
const needless = (at: string, what: string): string =>
  `${at} sudo changes nothing: ${what} already runs as root here.`;
const hides = (at: string, what: string): string =>
  `${at} sudo hides that ${what} runs as root, and the image keeps a way to become root.`;
const other = (at: string, what: string): string =>
  `${at} sudo runs ${what} as another user, where USER would say so for everyone to see.`;

testRule(rule, {
  good: {
    "no sudo": `${DEBIAN}RUN apt-get update`,
    "sudo is installed": `${DEBIAN}RUN apt-get install -y sudo`,
    "a word that begins with it": `${DEBIAN}RUN apt-get install -y sudoku && sudo-ldap`,
    "a question where it is": `${DEBIAN}RUN command -v sudo || true`,
    "its settings are written": `${DEBIAN}RUN echo "app ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/app`,
    "a start command": `${DEBIAN}CMD ["sudo", "serve"]`,
    "a shell that is not POSIX":
      'FROM x\nSHELL ["pwsh", "-c"]\nRUN sudo apt-get update',
  },
  bad: {
    "root needs none": {
      on: `${DEBIAN}RUN sudo apt-get update && sudo -E apt-get install -y curl`,
      says: [needless("2:5", "apt-get"), needless("2:28", "apt-get")],
    },
    "an ordinary user": {
      on: `${DEBIAN}USER 1000\nRUN sudo \\\n  apt-get update`,
      says: [hides("3:5", "apt-get")],
    },
    "the user is root again": {
      on: `${DEBIAN}USER 1000\nUSER root\nRUN sudo make install`,
      says: [needless("4:5", "make")],
    },
    "the user of the base is not known": {
      on: "FROM registry.example.com/base:1\nRUN sudo make install",
      says: [hides("2:5", "make")],
    },
    "no FROM": { on: "RUN sudo make", says: [hides("1:5", "make")] },
    "another user": {
      on: `${DEBIAN}RUN sudo -Hu postgres initdb && sudo --user=app npm ci`,
      says: [other("2:5", "initdb"), other("2:33", "npm")],
    },
    "an option of the command is none of sudo": {
      on: `${DEBIAN}RUN sudo useradd -u 1001 app`,
      says: [needless("2:5", "useradd")],
    },
    "by its path, in a pipe": {
      on: `${DEBIAN}RUN curl -fs https://a | /usr/bin/sudo tee /etc/a`,
      says: [needless("2:26", "tee")],
    },
    "in the exec form": {
      on: `${DEBIAN}RUN ["sudo", "-u", "app", "make"]`,
      says: [other("2:5", "make")],
    },
    "in a here-document, a loop and another shell": {
      on: `${DEBIAN}RUN <<EOF\nfor a in b; do sudo rm $a; done\nbash -c "sudo ls"\nEOF`,
      says: [needless("3:16", "rm"), needless("4:9", "ls")],
    },
    "kept by ONBUILD": {
      on: `${DEBIAN}ONBUILD RUN sudo apt-get update`,
      says: [needless("2:13", "apt-get")],
    },
    "in a stage that does not ship": {
      on: `${DEBIAN}RUN sudo make\nFROM scratch`,
      says: [needless("2:5", "make")],
    },
    "on a stage that is only called windows": {
      on: "FROM debian:13-slim AS windows\nFROM windows\nRUN sudo make",
      says: [needless("3:5", "make")],
    },
    "an ordinary user in a stage that does not ship": {
      on: `FROM debian:13-slim AS build\nUSER 1000\nRUN sudo make\nFROM scratch\nCOPY --from=build /a /`,
      says: ["3:5 sudo hides that make runs as root."],
    },
    "an ordinary user in a stage that the last one starts from": {
      on: `FROM debian:13-slim AS base\nUSER 1000\nRUN sudo make\nFROM base`,
      says: [hides("3:5", "make")],
    },
  },
});

function fixed(dockerfile: string): string | undefined {
  const files = { Dockerfile: dockerfile };
  return applyFixes(files, lint(files, { rules: [rule] })).files["Dockerfile"];
}

it.each([
  ["RUN sudo -E apt-get update", "RUN apt-get update"],
  ["RUN A=1 sudo \\\n    make", "RUN A=1 make"],
  ["RUN sudo B=2 make && sudo -- make", "RUN B=2 make && make"],
])("the fix of no-sudo takes it out: %s", (before, after) => {
  expect(fixed(DEBIAN + before)).toBe(DEBIAN + after);
});

it.each([
  "USER 1000\nRUN sudo make",
  "RUN sudo -u app make",
  "RUN sudo -i make",
  "RUN sudo cd /tmp",
  "RUN sudo",
  'RUN ["sudo", "make"]',
  'RUN sh -c "sudo make"',
  "RUN env A=1 sudo make",
])("the fix of no-sudo does not guess: %s", (text) => {
  expect(fixed(DEBIAN + text)).toBe(DEBIAN + text);
});
