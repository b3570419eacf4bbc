import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-system-upgrade.ts";

const BASE = "FROM registry.example.com/base:1\n";
const upgrades = (at: string, command: string): string =>
  `${at} ${command} replaces packages of the base image by whatever is newest on the day the layer is built, and a cached layer stays as it is.`;

testRule(rule, {
  good: {
    "updating the lists": `${BASE}RUN apt-get update && apk update && zypper refresh && dnf makecache`,
    "packages that are named": `${BASE}RUN apt-get install -y --only-upgrade libssl3 && apk upgrade openssl && yum -y update openssl && zypper up -y libopenssl3`,
    "packages that a variable names": `${BASE}RUN dnf -y upgrade $PACKAGES`,
    "apk add with upgrading": `${BASE}RUN apk add --no-cache --upgrade openssl`,
    "other tools' updates": `${BASE}RUN pip install --upgrade pip && npm update && sbt update && composer self-update`,
    "words that are only printed": `${BASE}RUN echo apt-get upgrade`,
    "another interpreter's text": `${BASE}RUN <<EOF\n#!/usr/bin/env python3\nprint("apt-get upgrade")\nEOF`,
    "Arch Linux, which supports no other installation": `${BASE}RUN pacman -Syu --noconfirm git && pacman -Su`,
  },
  bad: {
    "apt-get, each way": {
      on: `${BASE}RUN apt-get update && apt-get -y upgrade && apt-get dist-upgrade -y; apt full-upgrade -y`,
      says: [
        upgrades("2:23", "apt-get upgrade"),
        upgrades("2:45", "apt-get dist-upgrade"),
        upgrades("2:70", "apt full-upgrade"),
      ],
    },
    "options with values": {
      on: `${BASE}RUN apt-get -o Dpkg::Options::=--force-confold -y upgrade`,
      says: [upgrades("2:5", "apt-get upgrade")],
    },
    "apk with its option before": {
      on: `${BASE}RUN apk -U --no-cache upgrade`,
      says: [upgrades("2:5", "apk upgrade")],
    },
    "yum, dnf and microdnf": {
      on: `${BASE}RUN yum update -y && dnf -y upgrade --refresh && microdnf update`,
      says: [
        upgrades("2:5", "yum update"),
        upgrades("2:22", "dnf upgrade"),
        upgrades("2:50", "microdnf update"),
      ],
    },
    zypper: {
      on: `${BASE}RUN zypper -n up && zypper dup -y`,
      says: [upgrades("2:5", "zypper up"), upgrades("2:21", "zypper dup")],
    },
    "in a stage that does not ship, and in the exec form": {
      on: `FROM debian:13 AS build\nRUN ["apt-get", "upgrade", "-y"]\nFROM scratch\nCOPY --from=build /a /a`,
      says: [upgrades("2:5", "apt-get upgrade")],
    },
  },
});

it.each([
  ["apt-get upgrade -y", "dockerfilelint/apt-get-upgrade", true],
  ["apt-get upgrade -y", "trivy/DS-0024", false],
  ["apt-get dist-upgrade -y", "trivy/DS-0024", true],
  ["zypper dup -y", "hadolint/DL3035", true],
  ["zypper up -y", "hadolint/DL3035", false],
  ["yum update -y", "trivy/DS-0017", true],
  ["yum update -y && yum install -y a", "trivy/DS-0017", false],
  ["dnf upgrade -y", "semgrep/avoid-dnf-update", true],
])("%s answers %s: %s", (run, id, answers) => {
  const [finding] = lint(
    { Dockerfile: `${BASE}RUN ${run}` },
    { rules: [rule] },
  );
  expect(finding?.sameAs?.includes(id)).toBe(answers);
});
