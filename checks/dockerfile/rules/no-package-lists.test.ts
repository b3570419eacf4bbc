import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { fixed, testRule } from "../../testing/rule-tester.ts";
import rule from "./no-package-lists.ts";

const DEBIAN = "FROM debian:13-slim\n";
const ALPINE = "FROM alpine:3.24\n";
const apt = (at: string, does = "apt-get update"): string =>
  `${at} ${does} leaves /var/lib/apt/lists in this layer, and no later layer makes it smaller.`;
const apk = (at: string, does = "apk add"): string =>
  `${at} ${does} leaves /var/cache/apk in this layer, and no later layer makes it smaller.`;
const FEDORA = "FROM fedora:43\n";
const dnf = (at: string, does = "dnf install"): string =>
  `${at} ${does} leaves the repositories' metadata below /var/cache in this layer, and no later layer makes it smaller.`;
const zypper = (at: string, does = "zypper install"): string =>
  `${at} ${does} leaves /var/cache/zypp in this layer, and no later layer makes it smaller.`;
const INSTALL = "RUN apt-get update && apt-get install -y curl";

testRule(rule, {
  good: {
    "the lists go in the same RUN": `${DEBIAN}${INSTALL} && rm -rf /var/lib/apt/lists/*`,
    "the directory itself goes": `${DEBIAN}${INSTALL} && rm -rf /tmp/x /var/lib/apt/lists`,
    "a directory above it goes": `${DEBIAN}${INSTALL} && rm -rf /var/lib/apt/`,
    "a pattern after a quoted path": `${DEBIAN}${INSTALL} && rm -rf "/var/lib/apt/lists/"*`,
    "one of several paths in braces": `${DEBIAN}${INSTALL} && rm -rf /var/lib/{apt,dpkg,cache,log}/`,
    "a variable may name the lists": `${DEBIAN}${INSTALL} && rm -rf $LEFTOVERS`,
    "the lists go by find": `${DEBIAN}${INSTALL} && find /var/lib/apt/lists -type f -delete`,
    "the lists go from within": `${DEBIAN}${INSTALL} && cd /var/lib/apt/lists && rm -rf *`,
    "apt-get dist-clean": `${DEBIAN}${INSTALL} && apt-get dist-clean`,
    "a cleanup script": `${DEBIAN}${INSTALL} && /usr/local/bin/cleanup.sh`,
    "a comment between the lines": `${DEBIAN}${INSTALL} && \\\n    # clean up\n    rm -rf /var/lib/apt/lists/*`,
    "with sudo": `${DEBIAN}RUN sudo apt-get update && sudo rm -rf /var/lib/apt/lists/*`,
    "in a here-document": `${DEBIAN}RUN <<EOF\napt-get update\napt-get install -y curl\nrm -rf /var/lib/apt/lists/*\nEOF`,
    "the lists in a cache mount": `${DEBIAN}RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y curl`,
    "the lists in a tmpfs": `${DEBIAN}RUN --mount=type=tmpfs,dst=/var/lib/apt/lists apt-get update && apt-get install -y curl`,
    "a mount whose target is a variable": `${DEBIAN}ARG LISTS=/var/lib/apt\nRUN --mount=type=cache,target=$LISTS apt-get update`,
    "install alone brings no lists": `${DEBIAN}RUN apt-get install -y curl`,
    "upgrade alone brings no lists": `${DEBIAN}RUN apt-get upgrade -y`,
    "a stage that does not ship": `FROM debian:13 AS build\n${INSTALL}\nFROM debian:13-slim\nCOPY --from=build /usr/bin/curl /usr/bin/`,
    "words that are only printed": `${DEBIAN}RUN echo apt-get update`,
    "another shell's text": `${DEBIAN}SHELL ["pwsh", "-Command"]\nRUN apt-get update`,
    "apk without cache": `${ALPINE}RUN apk add --no-cache curl`,
    "apk with the option before its verb": `${ALPINE}RUN apk --no-cache add curl`,
    "apk cleaned up after": `${ALPINE}RUN apk add --update curl && rm -rf /var/cache/apk/*`,
    "apk with a cache mount": `${ALPINE}RUN --mount=type=cache,target=/var/cache/apk apk add curl`,
    "apk with a cache mount at its other place": `${ALPINE}RUN --mount=type=cache,target=/etc/apk/cache apk add curl`,
    "apk del brings nothing": `${ALPINE}RUN apk del curl`,
    "apk in another root": `${ALPINE}RUN apk add --root /out --initdb musl`,
    "apk with its cache cleaned": `${ALPINE}RUN apk add curl && apk cache clean`,
    "dnf cleaned at the end": `${FEDORA}RUN dnf install -y a && dnf clean all`,
    "dnf cleaned with an option": `${FEDORA}RUN dnf install -y a && dnf clean -y all`,
    "dnf cleaned each time": `${FEDORA}RUN dnf install -y a && dnf clean all && dnf install -y b && dnf clean all`,
    "dnf cleaned by the other name": `${FEDORA}RUN dnf install -y a && yum clean all`,
    "dnf cleaned by hand": `${FEDORA}RUN dnf install -y a && rm -rf /var/cache/yum/*`,
    "all caches removed": `${FEDORA}RUN microdnf install -y a && rm -rf /var/cache/*`,
    "dnf with a cache mount": `${FEDORA}RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y a`,
    "dnf into another root": `FROM registry.example.com/ubi:10\nRUN dnf install -y --installroot /out a`,
    "dnf cleaned under a condition": `${FEDORA}RUN if [ -n "$X" ]; then yum -y install a && yum clean -y all; fi`,
    "a stage of dnf that does not ship": `FROM fedora:43 AS build\nRUN dnf install -y gcc\nFROM fedora:43\nCOPY --from=build /a /a`,
    "dnf that only cleans or asks": `${FEDORA}RUN yum clean all; dnf list installed; dnf config-manager --add-repo https://example.com/a.repo`,
    "zypper cleaned, by either name":
      "FROM opensuse/leap:16.0\nRUN zypper in -y a && zypper cc\nRUN zypper -n install b && zypper clean --all",
    "pacman, whose packages a hook of the base may delete":
      "FROM archlinux:latest\nRUN pacman -Syu --noconfirm git\nRUN pacman -Scc --noconfirm",
    "apt-get update in the exec form, mounted": `${DEBIAN}RUN --mount=type=cache,target=/var/lib/apt ["apt-get", "update"]`,
  },
  bad: {
    "nothing is removed": { on: DEBIAN + INSTALL, says: [apt("2:5")] },
    "apt-get clean leaves the lists": {
      on: `${DEBIAN}${INSTALL} && apt-get clean`,
      says: [apt("2:5")],
    },
    "removed before they are fetched": {
      on: `${DEBIAN}RUN rm -rf /var/lib/apt/lists/* && apt-get update`,
      says: [apt("2:36")],
    },
    "removed by a later RUN": {
      on: `${DEBIAN}${INSTALL}\nRUN rm -rf /var/lib/apt/lists/*`,
      says: [apt("2:5")],
    },
    "only the downloads are in a cache mount": {
      on: `${DEBIAN}RUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y curl`,
      says: [apt("2:46")],
    },
    "other files are removed": {
      on: `${DEBIAN}${INSTALL} && rm -rf /tmp/* /var/lib/apt/lists/partial`,
      says: [apt("2:5")],
    },
    "fetched once more after the removal": {
      on: `${DEBIAN}${INSTALL} && rm -rf /var/lib/apt/lists/* && apt-get update`,
      says: [apt("2:81")],
    },
    "a value before the verb": {
      on: `${DEBIAN}RUN apt-get -o Acquire::Retries=3 -qq update`,
      says: [apt("2:5")],
    },
    "apt and sudo": {
      on: `${DEBIAN}RUN sudo apt update && sudo apt install -y curl`,
      says: [apt("2:5", "apt update")],
    },
    "in a here-document": {
      on: `${DEBIAN}RUN <<EOF\napt-get update\napt-get install -y curl\nEOF`,
      says: [apt("3:1")],
    },
    "in the exec form": {
      on: `${DEBIAN}RUN ["apt-get", "update"]`,
      says: [apt("2:5")],
    },
    "in a stage that the last one starts from": {
      on: `FROM debian:13-slim AS base\n${INSTALL}\nFROM base\nCMD ["curl"]`,
      says: [apt("2:5")],
    },
    "on a base image that a build argument hides": {
      on: `ARG BASE\nFROM $BASE\n${INSTALL}`,
      says: [apt("3:5")],
    },
    "apk add with its cache": {
      on: `${ALPINE}RUN apk add curl`,
      says: [apk("2:5")],
    },
    "apk update beside --no-cache": {
      on: `${ALPINE}RUN apk update && apk add --no-cache curl`,
      says: [apk("2:5", "apk update")],
    },
    "apk upgrade": {
      on: `${ALPINE}RUN apk -U upgrade`,
      says: [apk("2:5", "apk upgrade")],
    },
    "lists that a later RUN installs from": {
      on: `${DEBIAN}RUN apt-get update\nRUN apt-get install -y curl`,
      says: [apt("2:5")],
    },
    "one package manager does not empty the other's cache": {
      on: `${FEDORA}RUN dnf -y install a && microdnf clean all`,
      says: [dnf("2:5")],
    },
    "dnf, yum and microdnf": {
      on: `${FEDORA}RUN dnf -y install a\nRUN yum update -y\nRUN microdnf install -y b`,
      says: [
        dnf("2:5"),
        dnf("3:5", "yum update"),
        dnf("4:5", "microdnf install"),
      ],
    },
    "cleaned before": {
      on: `${FEDORA}RUN yum clean all && yum -y install a`,
      says: [dnf("2:22", "yum install")],
    },
    "installed once more after the cleaning": {
      on: `${FEDORA}RUN dnf install -y a && dnf clean all && dnf install -y b`,
      says: [dnf("2:42")],
    },
    "only a part is cleaned": {
      on: `${FEDORA}RUN yum -y install a && yum clean metadata`,
      says: [dnf("2:5", "yum install")],
    },
    "a package whose name is like a cleaning": {
      on: `${FEDORA}RUN yum -y install yum clean all`,
      says: [dnf("2:5", "yum install")],
    },
    zypper: {
      on: "FROM opensuse/leap:16.0\nRUN zypper --non-interactive install a\nRUN zypper ref",
      says: [zypper("2:5"), zypper("3:5", "zypper ref")],
    },
    "in the text after sh -c": {
      on: `${DEBIAN}RUN bash -c "apt-get update && apt-get install -y curl"`,
      says: [apt("2:13")],
    },
    "in ONBUILD": {
      on: `${ALPINE}ONBUILD RUN apk add curl`,
      says: [apk("2:13")],
    },
    "one finding for each manager": {
      on: "FROM registry.example.com/base:1\nRUN apt-get update; apk add curl; apk add git",
      says: [apt("2:5"), apk("2:35")],
    },
  },
});

it.each([
  [
    INSTALL,
    "Remove /var/lib/apt/lists/* at the end of the same RUN, or mount it as a cache.",
  ],
  ["RUN apk add curl", "Write apk add --no-cache."],
  [
    "RUN apk update",
    "Leave apk update out: apk add --no-cache fetches the lists it needs and keeps none.",
  ],
])("no-package-lists says what to do about %s", (run, remedy) => {
  const [finding] = lint(
    { Dockerfile: `FROM registry.example.com/base:1\n${run}` },
    { rules: [rule] },
  );
  expect(finding?.remedy).toBe(remedy);
});

it.each([
  [
    "a chain on one line",
    "RUN apt-get update && apt-get install -y a",
    "RUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*",
  ],
  [
    "&& at the start of the lines",
    "RUN apt-get update \\\n && apt-get install -y \\\n      a\nUSER 1",
    "RUN apt-get update \\\n && apt-get install -y \\\n      a \\\n && rm -rf /var/lib/apt/lists/*\nUSER 1",
  ],
  [
    "&& at their end",
    "RUN apt-get update && \\\n    apt-get install -y \\\n      a",
    "RUN apt-get update && \\\n    apt-get install -y \\\n      a && \\\n    rm -rf /var/lib/apt/lists/*",
  ],
  [
    "one command on several lines",
    "RUN dnf install -y \\\n      a",
    "RUN dnf install -y \\\n      a \\\n    && dnf clean all",
  ],
  [
    "semicolons after set -e",
    "RUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y a",
    "RUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y a; \\\n\trm -rf /var/lib/apt/lists/*",
  ],
  [
    "semicolons that let failures pass",
    "RUN apt-get update; apt-get install -y a",
    "RUN apt-get update; apt-get install -y a",
  ],
  [
    "a comment at the end",
    "RUN apt-get update && apt-get install -y a # curl",
    "RUN apt-get update && apt-get install -y a # curl",
  ],
  [
    "a here-document",
    "RUN <<EOF\napt-get update\nEOF",
    "RUN <<EOF\napt-get update\nEOF",
  ],
  [
    "Windows line ends",
    "RUN apt-get update \\\r\n && apt-get install -y a\r\nUSER 1",
    "RUN apt-get update \\\r\n && apt-get install -y a \\\r\n && rm -rf /var/lib/apt/lists/*\r\nUSER 1",
  ],
  ["apk add", "RUN apk add curl", "RUN apk add --no-cache curl"],
  [
    "apk add after apk update",
    "RUN apk update && apk add curl",
    "RUN apk update && apk add curl",
  ],
  ["zypper", "RUN zypper -n in a", "RUN zypper -n in a && zypper clean --all"],
  ["yum", "RUN yum -y install a", "RUN yum -y install a && yum clean all"],
  [
    "zypper install in the RUN of the refresh",
    "RUN zypper ref && zypper -n in a",
    "RUN zypper ref && zypper -n in a && zypper clean --all",
  ],
  ["no refresh by itself", "RUN zypper refresh", "RUN zypper refresh"],
])("no-package-lists fixes %s", (_, run, after) => {
  const base = "FROM registry.example.com/base:1\n";
  expect(fixed(rule, base + run)).toBe(base + after);
});

it("leaves the lists of an update under a condition to the installation further down", () => {
  const text = `${DEBIAN}RUN apt update && apt -y install fping
RUN sh -c "fping proxy && echo 'Acquire { Retries \\"0\\"; };' > /etc/apt/apt.conf.d/30proxy && apt update || true"
RUN apt -y install software-properties-common`;
  const findings = lint({ Dockerfile: text }, { rules: [rule] });
  expect(findings.map(({ remedy, fix }) => [remedy.slice(0, 19), fix])).toEqual(
    [
      ["Install what line 4", undefined],
      ["Install what line 4", undefined],
    ],
  );
});

it.each([
  [`${DEBIAN}${INSTALL}\nRUN apt-get install -y git`, false],
  [`${DEBIAN}${INSTALL}\nRUN apt-get update && apt-get install -y git`, true],
  [
    `FROM debian:13 AS a\n${INSTALL}\nFROM a\nRUN apt-get install -y git`,
    false,
  ],
  [
    `${DEBIAN}${INSTALL}\nRUN test -n "$PROXY" && apt-get update || true\nRUN apt-get install -y git`,
    false,
  ],
  [
    `${DEBIAN}${INSTALL}\nRUN if [ -n "$PROXY" ]; then apt-get update; fi; apt-get install -y git`,
    false,
  ],
  [
    `${DEBIAN}${INSTALL}\nRUN sh -c "fping proxy && apt-get update || true"\nRUN apt-get install -y git`,
    false,
  ],
  [
    `${DEBIAN}${INSTALL}\nRUN echo deb > /etc/apt/sources.list.d/a.list && sh -c "apt-get update" && apt-get install -y git`,
    true,
  ],
])("removes the lists of %j where none needs them: %s", (text, removes) => {
  const [finding] = lint({ Dockerfile: text }, { rules: [rule] });
  expect(finding?.fix !== undefined).toBe(removes);
  expect(finding?.remedy.startsWith("Install what line")).toBe(!removes);
});
