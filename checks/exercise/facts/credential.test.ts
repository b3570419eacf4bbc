import { expect, it } from "vitest";
import { judged, testFact } from "../../testing/fact-tester.ts";
import credential from "./credential.ts";

const NODE = ["FROM node:24-slim", "WORKDIR /app", "COPY . ."];
const after = (...run: string[]): readonly string[] => [...NODE, ...run];

testFact(credential, {
  asks: "npm ci",
  files: {
    "package.json": "{}",
    "package-lock.json": "{}",
    "server.js": "",
  },
  met: {
    "the settings in root's home": after(
      "RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci",
    ),
    "the settings in the home of the user": after(
      "USER node",
      "RUN --mount=type=secret,id=npmrc,target=/home/node/.npmrc,uid=1000 npm ci",
    ),
    "the settings beside the project": after(
      "RUN --mount=type=secret,id=npmrc,target=.npmrc npm ci",
    ),
    "settings that the command names": after(
      "RUN --mount=type=secret,id=npmrc npm ci --userconfig=/run/secrets/npmrc",
    ),
    "settings that a variable names": after(
      "ENV NPM_CONFIG_USERCONFIG=/run/secrets/npmrc",
      "RUN --mount=type=secret,id=npmrc npm ci",
    ),
    "a variable that a file of the image names": after(
      "RUN echo '//npm.example.org/:_authToken=${NPM_TOKEN}' > /root/.npmrc",
      "RUN --mount=type=secret,id=t,env=NPM_TOKEN npm ci",
    ),
    "a variable that npm reads by itself": after(
      "RUN --mount=type=secret,id=t,env=NPM_CONFIG__AUTH npm ci",
    ),
    "a token that the command reads": after(
      'RUN --mount=type=secret,id=t TOKEN="$(cat /run/secrets/t)" npm ci',
    ),
    "a token that a here-document reads": after(
      "RUN --mount=type=secret,id=t <<E",
      "cd /run/secrets",
      'export TOKEN="$(cat t)"',
      "cd /app && npm ci",
      "E",
    ),
    "the agent": after("RUN --mount=type=ssh npm install"),
    "every installation of two": [
      "FROM node:24 AS deps",
      "COPY . .",
      "RUN --mount=type=ssh npm ci",
      ...NODE,
      "RUN --mount=type=secret,id=n,target=/root/.npmrc npm ci --omit=dev",
      "COPY --from=deps /node_modules /n",
    ],
  },
  open: {
    "no mount": after("RUN npm ci"),
    "a mount for another command": after(
      "RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm --version",
      "RUN npm ci",
    ),
    "a build argument": after(
      "ARG T",
      'RUN npm ci "--//npm.example.org/:_authToken=$T"',
    ),
    "a cache mount": after("RUN --mount=type=cache,target=/root/.npm npm ci"),
    "no installation": after("RUN npm --version"),
    "an installation of two without": [
      "FROM node:24 AS deps",
      "COPY . .",
      "RUN npm ci",
      ...NODE,
      "RUN --mount=type=ssh npm ci --omit=dev",
      "COPY --from=deps /node_modules /n",
    ],
  },
  unknown: {
    "a secret that nothing leads to": after(
      "RUN --mount=type=secret,id=npm npm ci",
    ),
    "a secret where npm does not look": after(
      "RUN --mount=type=secret,id=npmrc,target=/tmp/.npmrc npm ci",
    ),
    "the settings in another user's home": after(
      "USER node",
      "RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci",
    ),
    "a variable that nothing names": after(
      "RUN --mount=type=secret,id=t,env=NPM_TOKEN npm ci",
    ),
  },
});

it("takes a variable that the project's own settings name", () => {
  const lines = after("RUN --mount=type=secret,id=t,env=NPM_TOKEN npm ci");
  expect(
    judged(credential, "npm ci", lines, {
      "package.json": "{}",
      "package-lock.json": "{}",
      ".npmrc": "//npm.example.org/:_authToken=${NPM_TOKEN}",
    }).state,
  ).toBe("met");
});

it("says which command lacks one", () => {
  expect(
    judged(credential, "npm ci", ["FROM node:24", "RUN npm i --omit=dev"]),
  ).toMatchObject({
    state: "open",
    reason: "npm i --omit=dev has no secret mount to take a credential from.",
  });
});
