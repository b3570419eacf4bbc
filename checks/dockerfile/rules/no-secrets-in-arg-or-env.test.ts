import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-secrets-in-arg-or-env.ts";

const env = (at: string, name: string, what = "its value"): string =>
  `${at} ENV ${name} stays in the image's configuration: docker inspect shows ${what} to anyone who can pull the image.`;
const arg = (at: string, name: string, what = "its value"): string =>
  `${at} ARG ${name} stays in the image's history: docker history shows ${what} to anyone who can pull the image.`;
const provenance = (at: string, named: string): string =>
  `${at} ${named} stays out of the final image, but the provenance of the build (mode=max) records its value.`;
const node = (...lines: readonly string[]): string =>
  ["FROM node:24-slim", ...lines].join("\n");

testRule(rule, {
  good: {
    "a variable that nothing sets, given to itself":
      "FROM ruby:3.4-slim\nENV SECRET_KEY_BASE=$SECRET_KEY_BASE API_TOKEN=${API_TOKEN}",
    "variables that are no secrets": node(
      "ENV NODE_ENV=production PORT=3000 KEY=value KEYRING=main TOKENIZERS_PARALLELISM=false",
      "ARG VERSION=1",
    ),
    "public keys": node(
      "ENV PUBLIC_KEY=abc SSH_PUBLIC_KEY=abc",
      "ARG STRIPE_PUBLISHABLE_KEY",
    ),
    "names of files, directories and sockets": node(
      "ENV DB_PASSWORD_FILE=db SSH_KEY_DIR=keys SECRETS_DIR=s SSH_AUTH_SOCK=agent",
      "ARG TOKEN_PATH",
    ),
    "versions, lifetimes, lengths and addresses": node(
      "ENV SECRET_VERSION=one TOKEN_TTL=1h PASSWORD_MIN_LENGTH=many TOKEN_URL=https://id.example.com SECRET_NAME=db",
    ),
    "key ids": node("ARG KMS_KEY_ID", "ENV SIGNING_KEY_ID=main"),
    "paths as values": node(
      "ENV API_KEY=/run/secrets/api_key",
      "ARG TLS_PRIVATE_KEY=./tls.pem",
    ),
    "switches and small numbers as values": node(
      "ENV ALLOW_EMPTY_PASSWORD=yes USE_TOKEN=true MAX_TOKEN=4096",
    ),
    "empty values": node('ENV API_KEY="" DB_PASSWORD=', "ARG NPM_TOKEN="),
    "placeholders as values": node(
      "ENV SECRET_KEY_BASE=dummy API_KEY=<your-key>",
    ),
    "a value that is empty once variables are resolved": node(
      "ENV API_KEY=$API_KEY",
    ),
    "what a bundler prints into a web page": node(
      "ARG VITE_API_KEY",
      "ARG REACT_APP_TOKEN",
      "ENV NEXT_PUBLIC_API_KEY=abc",
    ),
    "an address without a password": node(
      "ENV DATABASE_URL=postgres://app@db/app HTTP_PROXY=http://proxy:3128",
    ),
    "an address whose password is a variable": node(
      "ENV DATABASE_URL=postgres://app:${PASSWORD}@db/app",
    ),
    "before FROM, empty": "ARG NPM_TOKEN=\nFROM node:24-slim",
    "a stage takes over a harmless value":
      "ARG NPM_TOKEN=dummy\nFROM node:24-slim\nARG NPM_TOKEN",
    "a secret mount": node(
      "RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci",
    ),
    "a label": node("LABEL token=abc"),
  },
  bad: {
    "a password in ENV": {
      on: node("ENV DB_PASSWORD=correct-horse"),
      says: [env("2:5", "DB_PASSWORD")],
    },
    "the old form of ENV": {
      on: node("ENV API_KEY correct horse"),
      says: [env("2:5", "API_KEY")],
    },
    "one of several, on a line of its own": {
      on: node("ENV PORT=3000 \\", "    JWT_SECRET=abc \\", "    LOG=info"),
      says: [env("3:5", "JWT_SECRET")],
    },
    "names without underscores": {
      on: node("ENV PGPASSWORD=abc apiKey=abc"),
      says: [env("2:5", "PGPASSWORD"), env("2:20", "apiKey")],
    },
    "the last secret word decides": {
      on: node("ENV SECRET_STORE_PASSWORD=abc"),
      says: [env("2:5", "SECRET_STORE_PASSWORD")],
    },
    "a build argument without default": {
      on: node("ARG NPM_TOKEN", "RUN npm ci"),
      says: [arg("2:5", "NPM_TOKEN")],
    },
    "a build argument among others": {
      on: node("ARG VERSION=1 GITHUB_TOKEN REF"),
      says: [arg("2:15", "GITHUB_TOKEN")],
    },
    "declared again in a stage": {
      on: "ARG NPM_TOKEN\nFROM node:24-slim\nARG NPM_TOKEN",
      says: [arg("3:5", "NPM_TOKEN")],
    },
    "a build argument that ENV keeps": {
      on: node("ARG NPM_TOKEN", "ENV NPM_TOKEN=$NPM_TOKEN"),
      says: [arg("2:5", "NPM_TOKEN"), env("3:5", "NPM_TOKEN")],
    },
    "a token by its form, whatever its name": {
      on: node(`ENV X=ghp_${"a".repeat(36)}`),
      says: [env("2:5", "X", "a GitHub token")],
    },
    "a password in an address": {
      on: node("ARG PIP_INDEX_URL=https://ci:s3cret@pypi.example.com/simple"),
      says: [arg("2:5", "PIP_INDEX_URL", "a password in an address")],
    },
    "in a stage that the last one starts from": {
      on: 'FROM node:24-slim AS base\nENV API_KEY=abc\nFROM base\nCMD ["node"]',
      says: [env("2:5", "API_KEY")],
    },
    "a build argument of a stage that does not ship": {
      on: "FROM node:24 AS build\nARG NPM_TOKEN\nFROM node:24-slim",
      says: [provenance("2:5", "ARG NPM_TOKEN")],
    },
    "a variable of a stage that does not ship": {
      on: "FROM node:24 AS build\nENV API_KEY=abc\nFROM node:24-slim",
      says: [provenance("2:5", "ENV API_KEY")],
    },
    "before FROM, and not declared again": {
      on: "ARG NPM_TOKEN\nFROM node:24-slim",
      says: [provenance("1:5", "ARG NPM_TOKEN")],
    },
    "kept by ONBUILD": {
      on: node("ONBUILD ARG NPM_TOKEN", "ONBUILD ENV API_KEY=abc"),
      says: [arg("2:13", "NPM_TOKEN"), env("3:13", "API_KEY")],
    },
    "without FROM": {
      on: "ENV API_KEY=abc",
      says: [env("1:5", "API_KEY")],
    },
  },
});

it("no-secrets-in-arg-or-env weighs a stage that does not ship less", () => {
  const findings = lint(
    {
      Dockerfile:
        "FROM node:24 AS build\nARG NPM_TOKEN\nFROM node:24-slim\nARG NPM_TOKEN",
    },
    { rules: [rule] },
  );
  expect(findings.map(({ severity }) => severity)).toEqual([
    "warning",
    "error",
  ]);
  expect(findings[0]?.remedy).toBe(
    "Mount it for the one command that needs it: RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN.",
  );
});
