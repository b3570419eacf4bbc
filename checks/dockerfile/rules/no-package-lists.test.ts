import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-package-lists.ts";

const DEBIAN = "FROM debian:13-slim\n";
const ALPINE = "FROM alpine:3.24\n";
const apt = (at: string, does = "apt-get update"): string =>
  `${at} ${does} leaves /var/lib/apt/lists in this layer, and no later layer makes it smaller.`;
const apk = (at: string, does = "apk add"): string =>
  `${at} ${does} leaves /var/cache/apk in this layer, and no later layer makes it smaller.`;
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
