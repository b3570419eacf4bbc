import { testRule } from "../../testing/rule-tester.ts";
import rule from "./healthcheck-can-run.ts";

const SLIM = "FROM node:24-slim\n";
const ALPINE = "FROM node:24-alpine\n";
const DISTROLESS = "FROM gcr.io/distroless/nodejs24-debian13:nonroot\n";
const BUILT = "FROM golang:1.27 AS build\nRUN go build -o /out/check .\n";
const CURL = "HEALTHCHECK CMD curl -f http://127.0.0.1:3000/";

const lacks = (at: string, program: string): string =>
  `${at} ${program} is not in the image, so the health check always fails and the container is always unhealthy.`;
const lacksShell = (at: string): string =>
  `${at} The health check runs through /bin/sh, which is not in the image, so it always fails and the container is always unhealthy.`;

testRule(rule, {
  good: {
    "the runtime of the image": `${SLIM}HEALTHCHECK CMD ["node", "check.js"]`,
    "wget of BusyBox on Alpine": `${ALPINE}HEALTHCHECK CMD wget -q --spider http://127.0.0.1:3000/`,
    "curl in a full image": `FROM node:24\n${CURL}`,
    "curl in nginx on Debian": `FROM nginx:1.30\n${CURL}`,
    "curl installed with apt": `${SLIM}RUN apt-get update && apt-get install -y curl=8.*\n${CURL}`,
    "curl installed with apk": `${ALPINE}RUN apk add --no-cache curl\n${CURL}`,
    "curl installed in a here-document": `${SLIM}RUN <<EOF\napt-get update\napt-get install -y curl\nEOF\n${CURL}`,
    "a package whose dependencies are not known": `${SLIM}RUN apt-get install -y my-tools\n${CURL}`,
    "Java from a package with another name":
      "FROM debian:13-slim\nRUN apt-get update && apt-get install -y openjdk-21-jre-headless\nHEALTHCHECK CMD java -version",
    "packages that a variable names": `${SLIM}RUN apt-get update && apt-get install -y $PACKAGES\n${CURL}`,
    "an installation under a condition": `${SLIM}RUN if [ -n "$X" ]; then apt-get install -y curl; fi\n${CURL}`,
    "a script may install anything": `${SLIM}RUN ./setup.sh\n${CURL}`,
    "a link to a program": `${SLIM}RUN ln -s /opt/tools/curl /usr/local/bin/curl\n${CURL}`,
    "a program written by a redirection": `${SLIM}RUN printf '#!/bin/sh\\n' > /usr/local/bin/curl\n${CURL}`,
    "a program copied from the context": `${SLIM}COPY curl /usr/local/bin/\n${CURL}`,
    "a directory copied onto PATH, its files not known": `${SLIM}COPY tools/ /usr/local/bin/\n${CURL}`,
    "a directory copied onto PATH, its files known": {
      Dockerfile: `${SLIM}COPY tools/ /usr/local/bin/\n${CURL}`,
      "tools/curl": "",
    },
    "a program copied from another image": `${SLIM}COPY --from=docker.io/example/curl:8 / /\n${CURL}`,
    "a path of an image that we do not know may hold it":
      "FROM team/base:1\nHEALTHCHECK CMD /opt/curl -f http://127.0.0.1/",
    "a program of scratch copied from a stage": `${BUILT}FROM scratch\nCOPY --from=build /out/ /\nHEALTHCHECK CMD ["/check"]`,
    "a program of scratch copied from the context":
      'FROM scratch\nWORKDIR /srv\nCOPY app ./\nHEALTHCHECK CMD ["./app", "-health"]',
    "an archive unpacked onto scratch":
      "FROM scratch\nADD rootfs.tar.gz /\nHEALTHCHECK CMD wget -q http://127.0.0.1/",
    "a shell copied into distroless": `${DISTROLESS}COPY --from=busybox:1.37 /bin/sh /bin/wget /bin/\nHEALTHCHECK CMD wget -q http://127.0.0.1/`,
    "a shell of its own in a debug image":
      'FROM gcr.io/distroless/nodejs24-debian13:debug\nSHELL ["/busybox/sh", "-c"]\nHEALTHCHECK CMD wget -q http://127.0.0.1/',
    "another try after the missing one": `${SLIM}HEALTHCHECK CMD curl -f http://127.0.0.1/ || node check.js`,
    "a question whether it is there": `${SLIM}HEALTHCHECK CMD if command -v curl; then curl -f http://127.0.0.1/; else node check.js; fi`,
    "a check that passes whatever happens is another matter": `${SLIM}HEALTHCHECK CMD curl -f http://127.0.0.1/ || true`,
    "the outcome hangs on a comparison": `${SLIM}HEALTHCHECK CMD test -z "$(curl -s http://127.0.0.1/)"`,
    "a command that a variable names": `${SLIM}HEALTHCHECK CMD $CHECK`,
    "a base image of one's own": `FROM registry.example.com/team/base:3\n${CURL}`,
    "a base image that a build argument hides": `ARG TAG\nFROM node:$TAG\n${CURL}`,
    "a stage that does not ship": `FROM node:24-slim AS test\n${CURL}\nFROM node:24-slim\nCMD ["node"]`,
    "only the last check counts": `${SLIM}${CURL}\nHEALTHCHECK CMD node check.js`,
    "the check is switched off again": `${SLIM}${CURL}\nHEALTHCHECK NONE`,
    "a script of an unknown context, to a path":
      'FROM node:24-slim\nCOPY check.sh /check.sh\nHEALTHCHECK CMD ["/check.sh"]',
    "installed by ONBUILD": `FROM node:24-slim\n${CURL}\nONBUILD RUN apt-get update && apt-get install -y curl`,
    "installed in the stage that inherits the check": `FROM node:24-slim AS base\n${CURL}\nFROM base\nRUN apt-get update && apt-get install -y curl`,
    Windows:
      "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nHEALTHCHECK CMD curl -f http://localhost/",
  },
  bad: {
    "curl on Alpine": { on: ALPINE + CURL, says: [lacks("2:17", "curl")] },
    "curl on slim Debian": { on: SLIM + CURL, says: [lacks("2:17", "curl")] },
    "wget on slim Debian": {
      on: "FROM python:3.14-slim\nHEALTHCHECK --interval=10s CMD wget -q http://127.0.0.1/",
      says: [lacks("2:32", "wget")],
    },
    "packages that bring no curl": {
      on: `${SLIM}RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libpq5 tini && rm -rf /var/lib/apt/lists/*\n${CURL}`,
      says: [lacks("3:17", "curl")],
    },
    "a source copied elsewhere": {
      on: `${SLIM}WORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\n${CURL}`,
      says: [lacks("5:17", "curl")],
    },
    "|| exit 1 does not help": {
      on: `${SLIM}${CURL} || exit 1`,
      says: [lacks("2:17", "curl")],
    },
    "a filter of its output": {
      on: `${SLIM}HEALTHCHECK CMD curl -s http://127.0.0.1/ | grep -q ok`,
      says: [lacks("2:17", "curl")],
    },
    "behind timeout": {
      on: `${SLIM}HEALTHCHECK CMD timeout 3 curl -f http://127.0.0.1/`,
      says: [lacks("2:17", "curl")],
    },
    "by its path": {
      on: `${SLIM}HEALTHCHECK CMD ["/usr/bin/curl", "-f", "http://127.0.0.1/"]`,
      says: [lacks("2:18", "/usr/bin/curl")],
    },
    "the shell form without a shell": {
      on: `${DISTROLESS}HEALTHCHECK CMD node check.js`,
      says: [lacksShell("2:17")],
    },
    "Node of distroless is not on PATH": {
      on: `${DISTROLESS}HEALTHCHECK CMD ["node", "check.js"]`,
      says: [lacks("2:18", "node")],
    },
    "nothing was copied to that place": {
      on: `${BUILT}FROM scratch\nCOPY --from=build /out/check /check\nHEALTHCHECK CMD ["/chekc"]`,
      says: [lacks("5:18", "/chekc")],
    },
    "inherited from an earlier stage": {
      on: `FROM node:24-slim AS base\n${CURL}\nFROM base\nCMD ["node"]`,
      says: [lacks("2:17", "curl")],
    },
  },
});
