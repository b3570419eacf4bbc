import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./no-npm-start.ts";

const SLIM = "FROM node:24-slim\nWORKDIR /app\n";
const ALPINE = "FROM node:24-alpine\nWORKDIR /app\n";
const cutOff = (at: string, written = "npm start"): string =>
  `${at} ${written} runs the application below a shell, which ends at SIGTERM: the container is gone before the application has finished.`;
const beside = (at: string, written = "npm start"): string =>
  `${at} ${written} keeps npm running beside the application. Its stop signal gets through BusyBox ash; through the shell of a Debian base it would not.`;
const may = (at: string, written: string, runner: string): string =>
  `${at} ${written} runs the application below ${runner} and a shell, so the stop signal may never reach it.`;

testRule(rule, {
  good: {
    "node itself": `${SLIM}CMD ["node", "server.js"]`,
    "npm does something else": `${SLIM}CMD ["npm", "ci"]`,
    "npm test": `${SLIM}CMD ["npm", "test"]`,
    "a script for development": `${SLIM}CMD ["npm", "run", "dev"]\n`,
    "another script for development": `${SLIM}CMD ["yarn", "start:dev"]`,
    "a stage for development": 'FROM node:24-slim AS dev\nCMD ["npm", "start"]',
    "a stage that does not ship": `FROM node:24 AS a\nCMD ["npm", "start"]\n${SLIM}CMD ["node", "a.js"]`,
    "yarn runs node": `${SLIM}CMD ["yarn", "node", "server.js"]`,
    "npm as an argument": `${SLIM}CMD ["node", "run.js", "npm", "start"]`,
    "a variable": `${SLIM}CMD $RUNNER start`,
    "the start of the base image": "FROM node:24-slim",
    "npm in the build": `${SLIM}RUN npm start`,
  },
  bad: {
    "npm start": { on: `${SLIM}CMD ["npm", "start"]`, says: [cutOff("3:5")] },
    "npm run with options": {
      on: `${SLIM}CMD ["npm", "--silent", "run", "serve"]`,
      says: [cutOff("3:5", "npm --silent run serve")],
    },
    "as the entrypoint": {
      on: `${SLIM}ENTRYPOINT ["npm", "run"]\nCMD ["start:prod"]`,
      says: [cutOff("4:5", "npm run start:prod")],
    },
    "behind an init": {
      on: `${SLIM}RUN apt-get update && apt-get install -y tini\nENTRYPOINT ["/usr/bin/tini", "-g", "--"]\nCMD ["npm", "start"]`,
      says: [cutOff("5:5")],
    },
    "the shell form": { on: `${SLIM}CMD npm start`, says: [cutOff("3:5")] },
    "on Alpine": { on: `${ALPINE}CMD ["npm", "start"]`, says: [beside("3:5")] },
    "yarn and pnpm": {
      on: `${SLIM}CMD ["yarn", "start"]`,
      says: [may("3:5", "yarn start", "yarn")],
    },
    "a script of pnpm by its name": {
      on: `${ALPINE}CMD ["pnpm", "serve"]`,
      says: [may("3:5", "pnpm serve", "pnpm")],
    },
    "on a base of one's own": {
      on: 'FROM base:1\nENTRYPOINT []\nCMD ["npm", "start"]',
      says: [may("3:5", "npm start", "npm")],
    },
  },
});

const fixOf = (scripts: object, dockerfile: string) =>
  lint(
    {
      Dockerfile: dockerfile,
      "package.json": JSON.stringify({ scripts }),
    },
    { rules: [rule], context: "complete" },
  )[0]?.fix?.edits[0]?.text;
const COPIED = `${SLIM}COPY package.json ./\n`;

it("no-npm-start writes what the script starts", () => {
  const start = { start: "node dist/server.js --port=80" };
  const array = '["node", "dist/server.js", "--port=80"]';
  expect(fixOf(start, `${COPIED}CMD ["npm", "start"]`)).toBe(array);
  expect(
    fixOf(
      start,
      `${COPIED}RUN apt-get update && apt-get install -y tini\nENTRYPOINT ["tini", "--"]\nCMD ["npm", "run", "start"]`,
    ),
  ).toBe(array);
});

it.each([
  ["a program of the project", { start: "next start" }],
  ["a variable", { start: "node $MAIN" }],
  ["two commands", { start: "node a.js && node b.js" }],
  ["a hook before it", { start: "node a.js", prestart: "node b.js" }],
  ["no such script", { serve: "node a.js" }],
])("no-npm-start has no fix for %s", (_, scripts) => {
  const start = "serve" in scripts ? "other" : "start";
  expect(
    fixOf(scripts, `${COPIED}CMD ["npm", "run", "${start}"]`),
  ).toBeUndefined();
});
