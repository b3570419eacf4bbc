import { expect, it } from "vitest";
import type { Files } from "../../files.ts";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./build-before-pruning.ts";

const MANIFEST = {
  scripts: {
    build: "tsc -p .",
    bundle: "rimraf dist && NODE_ENV=production vite build",
    all: "npm run build",
    lenient: "tsc || true",
    docs: "typedoc",
    prepack: "tsc",
    pack: "node pack.js",
    check: "next lint",
    itself: "npm run itself",
  },
  dependencies: { next: "16", both: "1" },
  devDependencies: { typescript: "5", rimraf: "6", vite: "8", both: "1" },
};

const app = (
  lines: readonly string[],
  manifest: unknown = MANIFEST,
  lock?: unknown,
): Files => ({
  Dockerfile: [
    "FROM node:24-slim",
    "WORKDIR /app",
    "COPY package*.json ./",
    ...lines,
  ].join("\n"),
  "package.json": JSON.stringify(manifest),
  "package-lock.json": JSON.stringify(lock ?? {}),
});
const lacks = (
  at: string,
  command: string,
  program: string,
  dependency: string,
  manager = "npm",
): string =>
  `${at} ${command} starts ${program}, which comes with the development dependency ${dependency}, and ${manager} has left those out.`;
const OMIT = "RUN npm ci --omit=dev";

testRule(rule, {
  good: {
    "all dependencies": app(["RUN npm ci", "RUN npm run build"]),
    "pruned after the build": app([
      "RUN npm ci && npm run build && npm prune --omit=dev",
    ]),
    "installed once more": app([
      OMIT,
      "RUN npm install --include=dev",
      "RUN npm run build",
    ]),
    "another stage builds": app([
      OMIT,
      "FROM node:24-slim AS build",
      "WORKDIR /app",
      "COPY package*.json ./",
      "RUN npm ci && npm run build",
    ]),
    "a script of what ships": app([OMIT, "RUN npm run check"]),
    "a script that goes on": app([OMIT, "RUN npm run lenient"]),
    "a program of nobody's": app([OMIT, "RUN npm run docs"]),
    "a script that is not there": app([OMIT, "RUN npm run deploy"]),
    "a script that runs itself": app([OMIT, "RUN npm run itself"]),
    "a failure that is caught": app([OMIT, "RUN npm run build || true"]),
    "a condition": app([
      OMIT,
      "RUN if [ -f tsconfig.json ]; then npm run build; fi",
    ]),
    "npx fetches it": app([OMIT, "RUN npx tsc"]),
    "the program installed for all": app([
      "RUN npm install --global typescript",
      OMIT,
      "RUN npm run build",
    ]),
    "a base image that may have the program": {
      ...app([]),
      Dockerfile: `FROM registry.example.com/node:1\nWORKDIR /app\nCOPY . .\n${OMIT}\nRUN npm run build`,
    },
    "packages from a mount": app([
      OMIT,
      "RUN --mount=type=bind,from=x,target=/app/node_modules npm run build",
    ]),
    "another directory": app([OMIT, "RUN cd web && npm run build"]),
    "packages from elsewhere": app([
      OMIT,
      "COPY --from=x /node_modules node_modules",
      "RUN npm run build",
    ]),
    "a dependency of both kinds": app([OMIT, "RUN npm run x"], {
      ...MANIFEST,
      scripts: { x: "both" },
    }),
    "another package brings it too": app(
      [OMIT, "RUN npm run build"],
      MANIFEST,
      {
        packages: { "node_modules/typescript": { version: "5.9.3" } },
      },
    ),
    "a manifest that is no JSON": {
      ...app([OMIT, "RUN npm run build"]),
      "package.json": "{",
    },
    "a manifest of another shape": app([OMIT, "RUN npm run build"], {
      scripts: ["tsc"],
      devDependencies: null,
    }),
    "no manifest": `FROM node:24-slim\n${OMIT}\nRUN npm run build`,
    "an option that a variable hides": app([
      "ARG O",
      "RUN npm ci $O",
      "RUN npm run build",
    ]),
  },
  bad: {
    "npm ci --omit=dev": {
      on: app([OMIT, "COPY . .", "RUN npm run build"]),
      says: [lacks("6:5", "npm run build", "tsc", "typescript")],
    },
    "in one RUN": {
      on: app([`${OMIT} && npm run build`]),
      says: [lacks("4:26", "npm run build", "tsc", "typescript")],
    },
    "NODE_ENV=production": {
      on: app(["ENV NODE_ENV=production", "RUN npm ci", "RUN npm run bundle"]),
      says: [lacks("6:5", "npm run bundle", "rimraf", "rimraf")],
    },
    "pruned before the build": {
      on: app(["RUN npm ci", "RUN npm prune --omit=dev", "RUN npm run build"]),
      says: [lacks("6:5", "npm run build", "tsc", "typescript")],
    },
    "a script that runs another": {
      on: app([OMIT, "RUN npm run all"]),
      says: [lacks("5:5", "npm run all", "tsc", "typescript")],
    },
    "what runs before a script": {
      on: app([OMIT, "RUN npm run pack"]),
      says: [lacks("5:5", "npm run pack", "tsc", "typescript")],
    },
    "Yarn and pnpm": {
      on: app([
        "RUN yarn install --production",
        "RUN yarn build",
        "RUN pnpm run build",
      ]),
      says: [
        lacks("5:5", "yarn build", "tsc", "typescript", "yarn"),
        lacks("6:5", "pnpm run build", "tsc", "typescript", "yarn"),
      ],
    },
    "the exec form": {
      on: app([OMIT, 'RUN ["npm", "run", "build"]']),
      says: [lacks("5:5", "npm run build", "tsc", "typescript")],
    },
    "the lock file agrees": {
      on: app([OMIT, "RUN npm run build"], MANIFEST, {
        packages: { "node_modules/typescript": { dev: true } },
      }),
      says: [lacks("5:5", "npm run build", "tsc", "typescript")],
    },
  },
});

it("build-before-pruning says nothing of a manifest that may be another", () => {
  const { Dockerfile: text = "" } = app([OMIT, "RUN npm run build"]);
  expect(lint({ Dockerfile: text }, { rules: [rule] })).toEqual([]);
});
