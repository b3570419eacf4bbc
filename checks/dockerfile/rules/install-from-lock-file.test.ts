import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import type { Files } from "../../files.ts";
import { fixed, testRule } from "../../testing/rule-tester.ts";
import rule from "./install-from-lock-file.ts";

const NODE = "FROM node:24-slim\nWORKDIR /app\n";
const PNPM = "COPY --from=tools:1 /pnpm /usr/local/bin/pnpm\n";
const BOTH = `${NODE}COPY package.json package-lock.json ./\n`;
const PROJECT: Files = {
  "package.json": "{}",
  "package-lock.json": "{}",
  "server.js": "",
};
const goesOn = (
  at: string,
  does = "npm install",
  lock = "package-lock.json",
): string =>
  `${at} ${does} goes on where package.json and ${lock} disagree, and installs versions that nobody tried.`;
const left = (at: string): string =>
  `${at} npm install resolves every version anew, because package-lock.json is in the context and does not reach the image.`;

testRule(rule, {
  good: {
    "npm ci": `${BOTH}RUN npm ci --omit=dev`,
    "one package beside the project": `${BOTH}RUN npm install left-pad@1.3.0`,
    "a global tool": `${BOTH}RUN npm install -g pnpm@10`,
    "no lock file in the context": {
      "package.json": "{}",
      Dockerfile: `${NODE}COPY . .\nRUN npm install`,
    },
    "a pattern, and a context that is not known": `${NODE}COPY package*.json ./\nRUN npm install`,
    "the whole of a context that is not known": `${NODE}COPY . .\nRUN npm install`,
    "a lock file of another project": `${NODE}COPY web/package-lock.json web/\nCOPY package.json ./\nRUN npm install`,
    "without the lock file on purpose": `${BOTH}RUN npm install --no-package-lock`,
    "the lock file is removed first": `${BOTH}RUN rm package-lock.json && npm install`,
    "the lock file is removed by another RUN": {
      ...PROJECT,
      Dockerfile: `${NODE}COPY package-lock.json ./\nRUN rm package-lock.json\nRUN npm install`,
    },
    "npm in a directory that is not known": `FROM node:24-slim\nARG DIR\nWORKDIR $DIR\nCOPY package-lock.json ./\nRUN npm install`,
    "yarn and pnpm, strict": `${NODE}COPY yarn.lock pnpm-lock.yaml ./\nRUN yarn install --frozen-lockfile && yarn --immutable && pnpm i --frozen-lockfile`,
    "pnpm where CI is set": `${NODE}ENV CI=true\nCOPY pnpm-lock.yaml ./\nRUN pnpm install`,
    "yarn without its lock file on purpose": `${NODE}COPY yarn.lock ./\nRUN yarn install --no-lockfile`,
    "yarn's other verbs": `${NODE}COPY yarn.lock ./\nRUN yarn build && yarn --version`,
    "a stage that is not built": `FROM node:24 AS unused\nCOPY package-lock.json ./\nRUN npm install\nFROM node:24-slim`,
  },
  bad: {
    "the lock file is named": {
      on: `${BOTH}RUN npm install`,
      says: [goesOn("4:5")],
    },
    "with other options": {
      on: `${BOTH}RUN npm i --omit=dev --no-audit`,
      says: [goesOn("4:5", "npm i")],
    },
    "the whole context, which has one": {
      on: { ...PROJECT, Dockerfile: `${NODE}COPY . .\nRUN npm install` },
      says: [goesOn("4:5")],
    },
    "a pattern, and the context has one": {
      on: {
        ...PROJECT,
        Dockerfile: `${NODE}COPY package*.json ./\nRUN npm install`,
      },
      says: [goesOn("4:5")],
    },
    "copied before the directory is set": {
      on: `FROM node:24-slim\nCOPY package.json package-lock.json /srv/app/\nWORKDIR /srv/app\nRUN npm install`,
      says: [goesOn("4:5")],
    },
    "copied onto its own name": {
      on: `${NODE}COPY web/package-lock.json /app/package-lock.json\nRUN npm install`,
      says: [goesOn("4:5")],
    },
    "in another directory, by an option": {
      on: `${NODE}COPY web/package-lock.json web/\nRUN npm install --prefix web`,
      says: [goesOn("4:5")],
    },
    "mounted for the RUN": {
      on: `${NODE}RUN --mount=type=bind,source=package-lock.json,target=package-lock.json npm install`,
      says: [goesOn("3:73")],
    },
    "a shrinkwrap file": {
      on: `${NODE}COPY npm-shrinkwrap.json ./\nRUN npm install`,
      says: [goesOn("4:5", "npm install", "npm-shrinkwrap.json")],
    },
    "copied in the stage below": {
      on: `FROM node:24 AS base\nWORKDIR /app\nCOPY package-lock.json ./\nFROM base\nRUN npm install`,
      says: [goesOn("5:5")],
    },
    "in a stage that does not ship": {
      on: `${BOTH.replace("slim", "slim AS build")}RUN npm install\nFROM node:24-slim\nCOPY --from=build /app /app`,
      says: [goesOn("4:5")],
    },
    "the lock file is left behind": {
      on: {
        ...PROJECT,
        Dockerfile: `${NODE}COPY package.json ./\nRUN npm install`,
      },
      says: [left("4:5")],
    },
    "the lock file is ignored": {
      on: {
        ...PROJECT,
        ".dockerignore": "package-lock.json",
        Dockerfile: `${NODE}COPY . .\nRUN npm install`,
      },
      says: [left("4:5")],
    },
    "yarn and pnpm": {
      on: `${NODE}${PNPM}COPY yarn.lock pnpm-lock.yaml ./\nRUN yarn --production\nRUN pnpm install --prod`,
      says: [
        goesOn("5:5", "yarn", "yarn.lock"),
        goesOn("6:5", "pnpm install", "pnpm-lock.yaml"),
      ],
    },
  },
});

it.each([
  ["RUN npm install --omit=dev", "RUN npm ci --omit=dev"],
  ["RUN cd . && npm i", "RUN cd . && npm ci"],
  ["RUN yarn install", "RUN yarn install"],
  ["RUN pnpm i --prod", "RUN pnpm i --frozen-lockfile --prod"],
])("install-from-lock-file turns %j into %j", (run, after) => {
  const text = `${NODE}${PNPM}COPY package-lock.json yarn.lock pnpm-lock.yaml ./\n`;
  expect(fixed(rule, text + run)).toBe(text + after);
});

it("says where the lock file is lost", () => {
  const remedy = (files: Files): string | undefined =>
    lint(
      {
        ...PROJECT,
        ...files,
        Dockerfile: `${NODE}COPY package.json ./\nRUN npm install`,
      },
      { rules: [rule], context: "complete" },
    )[0]?.remedy;
  expect(remedy({})).toBe(
    "Copy package-lock.json with package.json, and write npm ci.",
  );
  expect(remedy({ ".dockerignore": "*lock*" })).toBe(
    "Take package-lock.json out of .dockerignore and copy it with package.json, and write npm ci.",
  );
});
