import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { imageOf } from "../testing/builds.ts";
import { reactionOf, scriptPath, type Reaction } from "./handler.ts";

const NODE = ["node", "server.js"];

function reaction(
  script: string,
  application: readonly string[] = NODE,
  files: Files = {},
): Reaction {
  const image = imageOf(["FROM node:24", "COPY . /app/"], {
    "server.js": script,
    "server.py": script,
    ...files,
  });
  return reactionOf(application, "/app", "SIGTERM", image);
}

describe("whether a script has a handler", () => {
  it.each([
    [
      "no, in a comment",
      "// handle SIGTERM\n/* SIGTERM */\nlisten();",
      "default",
    ],
    ["no, in a comment of Python's kind", "# SIGTERM\nlisten()", "default"],
    [
      "yes, in a list of signals",
      'for (const s of ["SIGINT", "SIGTERM"]) process.on(s, f);',
      "handles",
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
      "default",
    ],
    [
      "no, where it only sends the signal",
      'process.kill(child.pid, "SIGTERM"); server.on("close", f);',
      "default",
    ],
    [
      "unknown, where nothing installs it",
      'const STOP = "SIGTERM";',
      "unknown",
    ],
    [
      "unknown, where the signal is switched off",
      "signal.signal(signal.SIGTERM, signal.SIG_IGN)",
      "unknown",
    ],
    ["yes, in a shell's trap of Ruby", 'trap("TERM") { exit }', "handles"],
  ])("%s", (_, script, expected) => {
    expect(reaction(script).kind).toBe(expected);
  });

  it("is unknown in Python where it imports a module beside it", () => {
    const found = (script: string) =>
      reaction(script, ["python3", "server.py"], { "handlers.py": "" }).kind;
    expect(found("import handlers\n")).toBe("unknown");
    expect(found("from .a import b\n")).toBe("unknown");
    expect(found("import os\n")).toBe("default");
    expect(found("import signal\nsignal.signal(signal.SIGTERM, f)\n")).toBe(
      "handles",
    );
  });

  it.each([
    ["ruby", "what ruby does on SIGTERM by itself is not known"],
    ["deno", "what deno does on SIGTERM by itself is not known"],
  ])("is unknown for %s, which has handlers of its own", (name, because) => {
    expect(reaction("listen()", [name, "server.js"])).toEqual({
      kind: "unknown",
      because,
    });
  });

  it("takes the exit code from the text where it names one", () => {
    const code = (exit: string) =>
      reaction(`process.on("SIGTERM", () => { ${exit} });`);
    expect(code("process.exit(0)")).toEqual({ kind: "handles", code: 0 });
    expect(code("server.close()")).toEqual({ kind: "handles", code: 0 });
    expect(code("process.exit(status)")).toEqual({
      kind: "handles",
      code: undefined,
    });
  });

  it.each([
    ["open comments", "/*".repeat(200_000)],
    ["line breaks", "\n".repeat(400_000)],
    ["imports in one line", "import ".repeat(60_000)],
    ["spaces", `import${" ".repeat(400_000)}`],
    ["calls", "kill(".repeat(80_000)],
    ["exits", "exit(".repeat(80_000)],
  ])("takes no long time over many %s", (_, script) => {
    const start = performance.now();
    reaction(script);
    expect(performance.now() - start).toBeLessThan(1000);
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
    expect(scriptPath(application, image, "/app")).toBe(expected);
  });
});
