import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./use-numeric-user.ts";

const SLIM = "FROM node:24-slim\n";
const named = (at: string, user: string): string =>
  `${at} Kubernetes cannot see that ${user} is not root: with runAsNonRoot and no runAsUser it refuses to start a container whose user is a name.`;

testRule(rule, {
  good: {
    "a number": `${SLIM}USER 1000`,
    "two numbers": `${SLIM}USER 1000:1000`,
    "a number with a named group": `${SLIM}USER 1000:node`,
    "root is another rule's": `${SLIM}USER root`,
    "no USER": `${SLIM}CMD ["node"]`,
    "a name for a while, then a number": `${SLIM}USER node\nRUN npm ci\nUSER 1000`,
    "a name in a stage that does not ship": `FROM node:24 AS build\nUSER node\n${SLIM}USER 1000`,
    "a number from a build argument": `${SLIM}ARG UID=1000\nUSER $UID`,
    "a user that a build argument hides": `${SLIM}ARG RUN_AS\nUSER $RUN_AS`,
    "a name that a build argument hides in part": `${SLIM}ARG SUFFIX\nUSER app-$SUFFIX`,
    "distroless brings its number":
      "FROM gcr.io/distroless/static-debian13:nonroot",
    "another name of root": `${SLIM}RUN useradd -o -u 0 admin\nUSER admin`,
    "Windows has names alone":
      "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nUSER ContainerUser",
    "Windows with PowerShell":
      'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ["powershell", "-Command"]\nUSER ContainerUser',
    "what is no name": `${SLIM}USER node # the app`,
    "an empty USER": `${SLIM}USER`,
  },
  bad: {
    "the user of the node image": {
      on: `${SLIM}USER node`,
      says: [named("2:6", "node")],
    },
    "with its group": {
      on: `${SLIM}USER node:node`,
      says: [named("2:6", "node")],
    },
    "a user of one's own": {
      on: `${SLIM}RUN groupadd -g 1001 app && useradd -u 1001 -g app app\nUSER app`,
      says: [named("3:6", "app")],
    },
    "a name over a distroless nonroot tag": {
      on: "FROM gcr.io/distroless/static-debian13:nonroot\nUSER nonroot:nonroot",
      says: [named("2:6", "nonroot")],
    },
    "the default of a build argument": {
      on: `${SLIM}ARG RUN_AS=node\nUSER \${RUN_AS}`,
      says: [named("3:6", "node")],
    },
    "a name after a number": {
      on: `${SLIM}USER 1000\nUSER node`,
      says: [named("3:6", "node")],
    },
    "inherited from an earlier stage": {
      on: 'FROM node:24-slim AS base\nUSER node\nFROM base\nCMD ["node"]',
      says: [named("2:6", "node")],
    },
    "on a base image of one's own": {
      on: "FROM registry.example.com/base:1\nUSER app",
      says: [named("2:6", "app")],
    },
  },
});

function first(dockerfile: string) {
  return lint({ Dockerfile: dockerfile }, { rules: [rule] })[0];
}

it.each([
  ["the account of the base image", "USER node", "1000"],
  ["a made account", "RUN adduser -D -u 1234 app\nUSER app", "1234"],
  [
    "an account in a here-document",
    "RUN <<EOF\nuseradd -u 77 app\nEOF\nUSER app",
    "77",
  ],
  [
    "a changed account",
    "RUN groupmod -g 1001 node && usermod -u 1001 node\nUSER node",
    "1001",
  ],
  ["the name alone, not its group", "USER node:node", "1000"],
])("the fix of use-numeric-user knows the number: %s", (_, text, number) => {
  const finding = first(SLIM + text);
  expect(finding?.remedy).toBe(`Write USER ${number} instead of the name.`);
  expect(finding?.fix?.edits.map((edit) => edit.text)).toEqual([number]);
});

it.each([
  ["no number is given", "RUN useradd app\nUSER app"],
  ["a variable gives it", "RUN useradd -u $UID app\nUSER app"],
  [
    "a condition decides",
    "RUN if [ $X ]; then useradd -u 12 app; fi\nUSER app",
  ],
  ["the account is gone", "RUN userdel node\nUSER node"],
])("use-numeric-user does not guess the number: %s", (_, text) => {
  const finding = first(SLIM + text);
  expect(finding?.remedy).toMatch(/^Write the number of /);
  expect(finding?.fix).toBeUndefined();
});

it("use-numeric-user changes no word that only stands for the name", () => {
  for (const text of ['USER "node"', "ARG U=node\nUSER $U:node"]) {
    const finding = first(SLIM + text);
    expect(finding?.remedy).toBe("Write USER 1000 instead of the name.");
    expect(finding?.fix).toBeUndefined();
  }
});

const NAMELESS = "Write the number of app instead of the name.";
it.each([
  [
    "names the argument after -u",
    'ARG UID=991\nRUN useradd -r -u "${UID}" app\nUSER app',
    "Write USER $UID, which ARG UID sets.",
  ],
  [
    "names it where the user has one too",
    "ARG user=app\nARG UID=1000\nARG GID=1000\nRUN groupadd -g $GID ${user} && useradd --uid=$UID -g $GID ${user}\nUSER ${user}",
    "Write USER $UID, which ARG UID sets.",
  ],
  [
    "names the ENV that keeps the argument",
    "ARG UID=991\nENV APP_UID=${UID}\nRUN useradd -u $APP_UID app\nUSER app:app",
    "Write USER $APP_UID, which ENV APP_UID sets.",
  ],
  [
    "names no argument that USER does not see",
    "ARG UID=991\nRUN useradd -u $UID app\nARG UID=5\nUSER app",
    NAMELESS,
  ],
  [
    "names none where a variable of the shell is between",
    "ARG UID=991\nRUN u=$UID && useradd -u $u app\nUSER app",
    NAMELESS,
  ],
  [
    "names none where a file of accounts is written",
    'ARG UID=991\nRUN echo "app:x:$UID:$UID::/:/bin/sh" > /etc/passwd\nUSER app',
    NAMELESS,
  ],
])("use-numeric-user %s", (_, text, remedy) => {
  const finding = first(SLIM + text);
  expect(finding?.remedy).toBe(remedy);
  expect(finding?.fix).toBeUndefined();
});

it("use-numeric-user reads a build argument that stands before FROM", () => {
  const text = `ARG UID=991\n${SLIM}ARG UID\nRUN useradd -u $UID app\nUSER app`;
  expect(first(text)?.remedy).toBe("Write USER $UID, which ARG UID sets.");
  expect(first(text)?.fix).toBeUndefined();
});

it.each([
  "ARG PORT=1000\nRUN echo $PORT\nUSER node",
  "ARG GROUP=1000\nRUN useradd -u 1000 -g $GROUP node\nUSER node",
  "ENV UID=1000\nRUN usermod -u $UID node\nUSER node",
])("use-numeric-user keeps its fix where no argument decides: %j", (text) => {
  expect(first(SLIM + text)?.fix?.edits.map((edit) => edit.text)).toEqual([
    "1000",
  ]);
});
