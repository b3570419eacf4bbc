import { expect, it } from "vitest";
import { judged, testFact } from "../../testing/fact-tester.ts";
import rebuild from "./rebuild.ts";

const FILES = {
  "package.json": "{}",
  "package-lock.json": "{}",
  "server.js": "",
};

it.each([
  ["pip install", "python -m pip install -r r.txt", "met"],
  ["pip install", "/opt/venv/bin/python3 -u -m pip install .", "met"],
  ["pip install", "pip3 install -r r.txt", "met"],
  ["pip install", "uv pip install -r r.txt", "met"],
  ["pip install", "python -m venv /opt/venv", "open"],
  ["curl", "curl -fsS https://example.org", "met"],
  ["curl", "curl --version", "open"],
  ["curl", "curl -V", "open"],
  ["npm ci", "npm ci --help", "open"],
  ["jlink", '"$JAVA_HOME/bin/jlink" --output /rt', "met"],
])("%j is run by %j: %s", (keeps, run, state) => {
  expect(
    judged(
      rebuild,
      { change: "server.js", keeps },
      ["FROM python:3.14", "COPY package*.json ./", `RUN ${run}`, "COPY . ."],
      FILES,
    ).state,
  ).toBe(state);
});

testFact(rebuild, {
  asks: { change: "server.js", keeps: "npm ci" },
  files: FILES,
  met: {
    "the manifests first": [
      "FROM node:24",
      "WORKDIR /app",
      "COPY package*.json ./",
      "RUN npm ci",
      "COPY . .",
    ],
    "options behind the command": [
      "FROM node:24",
      "COPY package*.json ./",
      "RUN npm ci --omit=dev",
      "COPY . .",
    ],
    "another way to install": [
      "FROM node:24",
      "COPY package*.json ./",
      "RUN npm install",
      "COPY . .",
    ],
    "an installation that a shell is handed": [
      "FROM node:24",
      "COPY package*.json ./",
      "RUN bash -ec 'npm ci && npm cache clean --force'",
      "COPY . .",
    ],
    "a stage for the installation": [
      "FROM node:24 AS deps",
      "COPY package*.json ./",
      "RUN npm ci",
      "FROM node:24",
      "COPY --from=deps /node_modules ./node_modules",
      "COPY server.js ./",
    ],
    "mounts of the manifests": [
      "FROM node:24",
      "RUN --mount=type=bind,source=package.json,target=package.json --mount=type=bind,source=package-lock.json,target=package-lock.json npm ci",
      "COPY . .",
    ],
    "a hidden source after it": [
      "FROM node:24",
      "COPY package*.json ./",
      "RUN npm ci",
      "ARG F",
      "COPY $F .",
    ],
  },
  open: {
    "everything first": ["FROM node:24", "COPY . .", "RUN npm ci"],
    "one more file first": [
      "FROM node:24",
      "COPY package*.json server.js ./",
      "RUN npm ci",
    ],
    "no installation": ["FROM node:24", "COPY . ."],
    "another command": [
      "FROM node:24",
      "COPY package*.json ./",
      "RUN npm run build",
    ],
    "the installation in a comment": [
      "FROM node:24",
      "# RUN npm ci",
      "COPY . .",
    ],
    "a second installation after the source": [
      "FROM node:24",
      "COPY package*.json ./",
      "RUN npm ci",
      "COPY . .",
      "RUN npm ci",
    ],
    "a stage that is built again below": [
      "FROM node:24 AS app",
      "COPY . .",
      "FROM app",
      "RUN npm ci",
    ],
    "a mount of the whole context": [
      "FROM node:24",
      "RUN --mount=target=. npm ci",
    ],
    "everything first on an unknown image": [
      "FROM team/base:1",
      "COPY . .",
      "RUN npm ci",
    ],
    "an installation that only an unused stage keeps": [
      "FROM node:24 AS unused",
      "COPY package*.json ./",
      "RUN npm ci",
      "FROM node:24",
      "COPY . .",
      "RUN npm ci",
    ],
  },
  unknown: {
    "files of a stage that is built again": [
      "FROM node:24 AS manifests",
      "COPY . .",
      "RUN make manifests",
      "FROM node:24",
      "COPY --from=manifests /package.json /package-lock.json ./",
      "RUN npm ci",
    ],
    "a hidden source before it": [
      "FROM node:24",
      "ARG F",
      "COPY $F .",
      "RUN npm ci",
    ],
  },
});

it("a change of a file that does not exist is never met", () => {
  const lines = ["FROM node:24", "COPY package*.json ./", "RUN npm ci"];
  const asks = { change: "sever.js", keeps: "npm ci" };
  expect(judged(rebuild, asks, lines, FILES)).toMatchObject({
    state: "unknown",
    reason: "This cannot be told: no file of the context is sever.js.",
  });
});

it("says what makes it run again", () => {
  const asks = { change: "server.js", keeps: "npm ci" };
  const reason = (...lines: string[]) =>
    judged(rebuild, asks, ["FROM node:24", ...lines], FILES).reason;
  expect(reason("COPY . .", "RUN npm ci")).toBe(
    "A change of server.js runs npm ci again: COPY . . comes before it and changes.",
  );
  expect(reason("RUN --mount=target=. npm ci")).toBe(
    "A change of server.js runs npm ci again: it reads server.js.",
  );
});

it("speaks of the command as it is written", () => {
  const asks = { change: "server.js", keeps: "npm ci" };
  const reason = (...lines: string[]) =>
    judged(rebuild, asks, ["FROM node:24", ...lines], FILES).reason;
  expect(reason("COPY . .", "RUN npm install --omit=dev")).toBe(
    "A change of server.js runs npm install --omit=dev again: COPY . . comes before it and changes.",
  );
  expect(reason("COPY package*.json ./", "RUN npm install", "COPY . .")).toBe(
    "A change of server.js leaves npm install in the cache.",
  );
});
