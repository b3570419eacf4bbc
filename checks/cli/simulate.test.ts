import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readContext } from "./read-context.ts";
import { simulateCommand } from "./simulate.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "drydock-cli-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

function run(...args: string[]): ReturnType<typeof simulateCommand> {
  return simulateCommand(["it", ...args], () => folder);
}

const DOCKERFILE = `FROM node:24-slim AS build
WORKDIR /app
COPY package.json ./
RUN --mount=type=cache,target=/root/.npm npm install
COPY src ./src
RUN npm run build
FROM node:24-slim
ARG TOKEN
COPY --from=build /app/dist /app
COPY . /all
EXPOSE 3000
HEALTHCHECK CMD curl -f http://localhost:3000/
CMD node /app/server.js
`;

function writeProject(): void {
  write("Dockerfile", DOCKERFILE);
  write("package.json", '{ "scripts": { "start": "node server.js" } }');
  write("src/server.js", "listen(3000);");
  write(".env", "API_TOKEN=abcdefghijklmnop1234\n");
  write(".dockerignore", "node_modules\n*.log\n");
  write("debug.log", "");
  write("node_modules/a/index.js", "");
}

describe("a folder as a build context", () => {
  it("has its texts with their modes", () => {
    write("a/run.sh", "#!/bin/sh\n");
    chmodSync(join(folder, "a/run.sh"), 0o750);
    const { files, facts } = readContext(folder, "Dockerfile");
    expect(files).toEqual({ "a/run.sh": "#!/bin/sh\n" });
    expect(facts["a/run.sh"]).toEqual({ mode: 0o750 });
  });

  it("follows no symbolic link, also none that leads out of it", () => {
    write("a", "");
    symlinkSync("../..", join(folder, "out"));
    symlinkSync("a", join(folder, "in"));
    const { files, facts } = readContext(folder, "Dockerfile");
    expect(Object.keys(files).sort()).toEqual(["a", "in", "out"]);
    expect(facts["out"]).toEqual({ symlink: "../.." });
    expect(facts["in"]).toEqual({ symlink: "a" });
  });

  it("has no text for what is binary or big, but its size", () => {
    write("binary", Buffer.from([1, 0, 2]));
    write("latin", Buffer.from([0xe4, 0x20]));
    write("big", "x".repeat(1_000_001));
    const { files, facts } = readContext(folder, "Dockerfile");
    expect(Object.values(files)).toEqual(["", "", ""]);
    expect(facts["binary"]?.size).toBe(3);
    expect(facts["latin"]?.size).toBe(2);
    expect(facts["big"]?.size).toBe(1_000_001);
  });

  it("has empty directories, and those that are left out as a whole", () => {
    write(".dockerignore", "node_modules\n");
    write("node_modules/a/b.js", "");
    mkdirSync(join(folder, "empty"));
    const { files, facts } = readContext(folder, "Dockerfile");
    expect(Object.keys(files)).toEqual([".dockerignore"]);
    expect(facts["empty"]?.emptyDirectory).toBe(true);
    expect(facts["node_modules"]?.emptyDirectory).toBe(true);
  });

  it("is read whole where a pattern takes files back in", () => {
    write(".dockerignore", "node_modules\n!node_modules/a\n");
    write("node_modules/a/b.js", "b");
    const { files } = readContext(folder, "Dockerfile");
    expect(files["node_modules/a/b.js"]).toBe("b");
  });
});

describe("simulate for a terminal", () => {
  it("tells what there is to tell, each in its section", () => {
    writeProject();
    const { output, stops } = run("--change", "src/server.js");
    expect(stops).toBe(false);
    const told = [
      "Context",
      "leaves out debug.log",
      "node_modules",
      "Stages",
      "build",
      "built: Stage 1 copies from it.",
      "+ /all/src/server.js",
      "Image",
      "ports         3000/tcp",
      "Leaks",
      "/all/.env",
      "Rebuild",
      "cached    4 RUN --mount=type=cache,target=/root/.npm npm install",
      "again     5 COPY src ./src",
      "it reads src/server.js",
      "perhaps   9 COPY --from=build /app/dist /app",
      "Start",
      "PID 1   ",
      "Health",
      "The check starts curl, which is not in the image.",
      "Stop",
      "10 s    SIGKILL for all that still runs",
    ];
    let at = 0;
    for (const text of told) {
      const found = output.indexOf(text, at);
      expect(`${text} at ${found}`).not.toBe(`${text} at -1`);
      at = found;
    }
  });

  it("stays within 80 columns, but for commands to copy", () => {
    writeProject();
    const { output } = run("--change", "src/**");
    const long = output
      .split("\n")
      .filter((line) => line.length > 80 && !line.includes("$ "));
    expect(long).toEqual([]);
  });

  it("gives no size where that of the base image is not known", () => {
    write("Dockerfile", "FROM team/base:1\nCOPY a /a\n");
    write("a", "a");
    expect(run().output).toContain(
      "Size\n  Not known: the size of team/base:1.\n",
    );
    write("Dockerfile", "FROM node:24-slim\nCOPY a /a\n");
    expect(run().output).toMatch(/Size\n {2}Estimate: 80\.\d MB to pull/);
  });

  it("without a change tells what each file runs again", () => {
    writeProject();
    expect(run().output).toContain(
      "line 3 on     after a change of package.json",
    );
  });
});

describe("simulate takes", () => {
  it("another Dockerfile", () => {
    write("build/App.Dockerfile", "FROM scratch\nCOPY a /a\n");
    write("a", "");
    expect(run("--dockerfile", "build/App.Dockerfile").output).toContain(
      "+ /a",
    );
  });

  it("a target", () => {
    writeProject();
    expect(run("--target", "build").output).toContain(
      "skipped: It comes after the target, build.",
    );
  });

  it("build arguments, also from the environment", () => {
    write("Dockerfile", "FROM scratch\nARG A\nARG B\nARG C\nENV X=$A$B\n");
    process.env["B"] = "two";
    delete process.env["C"];
    const { output } = run(
      "--build-arg",
      "A=one=1",
      "--build-arg",
      "B",
      "--build-arg",
      "C",
    );
    delete process.env["B"];
    expect(output).toContain("X=one=1two\n");
  });
});

describe("simulate as JSON", () => {
  it("has a version and the parts that its description names", () => {
    writeProject();
    const { output } = run("--json", "--change", "src/**");
    const parsed: unknown = JSON.parse(output);
    expect(parsed).toMatchObject({
      version: 1,
      errors: [],
      context: {
        excluded: [
          { path: "debug.log", pattern: "*.log" },
          { path: "node_modules", pattern: "node_modules" },
        ],
      },
      stages: [
        {
          name: "build",
          state: "built",
          needs: [{ by: "base", image: "node:24-slim" }],
        },
        {
          index: 1,
          state: "target",
          needs: [{}, { by: "copy", line: 9, stage: 0 }],
        },
      ],
      image: { ports: { items: ["3000/tcp"] } },
      leaks: {
        known: expect.arrayContaining([
          expect.objectContaining({ surface: "layer", line: 10 }),
        ]),
      },
      rebuild: { files: { sent: ["src/server.js"] } },
      container: {
        start: { kind: "known" },
        health: { kind: "set", runs: { kind: "no" } },
        stop: { kind: "killed", exitCode: 137 },
      },
    });
  });
});

describe("a build that stops", () => {
  it("is told first, with its line", () => {
    write("Dockerfile", "FROM scratch\nCOPY missing /\nRUNN a\n");
    const { output, stops } = run();
    expect(stops).toBe(true);
    expect(output).toMatch(/^The build stops\n {2}line 2 .*missing/);
    expect(output).toContain("line 3");
  });

  it("may have no stage at all", () => {
    write("Dockerfile", "");
    expect(run().stops).toBe(true);
  });
});

describe("what simulate cannot use", () => {
  it.each<[string, string[], string]>([
    [
      "a Dockerfile that is not there",
      ["--dockerfile", "Other"],
      "There is no Other in it.",
    ],
    [
      "an unknown stage",
      ["--target", "biuld"],
      'There is no stage "biuld". Did you mean "build"?',
    ],
    [
      "a file that is not there",
      ["--change", "src/sever.js"],
      'No file of the context is src/sever.js. Did you mean "src/server.js"?',
    ],
    [
      "a build argument without a name",
      ["--build-arg", "=a"],
      "--build-arg =a has no name: write NAME=VALUE.",
    ],
    ["two folders", ["other"], "simulate wants one folder: the build context."],
  ])("is %s", (_, args, message) => {
    writeProject();
    expect(() => run(...args)).toThrow(message);
  });
});
