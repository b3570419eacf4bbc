import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-build-tools.ts";

const SLIM = "FROM python:3.14-slim\n";
const ALPINE = "FROM node:24-alpine\n";
const START = '\nCMD ["python", "app.py"]';
const APT = "apt-get update && apt-get install -y --no-install-recommends";
const stays = (at: string, list: string): string =>
  `${at} ${list} in this layer and ${list.endsWith("stay") ? "ship" : "ships"} with the image, where nothing is built any more.`;
const brings = (image: string, what: string, program: string): string =>
  `1:6 ${image} brings ${what} into the image that ships, and ${program} is all that runs.`;

testRule(rule, {
  good: {
    "in a stage that does not ship": `FROM python:3.14 AS build\nRUN ${APT} gcc libpq-dev\n${SLIM}COPY --from=build /venv /venv${START}`,
    "removed in the same RUN": `${SLIM}RUN ${APT} gcc libc6-dev && pip install x && apt-get purge -y gcc libc6-dev && apt-get autoremove -y${START}`,
    "a group of Alpine": `${ALPINE}RUN apk add --no-cache --virtual .build build-base python3-dev && npm ci && apk del .build\nCMD ["node"]`,
    "a group given by -t": `${ALPINE}RUN apk add --no-cache -t build gcc && npm ci && apk del --no-network build\nCMD ["node"]`,
    "removed by what was marked": `${SLIM}RUN savedAptMark="$(apt-mark showmanual)" && ${APT} gcc && make && apt-mark auto '.*' > /dev/null && apt-get purge -y --auto-remove${START}`,
    "removed by a variable": `${SLIM}RUN buildDeps='gcc make' && apt-get install -y $buildDeps && apt-get purge -y $buildDeps${START}`,
    "libraries to run with": `${SLIM}RUN ${APT} libpq5 libgomp1 ca-certificates curl git${START}`,
    "a JRE": `FROM alpine:3.24\nRUN apk add --no-cache openjdk21-jre\nCMD ["java", "-jar", "a.jar"]`,
    "under a condition": `${SLIM}RUN if [ -n "$DEV" ]; then apt-get install -y gcc; fi${START}`,
    "a stage for development": `FROM python:3.14-slim AS dev\nRUN ${APT} gcc${START}`,
    "a last stage that builds and starts nothing of its own": `FROM python:3.14-slim AS builder\nRUN ${APT} gcc\nRUN make`,
    "a last stage that is a toolchain": `FROM python:3.14-slim AS toolchain\nRUN ${APT} gcc${START}`,
    "the slim variant of a language": `FROM python:3.14-slim${START}`,
    "the Alpine variant of a language":
      'FROM node:24-alpine\nCMD ["node", "a.js"]',
    "a full image to build in": `FROM python:3.14 AS build\nRUN make\n${SLIM}COPY --from=build /venv /venv${START}`,
    "a variant that a build argument chooses": `ARG TAG=3.14\nARG VARIANT\nFROM python:$TAG$VARIANT${START}`,
    "a variant that a digest hides": `FROM python@sha256:${"a".repeat(64)}${START}`,
    "a full image whose git is used":
      'FROM node:24\nRUN --mount=type=ssh npm ci\nCMD ["node", "a.js"]',
    "a full image whose compiler is used": `FROM python:3.14\nRUN make${START}`,
    "a full image to work in": "FROM python:3.14",
    "a JRE of Temurin":
      'FROM eclipse-temurin:25-jre\nCMD ["java", "-jar", "a.jar"]',
    "a JDK to work in": 'FROM eclipse-temurin:25\nCMD ["jshell"]',
    "an image to work in": `FROM ubuntu:26.04\nRUN ${APT} build-essential\nCMD ["bash"]`,
    "an image that starts nothing of its own": `FROM ubuntu:26.04\nRUN ${APT} build-essential cmake`,
    "an image whose purpose is the tool": `FROM alpine:3.24\nRUN apk add --no-cache make\nENTRYPOINT ["make"]`,
    "a script that builds": 'FROM golang:1.27\nCMD ["./scripts/build/binary"]',
    "a script that tests": `${SLIM}RUN ${APT} gcc\nCMD ["/src/bin/run_tests.sh"]`,
    "a linter that reads code":
      'FROM golang:1.27\nENTRYPOINT ["/usr/local/bin/golangci-lint"]',
    "go run needs Go": 'FROM golang:1.27\nCOPY . .\nCMD ["go", "run", "."]',
    "live reload needs Go": 'FROM golang:1.27\nCMD ["air"]',
    "Maven starts the application":
      'FROM maven:3-eclipse-temurin-21\nCMD ["mvn", "spring-boot:run"]',
    "dotnet run builds":
      'FROM mcr.microsoft.com/dotnet/sdk:10.0\nENTRYPOINT ["dotnet", "run"]',
    "a toolchain in an earlier stage":
      'FROM golang:1.27 AS build\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]',
    "a start that a variable hides": "FROM golang:1.27\nCMD $APP",
    "a base image that a build argument hides":
      'ARG BASE\nFROM $BASE\nCMD ["/app"]',
  },
  bad: {
    "a compiler": {
      on: `${SLIM}RUN ${APT} gcc${START}`,
      says: [stays("2:23", "gcc stays")],
    },
    "a compiler and headers, with versions": {
      on: `${SLIM}RUN ${APT} gcc=4:14.* libpq-dev:amd64 && rm -rf /var/lib/apt/lists/*${START}`,
      says: [stays("2:23", "gcc and libpq-dev stay")],
    },
    many: {
      on: `${ALPINE}RUN apk add --no-cache build-base python3-dev musl-dev~=1 tini\nCMD ["node", "a.js"]`,
      says: [stays("2:5", "build-base, python3-dev and 1 more stay")],
    },
    "removed by a later RUN": {
      on: `${SLIM}RUN ${APT} gcc\nRUN pip install x\nRUN apt-get purge -y gcc${START}`,
      says: [stays("2:23", "gcc stays")],
    },
    "one of two is removed": {
      on: `${SLIM}RUN ${APT} gcc make && apt-get remove -y make${START}`,
      says: [stays("2:23", "gcc stays")],
    },
    "another group is removed": {
      on: `${ALPINE}RUN apk add --virtual .a gcc && apk add --virtual .b make && apk del .a\nCMD ["node"]`,
      says: [stays("2:5", "make stays")],
    },
    "in the stage that the last one starts from": {
      on: `FROM python:3.14-slim AS base\nRUN ${APT} build-essential\nFROM base${START}`,
      says: [stays("2:23", "build-essential stays")],
    },
    "with dnf, in the exec form": {
      on: `FROM fedora:44\nRUN ["dnf", "install", "-y", "gcc-c++"]\nCMD ["/app"]`,
      says: [stays("2:5", "gcc-c++ stays")],
    },
    "behind an init, in the shell form": {
      on: `${SLIM}RUN ${APT} make\nCMD exec python app.py`,
      says: [stays("2:23", "make stays")],
    },
    "the Go toolchain": {
      on: 'FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nCMD ["/app"]',
      says: [brings("golang:1.27", "the Go toolchain", "/app")],
    },
    "the .NET SDK": {
      on: 'FROM mcr.microsoft.com/dotnet/sdk:10.0\nENTRYPOINT ["dotnet", "app.dll"]',
      says: [
        brings("mcr.microsoft.com/dotnet/sdk:10.0", "the .NET SDK", "dotnet"),
      ],
    },
    "in a last stage that is called builder": {
      on: `FROM python:3.14-slim AS builder\nRUN ${APT} gcc${START}`,
      says: [stays("2:23", "gcc stays")],
    },
    "a full image of a language": {
      on: `FROM python:3.14${START}`,
      says: [brings("python:3.14", "a C compiler", "python")],
    },
    "a full image by its code name": {
      on: 'FROM node:24-trixie\nCMD ["node", "a.js"]',
      says: [brings("node:24-trixie", "a C compiler", "node")],
    },
    "a JDK for a jar": {
      on: 'FROM eclipse-temurin:25\nCMD ["java", "-jar", "a.jar"]',
      says: [brings("eclipse-temurin:25", "a JDK", "java")],
    },
    "Maven for a jar": {
      on: 'FROM maven:3-eclipse-temurin-21\nRUN mvn package\nENTRYPOINT ["java", "-jar", "a.jar"]',
      says: [brings("maven:3-eclipse-temurin-21", "Maven and a JDK", "java")],
    },
  },
});
