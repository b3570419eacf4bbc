import { testRule } from "../../testing/rule-tester.ts";
import rule from "./build-with-dev-dependencies.ts";

const NODE = "FROM node:24-slim\nWORKDIR /app\n";
const COPIED = `${NODE}COPY . .\n`;
const calls = (
  at: string,
  written = "npm run build",
  command = "tsc",
  from = "typescript",
): string =>
  `${at} ${written} calls ${command}, which comes with the development dependency ${from}, and that is not installed here.`;
const lock = (dev: boolean): string =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: { "node_modules/typescript": { version: "6.0.0", dev } },
  });
const project = (
  dockerfile: string,
  manifest: object = {},
  files: Record<string, string> = {},
) => ({
  Dockerfile: dockerfile,
  "package.json": JSON.stringify({
    scripts: { build: "tsc -p .", start: "node dist/server.js" },
    dependencies: { express: "5" },
    devDependencies: { typescript: "6" },
    ...manifest,
  }),
  "package-lock.json": "{}",
  ...files,
});

testRule(rule, {
  good: {
    "everything is installed": project(`${COPIED}RUN npm ci && npm run build`),
    "pruned after the build": project(
      `${COPIED}RUN npm ci\nRUN npm run build && npm prune --omit=dev`,
    ),
    "a stage for the build": project(
      `FROM node:24 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\n${COPIED}RUN npm ci --omit=dev`,
    ),
    "the tool is a dependency": project(
      `${COPIED}RUN npm ci --omit=dev && npm run build`,
      { dependencies: { typescript: "6" }, devDependencies: {} },
    ),
    "another dependency brings the tool": project(
      `${COPIED}RUN npm ci --omit=dev && npm run build`,
      {},
      { "package-lock.json": lock(false) },
    ),
    "a script that needs nothing": project(
      `${COPIED}RUN npm ci --omit=dev && npm run build`,
      { scripts: { build: "node build.js" } },
    ),
    "npx fetches what is missing": project(
      `${COPIED}RUN npm ci --omit=dev && npx tsc`,
    ),
    "another way out": project(
      `${COPIED}RUN npm ci --omit=dev && npm run build`,
      { scripts: { build: "node build.js || tsc" } },
    ),
    "installed again": project(
      `${COPIED}RUN npm ci --omit=dev\nRUN npm ci --include=dev\nRUN npm run build`,
    ),
    "another directory": project(
      `${COPIED}RUN npm ci --omit=dev && cd web && npm run build`,
    ),
    "no package.json in sight": `${NODE}COPY . .\nRUN npm ci --omit=dev && npm run build`,
    "NODE_ENV of a build argument": project(
      `${NODE}ARG NODE_ENV\nENV NODE_ENV=$NODE_ENV\nCOPY . .\nRUN npm ci && npm run build`,
    ),
    "package.json that is no JSON": {
      ...project(`${COPIED}RUN npm ci --omit=dev && npm run build`),
      "package.json": "{",
    },
  },
  bad: {
    "in one RUN": {
      on: project(`${COPIED}RUN npm ci --omit=dev && npm run build`),
      says: [calls("4:26")],
    },
    "in the next RUN": {
      on: project(`${COPIED}RUN npm ci --omit=dev\nRUN npm run build`),
      says: [calls("5:5")],
    },
    "by NODE_ENV": {
      on: project(
        `${NODE}ENV NODE_ENV=production\nCOPY . .\nRUN npm ci\nRUN npm run build`,
      ),
      says: [calls("6:5")],
    },
    "the lock file agrees": {
      on: project(
        `${COPIED}RUN npm ci --omit=dev && npm run build`,
        {},
        { "package-lock.json": lock(true) },
      ),
      says: [calls("4:26")],
    },
    "by another script": {
      on: project(`${COPIED}RUN npm ci --omit=dev && npm run build`, {
        scripts: {
          build: "npm run clean && npm run compile",
          compile: "vite build",
        },
        devDependencies: { vite: "8" },
      }),
      says: [calls("4:26", "npm run build", "vite", "vite")],
    },
    "with a package of another name": {
      on: project(`${COPIED}RUN npm ci --omit=dev && npm run build`, {
        scripts: { build: "NODE_OPTIONS=--x nest build" },
        devDependencies: { "@nestjs/cli": "11" },
      }),
      says: [calls("4:26", "npm run build", "nest", "@nestjs/cli")],
    },
    "with Yarn": {
      on: project(
        `${COPIED}RUN yarn install --production --frozen-lockfile\nRUN yarn build`,
        {},
        { "yarn.lock": "" },
      ),
      says: [calls("5:5", "yarn build")],
    },
    "in the stage that starts from the installation": {
      on: project(
        `FROM node:24-slim AS deps\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\nFROM deps\nRUN npm run build`,
      ),
      says: [calls("6:5")],
    },
    "packages copied from another stage": {
      on: project(
        `FROM node:24-slim AS deps\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\n${COPIED}COPY --from=deps /app/node_modules ./node_modules\nRUN npm run build`,
      ),
      says: [calls("9:5")],
    },
  },
});
