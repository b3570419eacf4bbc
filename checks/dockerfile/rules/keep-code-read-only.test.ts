import { expect, it } from "vitest";
import { lint } from "../../lint.ts";
import { testRule } from "../../testing/rule-tester.ts";
import rule from "./keep-code-read-only.ts";

const node = (...lines: readonly string[]): string =>
  ["FROM node:24-slim", "WORKDIR /app", ...lines].join("\n");
const flag = (at: string, owner: string, what: string): string =>
  `${at} --chown=${owner} gives ${what} to the user that the container runs as, so an application that is taken over can rewrite its own code.`;
const one = (at: string, path: string): string =>
  `${at} chown gives ${path} to node, the user that the container runs as, and stores it in a second layer.`;
const late = (at: string, user = "node"): string =>
  `${at} chown -R gives the code to ${user}, the user that the container runs as, and stores every file in a second layer.`;

testRule(rule, {
  good: {
    "root keeps the code": node("COPY . .", "USER node"),
    "root runs it": node("COPY --chown=node . ."),
    "another user": node("COPY --chown=www-data . .", "USER node"),
    "root by name": node("COPY --chown=root:root . .", "USER node"),
    "an owner that a build argument hides": node(
      "ARG OWNER",
      "COPY --chown=$OWNER . .",
      "USER node",
    ),
    "a user that a build argument hides": node(
      "ARG RUN_AS",
      "COPY --chown=node . .",
      "USER $RUN_AS",
    ),
    "a directory for data": node(
      "COPY . .",
      "RUN mkdir data && chown -R node:node data",
      "USER node",
    ),
    "one directory, not what is below": node(
      "COPY . .",
      "RUN chown node /app",
      "USER node",
    ),
    "an empty directory of another stage": `FROM node:24 AS build\nRUN mkdir -p /out/data\n${node("COPY --from=build --chown=node /out/data /data", "COPY . .", "USER node")}`,
    "what is copied to a volume": node(
      "COPY --chown=node seed /data/seed",
      "VOLUME /data",
      "USER node",
    ),
    "chown -R of a volume that something was copied to": node(
      "COPY seed /data/",
      "RUN chown -R node /data",
      "VOLUME /data",
      "USER node",
    ),
    "a file that was not copied": node(
      "COPY a.js ./",
      "RUN touch log.txt && chown node log.txt",
      "USER node",
    ),
    "before the code is there": node(
      "RUN chown -R node /app",
      "COPY . .",
      "USER node",
    ),
    "a stage that does not ship": `FROM node:24 AS build\nCOPY --chown=node . /app\nUSER node\nRUN npm run build\n${node("USER node")}`,
  },
  bad: {
    "COPY --chown": {
      on: node("COPY --chown=node:node app.js lib ./", "USER node"),
      says: [flag("3:6", "node:node", "app.js")],
    },
    "the number for the name, and the other way round": {
      on: node(
        "COPY --chown=1000 a b ./",
        "ADD --chown=node c ./",
        "USER 1000",
      ),
      says: [flag("3:6", "1000", "a"), flag("4:5", "node", "c")],
    },
    "an account of one's own": {
      on: node(
        "RUN useradd -u 10001 app",
        "COPY --chown=app . .",
        "USER 10001:10001",
      ),
      says: [flag("4:6", "app", ".")],
    },
    "on a base image of one's own": {
      on: "FROM example.com/base:1\nCOPY --chown=app . /app\nUSER app",
      says: [flag("2:6", "app", ".")],
    },
    "chown -R over what was copied": {
      on: node(
        "COPY . .",
        "RUN npm ci && chown -R node:node /app",
        "RUN chown --recursive node .",
        "USER node",
      ),
      says: [late("4:15"), late("5:5")],
    },
    "what another stage built": {
      on: `FROM node:24 AS build\nCOPY a.js /out/\n${node("COPY --from=build --chown=node /out /app/out", "USER node")}`,
      says: [flag("5:19", "node", "/out")],
    },
    "what cannot be told of another stage": {
      on: `FROM node:24 AS build\nRUN npm run build\n${node("COPY --from=build --chown=node /app/dist dist", "USER node")}`,
      says: [flag("5:19", "node", "/app/dist")],
    },
    "a volume that the application runs in": {
      on: node("COPY --chown=node a.js ./", "VOLUME /app", "USER node"),
      says: [flag("3:6", "node", "a.js")],
    },
    "beside a volume": {
      on: node(
        "COPY --chown=node a.js /database/",
        "VOLUME /data",
        "USER node",
      ),
      says: [flag("3:6", "node", "a.js")],
    },
    "chown -R over everything": {
      on: node("COPY . .", "RUN chown -R node /", "USER node"),
      says: [late("4:5")],
    },
    "chown -R over what a stage below copied": {
      on: `FROM node:24-slim AS base\nCOPY . /app\nFROM base\nRUN chown -R node /app\nUSER node`,
      says: [late("4:5")],
    },
    "chown -R over all names of a directory": {
      on: node("COPY . .", "RUN chown -R node /app/*", "USER node"),
      says: [late("4:5")],
    },
    "chown of a file": {
      on: node(
        "COPY package.json server.js ./",
        "RUN chown node server.js",
        "USER node",
      ),
      says: [one("4:5", "server.js")],
    },
    "chown of all names of a directory": {
      on: node("COPY . .", "RUN chown node ./*", "USER node"),
      says: [one("4:5", "./*")],
    },
    "in a stage that the last one starts from": {
      on: `${node("COPY --chown=node . .").replace("slim", "slim AS base")}\nFROM base\nUSER node`,
      says: [flag("3:6", "node", ".")],
    },
  },
});

it("keep-code-read-only runs only when it is asked for", () => {
  const Dockerfile = node("COPY --chown=node . .", "USER node");
  expect(lint({ Dockerfile }).map(({ rule: id }) => id)).not.toContain(rule.id);
});
