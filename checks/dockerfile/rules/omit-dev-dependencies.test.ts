import { testRule } from "../../testing/rule-tester.ts";
import rule from "./omit-dev-dependencies.ts";

const NODE = "FROM node:24-slim\nWORKDIR /app\n";
const BUILD = "FROM node:24 AS build\nWORKDIR /app\nRUN npm ci\n";
const ships = (at: string, manager = "npm"): string =>
  `${at} ${manager} installs development dependencies too, and this layer ships with the image.`;
const copied = (at: string, stage = "build"): string =>
  `${at} COPY brings the development dependencies that npm installed in ${stage} into the image.`;

testRule(rule, {
  good: {
    ...Object.fromEntries(
      [
        '["npm", "run", "dev", "--", "--host"]',
        '["pnpm", "dev"]',
        "yarn start:dev",
        "exec npm run watch",
        '["npx", "nodemon", "server.js"]',
        '["npx", "ng", "serve", "--host", "0.0.0.0"]',
        '["node_modules/.bin/next", "dev"]',
        '["npx", "tsx", "watch", "src/index.ts"]',
        '["npx", "vite"]',
      ].map((start) => [
        `an image to develop in: ${start}`,
        `${NODE}RUN npm ci\nCMD ${start}`,
      ]),
    ),
    "--omit=dev": `${NODE}RUN npm ci --omit=dev`,
    "--omit dev beside another": `${NODE}RUN npm ci --omit=optional --omit dev`,
    "the deprecated spellings": `${NODE}RUN npm ci --only=production\nRUN npm install --production`,
    "NODE_ENV in the image": `${NODE}ENV NODE_ENV=production\nRUN npm ci`,
    "NODE_ENV for one command": `${NODE}RUN NODE_ENV=production npm ci`,
    "NODE_ENV exported before": `${NODE}RUN export NODE_ENV=production && npm ci`,
    "an option of npm by variable": `${NODE}ENV NPM_CONFIG_OMIT=dev\nRUN npm ci`,
    "an option in .npmrc": {
      Dockerfile: `${NODE}COPY . .\nRUN npm ci`,
      ".npmrc": "omit=dev\n",
      "package.json": '{ "devDependencies": { "vitest": "5" } }',
      "package-lock.json": "{}",
    },
    "a project without development dependencies": {
      Dockerfile: `${NODE}COPY . .\nRUN npm ci`,
      "package.json": '{ "dependencies": { "express": "5" } }',
      "package-lock.json": "{}",
    },
    "pruned in the same RUN": `${NODE}RUN npm ci && npm run build && npm prune --omit=dev`,
    "removed in the same RUN": `${NODE}RUN cd client && npm ci && npm run build && rm -rf node_modules`,
    "installed again without them": `${NODE}RUN npm ci && npm run build && rm -rf node_modules && npm ci --omit=dev`,
    "pruning adds nothing": `${NODE}RUN npm ci --omit=dev\nRUN npm prune`,
    "a stage that does not ship": `${BUILD}FROM node:24-slim\nCOPY --from=build /app/dist /app/dist`,
    "a stage pruned before it is copied": `${BUILD}RUN npm prune --omit=dev\nFROM node:24-slim\nCOPY --from=build /app /app`,
    "a development target before the last stage":
      "FROM node:24-slim AS dev\nRUN npm ci\nFROM node:24-slim\nRUN npm ci --omit=dev",
    "a last stage that is for development":
      "FROM node:24-slim AS dev\nWORKDIR /app\nRUN npm ci",
    "a last stage that says so": `${NODE}ENV NODE_ENV=development\nRUN npm ci`,
    "NODE_ENV from a build argument without default": `${NODE}ARG NODE_ENV\nRUN npm ci`,
    "options that a variable holds": `${NODE}RUN npm ci $NPM_FLAGS`,
    "one of two ways, by a condition": `${NODE}RUN if [ "$PROD" ]; then npm ci --omit=dev; else npm ci; fi`,
    "the second way after ||": `${NODE}RUN npm ci --omit=dev || npm ci`,
    "a base image that may set NODE_ENV":
      "FROM registry.example.com/node:24\nWORKDIR /app\nRUN npm ci",
    "a package beside no project in sight": `${NODE}RUN cd /tmp && npm install left-pad`,
    "a global tool": `${NODE}RUN npm install -g pm2`,
    "node_modules in a cache mount": `${NODE}RUN --mount=type=cache,target=/app/node_modules npm ci && npm run build`,
    "Yarn and pnpm for production": `${NODE}RUN yarn install --production\nRUN pnpm install --prod\nRUN pnpm i -P`,
    "Yarn focused for production": `${NODE}RUN yarn install --immutable && yarn build && yarn workspaces focus --production`,
  },
  bad: {
    ...Object.fromEntries(
      [
        '["npm", "run", "start"]',
        '["node", "dev.js"]',
        '["npx", "vite", "preview"]',
        '["npm", "run", "device"]',
      ].map((start) => [
        `an image that starts ${start}`,
        { on: `${NODE}RUN npm ci\nCMD ${start}`, says: [ships("3:5")] },
      ]),
    ),
    "npm ci": { on: `${NODE}RUN npm ci`, says: [ships("3:5")] },
    "npm ci among other commands": {
      on: `${NODE}RUN node -v && npm ci && npm run build`,
      says: [ships("3:16")],
    },
    "a package.json with development dependencies": {
      on: {
        Dockerfile: `${NODE}COPY . .\nRUN npm ci`,
        "package.json": '{ "devDependencies": { "vitest": "5" } }',
        "package-lock.json": "{}",
      },
      says: [ships("4:5")],
    },
    "pruned in a later layer": {
      on: `${NODE}RUN npm ci\nRUN npm prune --omit=dev`,
      says: [ships("3:5")],
    },
    "--include=dev against NODE_ENV": {
      on: `${NODE}ENV NODE_ENV=production\nRUN npm ci --include=dev`,
      says: [ships("4:5")],
    },
    "another group left out": {
      on: `${NODE}RUN npm ci --omit=optional`,
      says: [ships("3:5")],
    },
    "in one of two directories": {
      on: `${NODE}RUN npm ci --prefix web && npm ci --prefix api --omit=dev`,
      says: [ships("3:5")],
    },
    "in a here-document": {
      on: `${NODE}RUN <<EOF\nset -e\nnpm ci\nEOF`,
      says: [ships("5:1")],
    },
    "in the exec form": {
      on: `${NODE}RUN ["npm", "ci"]`,
      says: [ships("3:5")],
    },
    "Yarn and pnpm": {
      on: `${NODE}COPY --from=tools:1 /pnpm /usr/local/bin/pnpm\nRUN yarn --frozen-lockfile\nRUN pnpm install --frozen-lockfile`,
      says: [ships("4:5", "yarn"), ships("5:5", "pnpm")],
    },
    "in a stage that the last one starts from": {
      on: `${BUILD}FROM build\nCMD ["node", "server.js"]`,
      says: [ships("3:5")],
    },
    "copied from another stage": {
      on: `${BUILD}FROM node:24-slim\nWORKDIR /app\nCOPY --from=build /app/node_modules ./node_modules`,
      says: [copied("6:1")],
    },
    "copied by way of a stage that built": {
      on: `${BUILD}FROM node:24 AS builder\nWORKDIR /app\nCOPY --from=build /app/node_modules ./node_modules\nRUN npm run build\nFROM node:24-slim\nCOPY --from=builder /app /app`,
      says: [copied("9:1", "build")],
    },
    "copied from a stage that starts from the one that installed": {
      on: `${BUILD}FROM build AS builder\nRUN npm run build\nFROM node:24-slim\nCOPY --from=builder /app /app`,
      says: [copied("7:1", "build")],
    },
    "copied with everything else, from a stage by number": {
      on: `${BUILD.replace(" AS build", "")}FROM node:24-slim\nCOPY --from=0 /app /app`,
      says: [copied("5:1", "another stage")],
    },
  },
});
