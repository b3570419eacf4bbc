import { expect, it } from "vitest";
import { judged, testFact } from "../../testing/fact-tester.ts";
import dependencies from "./dependencies.ts";

const FILES = {
  "package.json": '{ "devDependencies": { "a": "1" } }',
  "package-lock.json": "{}",
  "server.js": "",
  "install.sh": "",
};
const APP = ["FROM node:24", "WORKDIR /app", "COPY . ."];
const START = 'CMD ["node", "server.js"]';

testFact(dependencies, {
  asks: "production",
  files: FILES,
  met: {
    "npm ci without development": [...APP, "RUN npm ci --omit=dev"],
    "the option of old": [...APP, "RUN npm ci --only=production"],
    "NODE_ENV in the image": [...APP, "ENV NODE_ENV=production", "RUN npm ci"],
    "NODE_ENV for the command": [...APP, "RUN NODE_ENV=production npm ci"],
    "everything, pruned in the same layer": [
      ...APP,
      "RUN npm ci && npm run build && npm prune --omit=dev",
    ],
    "a stage with production packages alone": [
      "FROM node:24 AS deps",
      "WORKDIR /app",
      "COPY package*.json ./",
      "RUN npm ci --omit=dev",
      "FROM node:24-slim",
      "WORKDIR /app",
      "COPY --from=deps /app/node_modules ./node_modules",
      "COPY server.js ./",
      START,
    ],
    "development packages in a stage that is not shipped": [
      "FROM node:24 AS build",
      "WORKDIR /app",
      "COPY . .",
      "RUN npm ci",
      ...APP,
      "RUN npm ci --omit=dev",
      "COPY --from=build /app/dist ./dist",
    ],
    "a stage that prunes before it is copied": [
      "FROM node:24 AS build",
      "WORKDIR /app",
      "COPY . .",
      "RUN npm ci",
      "RUN npm prune --omit=dev",
      "FROM node:24-slim",
      "COPY --from=build /app /app",
      "WORKDIR /app",
      START,
    ],
    "the same choice in both branches": [
      ...APP,
      "RUN if [ -f x ]; then npm ci --omit=dev; else npm install --omit=dev; fi",
    ],
  },
  open: {
    "npm ci": [...APP, "RUN npm ci"],
    "npm install": [...APP, "RUN npm install"],
    "pruning in a later layer": [
      ...APP,
      "RUN npm ci",
      "RUN npm prune --omit=dev",
    ],
    "development packages in the stage below": [
      "FROM node:24 AS base",
      "WORKDIR /app",
      "COPY . .",
      "RUN npm ci",
      "FROM base",
      "RUN rm -rf node_modules && npm ci --omit=dev",
    ],
    "development packages from another stage": [
      "FROM node:24 AS deps",
      "WORKDIR /app",
      "COPY . .",
      "RUN npm ci",
      "FROM node:24",
      "COPY --from=deps /app /app",
    ],
    "an option that brings them back": [
      ...APP,
      "RUN npm ci --omit=dev --include=dev",
    ],
    "NODE_ENV after the installation": [
      ...APP,
      "RUN npm ci",
      "ENV NODE_ENV=production",
    ],
    "no installation": [...APP],
    "pruning alone": [...APP, "RUN npm prune --omit=dev"],
    "the installation in a comment": [...APP, "# RUN npm ci --omit=dev"],
    "packages out of the app's reach": [
      "FROM node:24",
      "WORKDIR /deps",
      "COPY package*.json ./",
      "RUN npm ci --omit=dev",
      "WORKDIR /app",
      "COPY server.js ./",
      START,
    ],
  },
  unknown: {
    "NODE_ENV behind a variable": [...APP, "ARG NODE_ENV", "RUN npm ci"],
    "an unknown image that may set NODE_ENV": [
      "FROM team/base:1",
      "WORKDIR /app",
      "COPY . .",
      "RUN npm ci",
    ],
    "a choice under a condition": [
      ...APP,
      "RUN if x; then npm ci; else npm ci --omit=dev; fi",
    ],
    "a fallback": [...APP, "RUN npm ci || npm ci --omit=dev"],
    "another package manager": [...APP, "RUN bun install --production"],
    "a script that installs": [...APP, "RUN ./install.sh"],
    "a copy of unknown content": [
      "FROM node:24 AS build",
      "COPY install.sh /",
      "RUN ./install.sh",
      "FROM node:24",
      "COPY --from=build /out /app",
    ],
    "an unknown directory": [
      "FROM team/base:1",
      "COPY . .",
      "RUN npm ci --omit=dev",
    ],
  },
});

testFact(dependencies, {
  asks: "development",
  files: FILES,
  met: {
    "npm ci": [...APP, "RUN npm ci"],
    "an option that brings them": [
      ...APP,
      "ENV NODE_ENV=production",
      "RUN npm ci --include=dev",
    ],
    "packages from another stage": [
      "FROM node:24 AS deps",
      "WORKDIR /app",
      "COPY package*.json ./",
      "RUN npm ci",
      "FROM node:24",
      "WORKDIR /app",
      "COPY --from=deps /app/node_modules ./node_modules",
      "COPY server.js ./",
      START,
    ],
    "an installation over one without them": [
      ...APP,
      "RUN npm ci --omit=dev",
      "RUN npm ci",
    ],
  },
  open: {
    "npm ci without them": [...APP, "RUN npm ci --omit=dev"],
    "NODE_ENV in the image": [...APP, "ENV NODE_ENV=production", "RUN npm ci"],
    "pruning in a later layer": [
      ...APP,
      "RUN npm ci",
      "RUN npm prune --omit=dev",
    ],
    "removal in a later layer": [
      ...APP,
      "RUN npm ci",
      "RUN rm -rf node_modules",
    ],
    "no installation": [...APP],
    "packages of a stage that is not shipped": [
      "FROM node:24 AS build",
      "WORKDIR /app",
      "COPY . .",
      "RUN npm ci",
      ...APP,
    ],
    "packages out of the app's reach": [
      "FROM node:24",
      "WORKDIR /deps",
      "COPY package*.json ./",
      "RUN npm ci",
      "WORKDIR /app",
      "COPY server.js ./",
      START,
    ],
  },
  unknown: {
    "NODE_ENV behind a variable": [...APP, "ARG NODE_ENV", "RUN npm ci"],
    "a choice under a condition": [
      ...APP,
      "RUN if x; then npm ci; else npm ci --omit=dev; fi",
    ],
    "another package manager": [...APP, "RUN bun install"],
  },
});

it("says where the packages are that the app cannot reach", () => {
  const lines = [
    "FROM node:24",
    "WORKDIR /deps",
    "COPY package*.json ./",
    "RUN npm ci --omit=dev",
    "WORKDIR /app",
    "COPY server.js ./",
    START,
  ];
  expect(judged(dependencies, "production", lines, FILES).reason).toBe(
    "/app/server.js does not find its dependencies: they are in /deps/node_modules.",
  );
});
