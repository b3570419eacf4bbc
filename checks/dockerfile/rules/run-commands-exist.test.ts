import { testRule } from "../../testing/rule-tester.ts";
import rule from "./run-commands-exist.ts";

const SLIM = "FROM node:24-slim\n";
const ALPINE = "FROM alpine:3.24\n";
const CURL = "RUN curl -fsSL https://example.com/x -o /x";
const lacks = (at: string, program: string): string =>
  `${at} ${program} is not in the image here, so this command fails.`;
const lacksShell = (at: string, program = "/bin/sh"): string =>
  `${at} This RUN asks for ${program}, which is not in the image, so the build stops here.`;

testRule(rule, {
  good: {
    "what the image has": `${SLIM}RUN npm ci && node build.js && apt-get update\n${ALPINE}RUN apk add --no-cache x && wget -q https://example.com && adduser -D app`,
    "curl in a full image": `FROM node:24\n${CURL}`,
    "curl installed before": `${SLIM}RUN apt-get update && apt-get install -y curl\n${CURL}`,
    "curl installed in the same RUN, and removed": `${ALPINE}RUN apk add --no-cache --virtual .tools curl && curl -fsSL https://example.com/x -o /x && apk del .tools`,
    "curl installed in the stage below": `FROM alpine:3.24 AS base\nRUN apk add --no-cache curl\nFROM base\n${CURL}`,
    "a compiler from a collection": `${ALPINE}RUN apk add --no-cache build-base && gcc x.c && make`,
    "a package that may bring it": `${SLIM}RUN apt-get update && apt-get install -y devscripts\n${CURL}`,
    "commands that a package recommends or sets up": `FROM debian:13\nRUN apt-get update && apt-get install -y git g++ && ssh -V && gcc -v && cc -v`,
    "modules of Apache, and what they run in": `FROM debian:13\nRUN apt-get update && apt-get install -y libapache2-mod-php8.4 && php -v`,
    "processes in a full image of a language": "FROM node:24\nRUN top -b -n1",
    "a package manager of the tag's own distribution":
      "FROM eclipse-temurin:8-jdk-centos7\nRUN yum install -y wget",
    "a script of an unknown context, to a path": `${SLIM}COPY setup.sh /setup.sh\nRUN /setup.sh`,
    "a script that may bring it": `${ALPINE}COPY setup.sh .\nRUN ./setup.sh\n${CURL}`,
    "a program of a package beside the directories of the system": `FROM debian:13-slim\nRUN apt-get update && apt-get install -y google-chrome-stable && /opt/google/chrome/chrome --version`,
    "an installer from the network": `${ALPINE}RUN wget -qO- https://example.com/install | sh\nRUN cargo build`,
    "an archive that may bring it": `FROM debian:13-slim\nADD go.tar.gz /usr/local\nENV PATH=/usr/local/go/bin:$PATH\nRUN go build`,
    "unpacked by the RUN, with a PATH of its own": `FROM debian:13\nRUN tar -xf go.tar.gz && export PATH=$PATH:/go/bin && go version`,
    "a program copied in and removed again": `${SLIM}COPY --from=curlimages/curl /usr/bin/curl /usr/local/bin/curl\n${CURL}\nRUN rm /usr/local/bin/curl`,
    "a program from a mount": `${SLIM}RUN --mount=type=bind,from=curlimages/curl,source=/usr/bin/curl,target=/usr/local/bin/curl curl x`,
    "a question whether it is there": `${SLIM}RUN if command -v curl; then curl x; fi && command -v git || true`,
    "another try": `${SLIM}RUN curl x || node get.js`,
    "a command that a variable names": `${SLIM}RUN $TOOL x`,
    "a program we know nothing about": `${SLIM}RUN frobnicate`,
    "a base image of one's own": `FROM base:1\n${CURL}`,
    "a base image that a build argument hides": `ARG TAG\nFROM node:$TAG\n${CURL}`,
    "npm brings commands": `${SLIM}RUN npm i -g pnpm && pnpm install`,
    "for later images": `${SLIM}ONBUILD ${CURL}`,
    "a stage that is not built": `FROM alpine:3.24 AS unused\n${CURL}\n${SLIM}RUN node -v`,
    "a shell copied into scratch": `FROM scratch\nCOPY --from=busybox:1.37 /bin/busybox /bin/sh\nRUN echo`,
    "files unpacked onto scratch":
      "FROM scratch\nADD rootfs.tar.xz /\nRUN apt-get update",
    Windows:
      "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nRUN curl -o x https://example.com",
  },
  bad: {
    "curl on slim Debian": { on: SLIM + CURL, says: [lacks("2:5", "curl")] },
    "Go on Alpine": {
      on: "FROM alpine:3.24 AS deps\nCOPY go.mod go.sum ./\nRUN go mod download\nFROM scratch\nCOPY --from=deps /go /go",
      says: [lacks("3:5", "go")],
    },
    "apt-get on Alpine": {
      on: `${ALPINE}RUN apt-get update && apt-get install -y curl`,
      says: [lacks("2:5", "apt-get")],
    },
    "apk on Debian": {
      on: `${SLIM}RUN apk add --no-cache curl`,
      says: [lacks("2:5", "apk")],
    },
    "useradd on Alpine": {
      on: `${ALPINE}RUN useradd -m app`,
      says: [lacks("2:5", "useradd")],
    },
    "bash on Alpine": {
      on: `${ALPINE}RUN bash -c "echo x"`,
      says: [lacks("2:5", "bash")],
    },
    "make after an installation that brings none": {
      on: `${SLIM}RUN apt-get update && apt-get install -y git\nRUN make`,
      says: [lacks("3:5", "make")],
    },
    "used before it is installed": {
      on: `${ALPINE}${CURL} && apk add --no-cache curl`,
      says: [lacks("2:5", "curl")],
    },
    "installed in another stage": {
      on: `FROM alpine:3.24 AS a\nRUN apk add --no-cache git\n${ALPINE}COPY --from=a /x /x\nRUN git clone https://example.com/x`,
      says: [lacks("5:5", "git")],
    },
    "in a here-document": {
      on: `${SLIM}RUN <<EOF\nset -e\nwget https://example.com\nEOF`,
      says: [lacks("4:1", "wget")],
    },
    "in the exec form": {
      on: `${SLIM}RUN ["/usr/bin/curl", "x"]`,
      says: [lacks("2:5", "/usr/bin/curl")],
    },
    "once in each stage": {
      on: `FROM node:24-slim AS a\n${CURL}\n${CURL}\nFROM a\n${CURL}`,
      says: [lacks("2:5", "curl"), lacks("5:5", "curl")],
    },
    "a shell in distroless": {
      on: "FROM gcr.io/distroless/static-debian13\nRUN mkdir /data\nRUN touch /x",
      says: [lacksShell("2:5")],
    },
    "a shell in scratch": {
      on: "FROM scratch\nCOPY app /app\nRUN chmod +x /app",
      says: [lacksShell("3:5")],
    },
    "bash as the shell of Alpine": {
      on: `${ALPINE}SHELL ["/bin/bash", "-c"]\nRUN echo x`,
      says: [lacksShell("3:5", "/bin/bash")],
    },
  },
});
