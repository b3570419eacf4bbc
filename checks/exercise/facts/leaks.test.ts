import { expect, it } from "vitest";
import { judged, testFact } from "../../testing/fact-tester.ts";
import leaks from "./leaks.ts";

const FILES = {
  ".env": "DB_PASSWORD=correct-horse\n",
  "package.json": "{}",
  "package-lock.json": "{}",
  "server.js": "",
};

testFact(leaks, {
  asks: "none",
  files: FILES,
  met: {
    "the app alone": ["FROM node:24", "COPY server.js ./"],
    "a secret mount": [
      "FROM node:24",
      "COPY package*.json ./",
      "RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci",
    ],
    "a secret mount as a variable": [
      "FROM node:24",
      "COPY package*.json ./",
      "RUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci",
    ],
    "a secret that only the builder's cache keeps": [
      "FROM node:24 AS build",
      "COPY . /src",
      "FROM node:24-slim",
      "COPY --from=build /src/server.js /app/",
    ],
    "settings that are no secrets": [
      "FROM node:24",
      "ENV NODE_ENV=production DB_PASSWORD_FILE=/run/secrets/db",
    ],
  },
  open: {
    "the whole context": ["FROM node:24", "COPY . /app/"],
    "a file that a later layer deletes": [
      "FROM node:24",
      "COPY . /app/",
      "RUN rm /app/.env",
    ],
    "a variable": ["FROM node:24", "ENV DB_PASSWORD=hunter2"],
    "a build argument": ["FROM node:24", "ARG NPM_TOKEN", "RUN npm ci"],
    "a build argument of an earlier stage": [
      "FROM node:24 AS build",
      "ARG NPM_TOKEN",
      "RUN npm ci",
      "FROM node:24-slim",
      "COPY --from=build /app/server.js /app/",
    ],
    "a token in a command": [
      "FROM node:24",
      "RUN git clone https://app:hunter2@example.com/a.git",
    ],
    "a mounted secret that is copied": [
      "FROM node:24",
      "RUN --mount=type=secret,id=npmrc cp /run/secrets/npmrc /root/.npmrc",
    ],
  },
  unknown: {
    "a hidden source": ["FROM node:24", "ARG F", "COPY $F /app/"],
    "what was built where a secret is": [
      "FROM node:24 AS build",
      "COPY . /src",
      "RUN npm run build",
      "FROM node:24-slim",
      "COPY --from=build /src/dist /app",
    ],
    "a build argument that is empty by default": [
      "FROM node:24",
      'ARG NPM_TOKEN=""',
    ],
  },
});

it("the first leak of what is pushed keeps it open, at its place", () => {
  const lines = ["FROM node:24", "COPY . /app/", "ENV API_KEY=abc"];
  expect(judged(leaks, "none", lines, FILES)).toMatchObject({
    reason:
      "/app/.env holds credentials, and everyone who can pull the image can unpack it from a layer.",
    at: { start: 13, end: 25 },
  });
});

it("says what stays with the builder where the goal is met", () => {
  const lines = ["FROM node AS a", "COPY . /a", "FROM node", "USER node"];
  expect(
    judged(leaks, "none", [...lines, "COPY --from=a /a/server.js /"], FILES)
      .reason,
  ).toBe(
    "What is pushed holds no secret; /a/.env stays in the builder's cache.",
  );
});
