import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { imageOf } from "../testing/builds.ts";
import { scriptPath, stopOf } from "./stop.ts";

const HANDLES = 'process.on("SIGTERM", () => process.exit(0));\n';
const IGNORES = 'require("node:http").createServer().listen(3000);\n';
const MANIFEST = '{ "scripts": { "start": "node server.js" } }';

function stop(
  base: string,
  script: string,
  lines: readonly string[],
  files: Files = {},
) {
  return stopOf(
    imageOf([`FROM ${base}`, "WORKDIR /app", "COPY . .", ...lines], {
      "package.json": MANIFEST,
      "server.js": script,
      "server.py": script,
      ...files,
    }),
  );
}

const SLIM = "node:24-slim";
const ALPINE = "node:24-alpine";
const EXEC = 'CMD ["node", "server.js"]';

describe("docker stop, as it was measured", () => {
  it.each([
    ["node as PID 1 without a handler", SLIM, IGNORES, [EXEC], "killed"],
    ["node as PID 1 with a handler", SLIM, HANDLES, [EXEC], "graceful"],
    [
      "python as PID 1 without a handler",
      "python:3.14-slim",
      "import time\n",
      ['CMD ["python3", "server.py"]'],
      "killed",
    ],
    ["dash in the shell form", SLIM, HANDLES, ["CMD node server.js"], "killed"],
    [
      "ash in the shell form",
      ALPINE,
      HANDLES,
      ["CMD node server.js"],
      "graceful",
    ],
    [
      "bash -c",
      SLIM,
      HANDLES,
      ['CMD ["bash", "-c", "node server.js"]'],
      "graceful",
    ],
    ["dash with exec", SLIM, HANDLES, ["CMD exec node server.js"], "graceful"],
    [
      "tini above node without a handler",
      SLIM,
      IGNORES,
      ['ENTRYPOINT ["tini", "--"]', EXEC],
      "terminated",
    ],
    [
      "dumb-init above node with a handler",
      SLIM,
      HANDLES,
      ['ENTRYPOINT ["dumb-init"]', EXEC],
      "graceful",
    ],
    [
      "tini above dash",
      SLIM,
      HANDLES,
      ['ENTRYPOINT ["tini", "--"]', "CMD node server.js"],
      "cut-off",
    ],
    ["npm start with dash", SLIM, HANDLES, ['CMD ["npm", "start"]'], "cut-off"],
    [
      "npm start with ash",
      ALPINE,
      HANDLES,
      ['CMD ["npm", "start"]'],
      "graceful",
    ],
  ])("%s", (_, base, script, lines, expected) => {
    expect(stop(base, script, lines).kind).toBe(expected);
  });
});

describe("docker stop, as it was not measured", () => {
  it.each([
    ["below yarn", ALPINE, ['CMD ["yarn", "start"]']],
    [
      "below tini and npm",
      SLIM,
      ['ENTRYPOINT ["tini", "--"]', 'CMD ["npm", "start"]'],
    ],
    ["with a start that cannot be followed", SLIM, ["CMD node $FILE"]],
    ["with a program whose text is not known", SLIM, ['CMD ["/app/server"]']],
    [
      "with a program around the script",
      SLIM,
      ['CMD ["doppler", "run", "server.js"]'],
    ],
    ["with no start at all", "scratch", []],
  ])("is unknown %s", (_, base, lines) => {
    expect(stop(base, HANDLES, lines).kind).toBe("unknown");
  });
});

describe("the stop signal", () => {
  it.each([
    ["SIGTERM", "graceful"],
    ["TERM", "graceful"],
    ["sigterm", "graceful"],
    ["15", "graceful"],
    ["SIGINT", "killed"],
    ["2", "killed"],
    ["SIGKILL", "killed"],
    ["9", "killed"],
    ["64", "unknown"],
    ["$SIGNAL", "unknown"],
  ])("%s reaches a handler of SIGTERM: %s", (signal, expected) => {
    const lines = ["ARG SIGNAL", `STOPSIGNAL ${signal}`, EXEC];
    expect(stop(SLIM, HANDLES, lines).kind).toBe(expected);
  });

  it("SIGKILL stops no program in order", () => {
    const image = imageOf(["FROM nginx:1.30", "STOPSIGNAL SIGKILL"]);
    expect(stopOf(image).kind).toBe("killed");
  });

  it("of nginx is its own, and nginx handles it", () => {
    expect(stopOf(imageOf(["FROM nginx:1.30"])).kind).toBe("graceful");
  });
});

describe("whether a script has a handler", () => {
  it.each([
    [
      "no, in a comment",
      "// handle SIGTERM\n/* SIGTERM */\nlisten();",
      "killed",
    ],
    ["no, in a comment of Python's kind", "# SIGTERM\nlisten()", "killed"],
    [
      "yes, in a list of signals",
      'for (const s of ["SIGINT", "SIGTERM"]) process.on(s, f);',
      "graceful",
    ],
    [
      "unknown, where it requires a file of its own",
      'require("./stop");',
      "unknown",
    ],
    [
      "unknown, where it imports one over lines",
      'import {\n  a,\n} from "./stop.js";',
      "unknown",
    ],
    [
      "unknown, where a package may bring it",
      'require("http-graceful-shutdown")(server);',
      "unknown",
    ],
    [
      "no, where it loads packages alone",
      'import express from "express";',
      "killed",
    ],
  ])("%s", (_, script, expected) => {
    expect(stop(SLIM, script, [EXEC]).kind).toBe(expected);
  });

  it("is unknown in Python where it imports a module beside it", () => {
    const lines = ['CMD ["python3", "server.py"]'];
    const found = (script: string) =>
      stop("python:3.14-slim", script, lines, { "handlers.py": "" }).kind;
    expect(found("import handlers\n")).toBe("unknown");
    expect(found("from .a import b\n")).toBe("unknown");
    expect(found("import signal\nsignal.signal(signal.SIGTERM, f)\n")).toBe(
      "graceful",
    );
  });
});

describe("the file that an interpreter is given", () => {
  const image = imageOf(["FROM node:24", "WORKDIR /app", "COPY . ."], {
    "server.js": "",
    "trace.js": "",
  });

  it.each<[string, string[], string | undefined]>([
    ["is its first argument", ["node", "server.js"], "/app/server.js"],
    [
      "comes after its options",
      ["node", "--inspect", "server.js"],
      "/app/server.js",
    ],
    [
      "comes after options with a value",
      ["node", "-r", "./trace.js", "server.js"],
      "/app/server.js",
    ],
    ["may be absolute", ["node", "/app/server.js"], "/app/server.js"],
    ["is none where it is given text", ["node", "-e", "server.js"], undefined],
    [
      "is none where the image is not known to have it",
      ["node", "other.js"],
      undefined,
    ],
    ["is none without arguments", ["node"], undefined],
  ])("%s", (_, application, expected) => {
    expect(scriptPath(application, image)).toBe(expected);
  });
});
