import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { fixed, testRule } from "../../testing/rule-tester.ts";
import rule from "./update-and-install-together.ts";

const DEBIAN = "FROM debian:13-slim\n";
const ALPINE = "FROM alpine:3.24\n";

const old = (at: string, update: string, install: string): string =>
  `${at} ${update} has a RUN of its own: as long as that layer comes from the cache, ${install} works with old lists and asks for packages that may be gone.`;
const again = (at: string, update: string, install: string): string =>
  `${at} ${update} has a RUN of its own: its layer grows old in the cache, and ${install} fetches the lists again when it finds them too old.`;
const unused = (at: string, update = "apt-get update"): string =>
  `${at} ${update} has a RUN of its own, and nothing in it uses the lists, which are as old as the cached layer.`;

testRule(rule, {
  good: {
    "both in one RUN": `${DEBIAN}RUN apt-get update && apt-get install -y curl`,
    "with semicolons": `${DEBIAN}RUN apt-get update ; apt-get install -y curl`,
    "in a here-document": `${DEBIAN}RUN <<EOF\napt-get update\napt-get install -y curl\nEOF`,
    "in the text after sh -c": `${DEBIAN}RUN sh -c "apt-get update && apt-get install -y curl"`,
    "upgraded in the same RUN": `${DEBIAN}RUN apt-get update && apt-get upgrade -y`,
    "another command in between": `${DEBIAN}RUN apt-get update && mkdir /a && apt-get install -y curl`,
    "build dependencies": `${DEBIAN}RUN apt-get update && apt-get build-dep -y curl`,
    "a script that may install": `${DEBIAN}COPY install.sh /\nRUN apt-get update && /install.sh`,
    "a function that may install": `${DEBIAN}RUN apt-get update && retry apt-get install -y curl`,
    "a command that a variable names": `${DEBIAN}RUN apt-get update && $INSTALL curl`,
    "a shell that is piped into": `${DEBIAN}RUN apt-get update && curl -fsSL https://example.com/a.sh | bash`,
    "apk's option": `${ALPINE}RUN apk --update add curl\nRUN apk add -U git`,
    "an update that a test decides about": `${DEBIAN}RUN test -n "$PROXY" && apt-get update\nRUN apt-get install -y curl`,
    "an update as the alternative": `${DEBIAN}RUN fping proxy || apt-get update\nRUN apt-get install -y curl`,
    "an update behind a command that may decide": `${DEBIAN}RUN fping proxy && echo a > /etc/apt/apt.conf.d/30proxy && apt-get update || true\nRUN apt-get install -y curl`,
    "the same in the text after sh -c": `${DEBIAN}RUN sh -c "fping proxy && apt-get update || true"\nRUN apt-get install -y curl`,
    "sh -c with an update, itself under a condition": `${DEBIAN}RUN test -n "$PROXY" && sh -c "apt-get update"\nRUN apt-get install -y curl`,
    "behind a pipe that decides": `${DEBIAN}RUN cat /proc/version | grep -q microsoft && apt-get update\nRUN apt-get install -y curl`,
    "in an if": `${DEBIAN}RUN if [ -n "$PROXY" ]; then apt-get update; fi\nRUN apt-get install -y curl`,
    "in a loop": `${DEBIAN}RUN while ! test -e /a; do apt-get update; done\nRUN apt-get install -y curl`,
    "in a function that may not be called": `${DEBIAN}RUN refresh() { apt-get update; }; echo a\nRUN apt-get install -y curl`,
    "yum and dnf fetch lists when they need them":
      "FROM fedora:43\nRUN dnf makecache\nRUN dnf install -y git",
    "pacman, at once":
      "FROM archlinux:latest\nRUN pacman -Syu --noconfirm git\nRUN pacman -Sy --noconfirm jq",
    "pacman upgrades first, and nothing follows":
      "FROM archlinux:latest\nRUN pacman -Syu --noconfirm",
    "other tools' updates": `${DEBIAN}RUN sbt update\nRUN update-locale LANG=C.UTF-8\nRUN git submodule update --init`,
    "words that are only printed": `${DEBIAN}RUN echo apt-get update`,
    "another shell's text": `${DEBIAN}SHELL ["pwsh", "-Command"]\nRUN apt-get update`,
  },
  bad: {
    "its failure is taken": {
      on: `${DEBIAN}RUN apt-get update || true\nRUN apt-get install -y curl`,
      says: [old("2:5", "apt-get update", "apt-get install in line 3")],
    },
    "the failure of its subshell is taken": {
      on: `${DEBIAN}RUN ( cd / && apt-get update ) || true\nRUN apt-get install -y curl`,
      says: [old("2:15", "apt-get update", "apt-get install in line 3")],
    },
    "the next RUN installs": {
      on: `${DEBIAN}RUN apt-get update\nRUN apt-get install -y curl`,
      says: [old("2:5", "apt-get update", "apt-get install in line 3")],
    },
    "a later RUN installs": {
      on: `${DEBIAN}RUN apt-get update -qq && rm -f /tmp/a\nWORKDIR /app\nCOPY . .\nRUN echo a && apt install -y curl`,
      says: [old("2:5", "apt-get update", "apt install in line 5")],
    },
    "an account in the same RUN": {
      on: `${DEBIAN}RUN apt-get update && adduser app\nRUN apt-get install -y curl`,
      says: [old("2:5", "apt-get update", "apt-get install in line 3")],
    },
    "behind commands that prepare": {
      on: `${DEBIAN}RUN set -eux && apt-get clean && curl -fsSL https://example.com/key | gpg --dearmor -o /etc/apt/keyrings/a.gpg && add-apt-repository ppa:a/b && apt-get update\nRUN apt-get install -y curl`,
      says: [old("2:145", "apt-get update", "apt-get install in line 3")],
    },
    "in a group, after another statement": {
      on: `${DEBIAN}RUN test -d /a || mkdir /a; { cd /; apt-get update > /dev/null; }\nRUN apt-get install -y curl`,
      says: [old("2:37", "apt-get update", "apt-get install in line 3")],
    },
    "in the text after sh -c": {
      on: `${DEBIAN}RUN echo a && sh -c "test a || exit 1; apt-get update"\nRUN apt-get install -y curl`,
      says: [old("2:21", "apt-get update", "apt-get install in line 3")],
    },
    "an update under a condition in between": {
      on: `${DEBIAN}RUN apt-get update\nRUN test -n "$PROXY" && apt-get update || true\nRUN apt-get install -y curl`,
      says: [old("2:5", "apt-get update", "apt-get install in line 4")],
    },
    "nothing installs": {
      on: `${DEBIAN}RUN apt-get update && rm -rf /tmp/*`,
      says: [unused("2:5")],
    },
    "the installation further down updates too": {
      on: `${DEBIAN}RUN apt-get update\nRUN apt-get update && apt-get install -y curl`,
      says: [unused("2:5")],
    },
    "updated once more after the installation": {
      on: `${DEBIAN}RUN apt-get update && apt-get install -y curl && echo deb > /etc/apt/sources.list.d/a.list && apt-get update\nRUN apt-get install -y git`,
      says: [old("2:95", "apt-get update", "apt-get install in line 3")],
    },
    "with sudo, in the exec form": {
      on: `${DEBIAN}RUN ["sudo", "apt-get", "update"]\nRUN ["sudo", "apt-get", "install", "-y", "curl"]`,
      says: [old("2:5", "apt-get update", "apt-get install in line 3")],
    },
    "a cache mount does not make it newer": {
      on: `${DEBIAN}RUN --mount=type=cache,target=/var/lib/apt apt-get update\nRUN --mount=type=cache,target=/var/lib/apt apt-get install -y curl`,
      says: [old("2:44", "apt-get update", "apt-get install in line 3")],
    },
    "two in a row": {
      on: `${DEBIAN}RUN apt-get update && apt-get update\nRUN apt-get install -y a`,
      says: [
        old("2:5", "apt-get update", "apt-get install in line 3"),
        old("2:23", "apt-get update", "apt-get install in line 3"),
      ],
    },
    "in a stage that does not ship": {
      on: `FROM debian:13 AS build\nRUN apt-get update\nRUN apt-get install -y gcc\nFROM scratch`,
      says: [old("2:5", "apt-get update", "apt-get install in line 3")],
    },
    apk: {
      on: `${ALPINE}RUN apk update\nRUN apk add nginx`,
      says: [again("2:5", "apk update", "apk add in line 3")],
    },
    zypper: {
      on: "FROM opensuse/leap:16.0\nRUN zypper refresh\nRUN zypper install -y nginx",
      says: [again("2:5", "zypper refresh", "zypper install in line 3")],
    },
    pacman: {
      on: "FROM archlinux:latest\nRUN pacman -Syu --noconfirm\nRUN pacman -S --noconfirm nginx",
      says: [old("2:5", "pacman -Syu", "pacman -S in line 3")],
    },
  },
});

it.each([
  [
    "the RUN right after it",
    "RUN apt-get update\nRUN apt-get install -y a \\\n      b",
    "RUN apt-get update \\\n    && apt-get install -y a \\\n      b",
  ],
  [
    "not one that stands apart",
    "RUN apt-get update\n# install\nRUN apt-get install -y a",
    "RUN apt-get update\n# install\nRUN apt-get install -y a",
  ],
  [
    "not one with a mount",
    "RUN apt-get update\nRUN --mount=type=cache,target=/a apt-get install -y a",
    "RUN apt-get update\nRUN --mount=type=cache,target=/a apt-get install -y a",
  ],
  [
    "not behind a comment",
    "RUN apt-get update # lists\nRUN apt-get install -y a",
    "RUN apt-get update # lists\nRUN apt-get install -y a",
  ],
  [
    "not one that throws the lists away",
    "RUN zypper refresh && zypper clean --all\nRUN zypper install -y a",
    "RUN zypper refresh && zypper clean --all\nRUN zypper install -y a",
  ],
  [
    "not one that removes the lists",
    "RUN apt-get update && rm -rf /var/lib/apt/lists/*\nRUN apt-get install -y a",
    "RUN apt-get update && rm -rf /var/lib/apt/lists/*\nRUN apt-get install -y a",
  ],
  [
    "one that removed them before",
    "RUN rm -rf /var/lib/apt/lists/* && apt-get update\nRUN apt-get install -y a",
    "RUN rm -rf /var/lib/apt/lists/* && apt-get update \\\n    && apt-get install -y a",
  ],
])("update-and-install-together joins %s", (_, run, after) => {
  expect(fixed(rule, DEBIAN + run)).toBe(DEBIAN + after);
});

it.each([
  ["RUN apt-get update\nRUN apt-get install -y a", "warning", true],
  ["RUN apt-get update", "warning", false],
  ["RUN apk update\nRUN apk add a", "info", true],
])("%j is a %s, and KICS reports it: %s", (run, severity, reported) => {
  const [finding] = lint({ Dockerfile: DEBIAN + run }, { rules: [rule] });
  expect(finding?.severity).toBe(severity);
  expect(finding?.sameAs?.includes("kics/update_instruction_alone")).toBe(
    reported,
  );
});
