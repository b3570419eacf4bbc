import { expect, it } from "vitest";
import { applyFixes } from "../../fix.ts";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./run-as-non-root.ts";

testRule(rule, {
  good: {
    "a chiseled image of .NET":
      'FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled\nCMD ["a"]',
    "a chiseled image with more in it":
      'FROM mcr.microsoft.com/dotnet/runtime-deps:9.0-noble-chiseled-extra AS base\nFROM base\nCMD ["a"]',
    "a named user": "FROM node:24-slim\nUSER node",
    "a number": "FROM node:24-slim\nUSER 1000",
    "root in an earlier stage only":
      "FROM node:24 AS build\nUSER root\nRUN make\nFROM node:24-slim\nUSER 1000",
    "root for a while, then another user":
      "FROM node:24-slim\nUSER root\nRUN apt-get update\nUSER node",
    "a distroless nonroot tag":
      "FROM gcr.io/distroless/static-debian13:nonroot",
    "a user inherited from an earlier stage":
      "FROM node:24-slim AS base\nUSER 1000\nFROM base\nCOPY . .",
    "a user that a build argument hides":
      "FROM node:24-slim\nARG RUN_AS\nUSER ${RUN_AS}",
    "a base image that a build argument hides": "ARG BASE\nFROM ${BASE}",
    ...Object.fromEntries(
      [
        "mcr.microsoft.com/windows/servercore:ltsc2022",
        "mcr.microsoft.com/windows/nanoserver:ltsc2025",
        "mcr.microsoft.com/windows:1809",
        "mcr.microsoft.com/windows/servercore:${RELEASE}",
        "mcr.microsoft.com/dotnet/framework/sdk:4.8",
        "docker.io/library/golang:1.25-nanoserver-ltsc2022",
        "registry.example.com/iis:ltsc2022",
        "python:3.13-windowsservercore",
        "--platform=windows/amd64 golang:1.27",
      ].map((image) => [`Windows: ${image}`, `FROM ${image}\nCMD serve`]),
    ),
    "Windows by the default of a build argument":
      "ARG BASE=mcr.microsoft.com/dotnet/framework/aspnet:4.8\nFROM $BASE",
    "Windows by an earlier stage":
      "FROM golang:1.27-nanoserver AS base\nFROM base\nCMD serve",
    "Windows with a shell of its own":
      'FROM python:3.13-windowsservercore\nSHELL ["pwsh", "-Command"]',
    "Windows by its shell": `FROM registry.example.com/base:1\nSHELL ["powershell", "-Command"]`,
    "Windows by the path of its shell in an earlier stage": `FROM registry.example.com/base:1 AS base\nSHELL ["C:\\\\Windows\\\\System32\\\\cmd.exe", "/S", "/C"]\nFROM base`,
  },
  bad: {
    "no USER at all": {
      on: "FROM node:24-slim\nCMD node server.js",
      says: ["1:6 No USER is set, so the container runs as root."],
    },
    "no USER on a base that may set one": {
      on: "FROM registry.example.com/team/base:3\nCMD serve",
      says: [
        "1:6 No USER is set, so the container runs as root unless the base image sets another user.",
      ],
    },
    "a tag that may be one for Windows or not": {
      on: "ARG TAG\nFROM golang:${TAG}",
      says: [
        "2:6 No USER is set, so the container runs as root unless the base image sets another user.",
      ],
    },
    "PowerShell on Linux": {
      on: 'FROM registry.example.com/base:1\nSHELL ["pwsh", "-Command"]',
      says: [
        "1:6 No USER is set, so the container runs as root unless the base image sets another user.",
      ],
    },
    "a shell of Windows on a base that is known for Linux": {
      on: 'FROM debian:13-slim\nSHELL ["powershell", "-Command"]',
      says: ["1:6 No USER is set, so the container runs as root."],
    },
    "a stage that is only called windows": {
      on: "FROM debian:13-slim AS windows\nFROM windows",
      says: ["2:6 No USER is set, so the container runs as root."],
    },
    "root by name at the end": {
      on: "FROM node:24-slim\nUSER node\nRUN x\nUSER root",
      says: ["4:1 USER root makes root the user of the running container."],
    },
    "root by number, with a group": {
      on: "FROM node:24-slim\nUSER 0:1000",
      says: ["2:1 USER 0:1000 makes root the user of the running container."],
    },
    "a distroless tag that runs as root": {
      on: "FROM gcr.io/distroless/static-debian13",
      says: ["1:6 No USER is set, so the container runs as root."],
    },
    "root by the default of a build argument": {
      on: "FROM node:24-slim\nARG RUN_AS=root\nUSER $RUN_AS",
      says: ["3:1 USER root makes root the user of the running container."],
    },
  },
});

it.each([
  ["static-debian13", "static-debian13:nonroot"],
  ["nodejs24-debian13:latest", "nodejs24-debian13:nonroot"],
  ["base:debug AS x", "base:debug-nonroot AS x"],
  ["base:latest-arm64", "base:latest-arm64"],
  [`cc@sha256:${"a".repeat(64)}`, `cc@sha256:${"a".repeat(64)}`],
])("the fix of run-as-non-root makes of distroless/%s %s", (before, after) => {
  const text = `FROM gcr.io/distroless/${before}`;
  const findings = lint({ Dockerfile: text }, { rules: [rule] });
  expect(findings).toHaveLength(1);
  expect(applyFixes({ Dockerfile: text }, findings).files).toEqual({
    Dockerfile: `FROM gcr.io/distroless/${after}`,
  });
});
