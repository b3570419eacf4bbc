import { describe, expect, it } from "vitest";
import { imageOf } from "../testing/builds.ts";
import { commandPresence } from "./command-presence.ts";

const FILES = {
  "requirements.txt": "# web\nflask==3.1\nuvicorn[standard]>=0.30\n",
};

function presence(command: string, ...lines: string[]) {
  const { machine, config } = imageOf(lines, FILES);
  return commandPresence(machine, config, command);
}

const NODE = "FROM node:24-slim";
const NODE_26 = "FROM node:26-slim";
const PYTHON = "FROM python:3.14-slim";

describe("a command that a language's package manager brings", () => {
  it.each([
    ["npm", "pm2-runtime", [NODE, "RUN npm install -g pm2@6"]],
    ["npm, with a scope", "nest", [NODE, "RUN npm i --global @nestjs/cli@11"]],
    ["yarn", "serve", [NODE, "RUN yarn global add serve"]],
    ["Corepack", "pnpm", [NODE, "RUN corepack enable"]],
    ["Corepack, by name", "pnpm", [NODE, "RUN corepack enable pnpm"]],
    [
      "Corepack, of npm",
      "yarn",
      [NODE_26, "RUN npm i -g corepack && corepack enable"],
    ],
    [
      "pip",
      "gunicorn",
      [PYTHON, "RUN pip install --no-cache-dir gunicorn==23"],
    ],
    [
      "pip, from a list",
      "uvicorn",
      [
        PYTHON,
        "COPY requirements.txt /",
        "RUN pip install -r /requirements.txt",
      ],
    ],
    [
      "a stage below",
      "pm2",
      [`${NODE} AS base`, "RUN npm i -g pm2", "FROM base"],
    ],
    [
      "pip, by its place",
      "/usr/local/bin/flask",
      [PYTHON, "RUN pip install flask"],
    ],
  ])("%s: %s is there", (_, command, lines) => {
    expect(presence(command, ...lines)).toBe("present");
  });

  it.each([
    ["an unknown package", "any", [NODE, "RUN npm i -g any-tool"]],
    ["a package of the project", "pm2", [NODE, "RUN npm i pm2 && touch a"]],
    ["a condition", "pm2", [NODE, "RUN if x; then npm i -g pm2; fi"]],
    [
      "an environment of its own",
      "gunicorn",
      [PYTHON, "RUN /opt/venv/bin/pip install gunicorn"],
    ],
    [
      "a folder of its own",
      "gunicorn",
      [PYTHON, "RUN pip install --target=/a gunicorn"],
    ],
    [
      "a user without the right",
      "gunicorn",
      [PYTHON, "USER 1000", "RUN pip install gunicorn"],
    ],
    [
      "a list that is not known",
      "gunicorn",
      [PYTHON, "RUN pip install -r /list.txt"],
    ],
  ])("%s: whether %s is there is not known", (_, command, lines) => {
    expect(presence(command, ...lines)).toBe("unknown");
  });
});

// Node.js 25 was the first without Corepack (nodejs/node#57825).
it.each(["yarn", "pnpm", "corepack"])(
  "Corepack, which is not there, brings no %s",
  (command) => {
    expect(presence(command, NODE_26, "RUN corepack enable")).toBe("absent");
  },
);

describe("a command with a path", () => {
  it.each([
    ["is absent where nothing was put", "/app/server", [NODE], "absent"],
    [
      "is not known where something unknown was",
      "/app/server",
      [NODE, "COPY --from=a:1 /app /app"],
      "unknown",
    ],
    [
      "is not known after what may have made it",
      "/app/server",
      [NODE, "RUN node build.js"],
      "unknown",
    ],
    [
      "is not known in a directory of the image's own",
      "/usr/lib/a",
      [NODE],
      "unknown",
    ],
  ])("%s", (_, command, lines, expected) => {
    expect(presence(command, ...lines)).toBe(expected);
  });
});
