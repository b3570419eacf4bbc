import { expect, it } from "vitest";
import { fixed, testRule } from "../../testing/rule-tester.ts";
import rule from "./assume-yes.ts";

const DEBIAN = "FROM debian:13-slim\n";
const FEDORA = "FROM fedora:43\n";
const SUSE = "FROM opensuse/leap:16.0\n";

const installs = (at: string, command = "apt-get install"): string =>
  `${at} ${command} asks before it installs more than the packages named, and nobody answers during a build, so it gives up.`;
const changes = (at: string, command: string): string =>
  `${at} ${command} asks before it changes anything, and nobody answers during a build, so it gives up.`;
const goesOn = (at: string): string =>
  `${at} microdnf install asks before it changes anything, and nobody answers during a build, so it waits without end.`;

testRule(rule, {
  good: {
    "the short option": `${DEBIAN}RUN apt-get install -y curl`,
    "the option before the verb": `${DEBIAN}RUN apt-get -y install curl`,
    "the option at the end": `${DEBIAN}RUN apt-get install curl -y`,
    "the option among other letters": `${DEBIAN}RUN apt-get -fmy install curl`,
    "the long options": `${DEBIAN}RUN apt-get install --yes curl && apt-get --assume-yes install git`,
    "quiet twice": `${DEBIAN}RUN apt-get -qq install curl && apt-get -q -q install git && apt-get --quiet --quiet install jq && apt-get -q=2 install tini`,
    "the setting as an option": `${DEBIAN}RUN apt-get -o APT::Get::Assume-Yes=true install curl`,
    "the setting in a file of an earlier RUN": `${DEBIAN}RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90yes\nRUN apt-get install curl`,
    "the setting in a file of a stage below": `FROM debian:13-slim AS base\nRUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90yes\nFROM base\nRUN apt-get install curl`,
    "a configuration from the context": `${DEBIAN}COPY apt.conf /etc/apt/apt.conf.d/90-ours\nRUN apt-get install curl`,
    "a configuration in a here-document": `${DEBIAN}COPY <<EOF /etc/apt/apt.conf.d/90-ours\nAPT::Get::Assume-Yes "true";\nEOF\nRUN apt-get install curl`,
    "yes piped in": `${DEBIAN}RUN yes | apt-get install curl`,
    "yes piped into a group": `${DEBIAN}RUN yes | (apt-get update && apt-get install curl)`,
    "an answer piped in": `${DEBIAN}RUN echo y | apt-get install curl`,
    "a variable that holds options": `${DEBIAN}ARG APT_OPTS\nRUN apt-get install $APT_OPTS curl`,
    "a variable whose value has the option": `${DEBIAN}ENV APT="--no-install-recommends -y"\nRUN apt-get install $APT curl`,
    "only a simulation": `${DEBIAN}RUN apt-get -s install curl`,
    "updating the lists asks nothing": `${DEBIAN}RUN apt-get update && apt-get clean`,
    "words that are only printed": `${DEBIAN}RUN echo apt-get install curl`,
    "a comment": `${DEBIAN}RUN apt-get install \\\n  # apt-get install git\n  -y curl`,
    "another shell's text": `${DEBIAN}SHELL ["pwsh", "-Command"]\nRUN apt-get install curl`,
    "apk does not ask": "FROM alpine:3.24\nRUN apk add curl",
    "yum, dnf and microdnf": `${FEDORA}RUN yum -y install a && dnf install -y b && microdnf install -y c`,
    "dnf with the option among other letters": `${FEDORA}RUN dnf install -vy a`,
    "dnf by its configuration": `${FEDORA}RUN echo assumeyes=1 >> /etc/dnf/dnf.conf && dnf install a`,
    "dnf by a setting": `${FEDORA}RUN dnf install --setopt=assumeyes=1 a`,
    "dnf makecache asks nothing": `${FEDORA}RUN dnf makecache && dnf clean all`,
    "zypper, both ways": `${SUSE}RUN zypper install -y a && zypper -n in b && zypper --non-interactive up`,
    "pacman without confirmation":
      "FROM archlinux:latest\nRUN pacman -Syu --noconfirm git",
    "pacman that only asks": "FROM archlinux:latest\nRUN pacman -Q",
    ...Object.fromEntries(
      [
        "oraclelinux:8-slim",
        "oraclelinux:8",
        "rockylinux:8.9-minimal",
        "quay.io/rockylinux/rockylinux:8",
        "almalinux:8.10-minimal",
        "redhat/ubi8-minimal",
        "registry.access.redhat.com/ubi8/ubi-minimal:8.10",
        "registry.redhat.io/ubi8-minimal@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "openjdk:17-jdk",
        "openjdk:22-ea-oraclelinux8",
        "openjdk",
      ].map((image) => [
        `microdnf of Enterprise Linux 8: ${image}`,
        `FROM ${image}\nRUN microdnf install curl`,
      ]),
    ),
    "microdnf in a stage that starts from one of Enterprise Linux 8":
      "FROM oraclelinux:8-slim AS base\nFROM base AS tools\nFROM tools\nRUN microdnf update",
  },
  bad: {
    "no option": {
      on: `${DEBIAN}RUN apt-get install curl`,
      says: [installs("2:5")],
    },
    "quiet once does not imply yes": {
      on: `${DEBIAN}RUN apt-get -q install curl`,
      says: [installs("2:5")],
    },
    "a variable of packages": {
      on: `${DEBIAN}ARG PACKAGES\nRUN apt-get install $PACKAGES`,
      says: [installs("3:5")],
    },
    "apt asks as well": {
      on: `${DEBIAN}RUN apt install curl`,
      says: [installs("2:5", "apt install")],
    },
    "with sudo, and with a variable set": {
      on: `${DEBIAN}RUN sudo DEBIAN_FRONTEND=noninteractive apt-get install curl`,
      says: [installs("2:5")],
    },
    "the frontend is no answer": {
      on: `${DEBIAN}RUN DEBIAN_FRONTEND=noninteractive apt-get install curl`,
      says: [installs("2:5")],
    },
    "upgrading and removing": {
      on: `${DEBIAN}RUN apt-get upgrade && apt-get remove curl && apt-get autoremove`,
      says: [
        changes("2:5", "apt-get upgrade"),
        changes("2:24", "apt-get remove"),
        changes("2:47", "apt-get autoremove"),
      ],
    },
    "in the exec form": {
      on: `${DEBIAN}RUN ["sudo", "apt-get", "install", "curl"]`,
      says: [installs("2:5")],
    },
    "in a here-document": {
      on: `${DEBIAN}RUN <<EOF\napt-get update\napt-get install curl\nEOF`,
      says: [installs("4:1")],
    },
    "in the text after sh -c": {
      on: `${DEBIAN}RUN sh -c "apt-get update && apt-get install curl"`,
      says: [installs("2:11")],
    },
    "in a stage that does not ship": {
      on: `FROM debian:13 AS build\nRUN apt-get install gcc\nFROM scratch\nCOPY --from=build /a /a`,
      says: [installs("2:5")],
    },
    "in ONBUILD": {
      on: `${DEBIAN}ONBUILD RUN apt-get install curl`,
      says: [installs("2:13")],
    },
    "yum, dnf and microdnf": {
      on: `${FEDORA}RUN yum install a; dnf in b; microdnf install c`,
      says: [
        changes("2:5", "yum install"),
        changes("2:20", "dnf in"),
        goesOn("2:30"),
      ],
    },
    ...Object.fromEntries(
      [
        "oraclelinux:9-slim",
        "rockylinux:9.8-minimal",
        "registry.access.redhat.com/ubi9/ubi-minimal:9.8",
        "openjdk:23-oraclelinux9",
        "openjdk:25",
        "registry.example.com/base:8",
        "oraclelinux:$VERSION",
        "$BASE",
      ].map((image) => [
        `microdnf on ${image}`,
        {
          on: `FROM ${image}\nRUN microdnf install curl`,
          says: [goesOn("2:5")],
        },
      ]),
    ),
    "dnf asks on Enterprise Linux 8 too": {
      on: "FROM oraclelinux:8\nRUN dnf install curl",
      says: [changes("2:5", "dnf install")],
    },
    "dnf with options that take values": {
      on: `${FEDORA}RUN dnf --setopt install_weak_deps=0 install a`,
      says: [changes("2:5", "dnf install")],
    },
    "a module of dnf": {
      on: `${FEDORA}RUN dnf module install nodejs:22`,
      says: [changes("2:5", "dnf module install")],
    },
    "yum update of everything": {
      on: `${FEDORA}RUN yum update && yum -y install a`,
      says: [changes("2:5", "yum update")],
    },
    zypper: {
      on: `${SUSE}RUN zypper --gpg-auto-import-keys install a`,
      says: [changes("2:5", "zypper install")],
    },
    pacman: {
      on: "FROM archlinux:latest\nRUN pacman -Syu && pacman -S git",
      says: [changes("2:5", "pacman -Syu"), changes("2:20", "pacman -S")],
    },
  },
});

it.each([
  ["RUN apt-get install curl", "RUN apt-get install -y curl"],
  ["RUN apt-get \\\n  install \\\n  a", "RUN apt-get \\\n  install -y \\\n  a"],
  ["RUN dnf module install a:1", "RUN dnf module install -y a:1"],
  ["RUN microdnf install a", "RUN microdnf install -y a"],
  ["RUN zypper in a", "RUN zypper in -y a"],
  ["RUN pacman -S git", "RUN pacman -S --noconfirm git"],
  ['RUN ["dnf", "install", "a"]', undefined],
])("assume-yes turns %j into %j", (run, after) => {
  const text = `FROM registry.example.com/base:1\n${run}`;
  expect(fixed(rule, text)).toBe(
    `FROM registry.example.com/base:1\n${after ?? run}`,
  );
});
