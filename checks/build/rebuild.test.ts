import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { buildOf } from "../testing/builds.ts";
import type { Miss } from "./miss.ts";
import type { BuildChange } from "./build-change.ts";
import { rebuild, rebuiltSteps } from "./rebuild.ts";
import type { SimulateOptions } from "./simulate.ts";

const FILES: Files = {
  "package.json": "{}",
  "package-lock.json": "{}",
  "server.js": "",
  "src/a.js": "",
  "README.md": "",
};

/** The steps that run again after a change, as their instructions read. */
const file = (path: string): BuildChange => ({ kind: "file", path });

/** What the cache gives for each step that has a place in it: "hit", or why not. */
function results(
  change: BuildChange,
  lines: string[],
  files: Files = FILES,
  options: SimulateOptions = {},
): string[] {
  const { steps } = rebuild(buildOf(lines, files, options), change);
  return steps.flatMap(({ step, cache }) => {
    if (cache.kind === "none") return [];
    const { keyword, arguments: line } = step.instruction;
    const because = "because" in cache ? ` ${shown(cache.because)}` : "";
    const linked = cache.kind === "hit" && cache.linked ? " linked" : "";
    return [`${keyword} ${line.text}: ${cache.kind}${linked}${because}`];
  });
}

function shown(miss: Miss): string {
  switch (miss.kind) {
    case "file":
      return miss.path;
    case "stage":
      return `stage ${miss.stage.name ?? miss.stage.index}`;
    case "earlier":
      return `after ${miss.step.instruction.keyword}`;
    case "image":
    case "variable":
    case "setting":
      return miss.name;
    default:
      return miss.kind;
  }
}

/** The steps that run again for certain when a file changes. */
function misses(path: string, lines: string[], files: Files = FILES): string[] {
  return rebuild(buildOf(lines, files), { kind: "file", path }).steps.flatMap(
    ({ step: { instruction }, cache }) =>
      cache.kind === "miss"
        ? [`${instruction.keyword} ${instruction.arguments.text}`]
        : [],
  );
}

const GOOD = [
  "FROM node:24",
  "WORKDIR /app",
  "COPY package*.json ./",
  "RUN npm ci",
  "COPY . .",
  "RUN npm run build",
];

describe("after a change", () => {
  it.each<[string, string, string[], string[]]>([
    [
      "of the source, the copy and what follows run again",
      "server.js",
      GOOD,
      ["COPY . .", "RUN npm run build"],
    ],
    [
      "of the manifest, all from its copy on",
      "package.json",
      GOOD,
      ["COPY package*.json ./", "RUN npm ci", "COPY . .", "RUN npm run build"],
    ],
    [
      "of any file of a pattern",
      "src/**",
      GOOD,
      ["COPY . .", "RUN npm run build"],
    ],
    [
      "of a new file below a directory, its copy",
      "src/new/b.js",
      ["FROM node:24", "COPY README.md /", "COPY src /src"],
      ["COPY src /src"],
    ],
    [
      "of a new file that a pattern takes, its copy",
      "package-extra.json",
      GOOD,
      ["COPY package*.json ./", "RUN npm ci", "COPY . .", "RUN npm run build"],
    ],
    [
      "of a new file that no step reads, nothing",
      "other.js",
      ["FROM node:24", "COPY src /src"],
      [],
    ],
    ["of what is no path of a file, nothing", "../a", GOOD, []],
    ["of nothing readable, nothing", "[", GOOD, []],
    [
      "of one file, not the copy of another",
      "README.md",
      ["FROM node:24", "COPY server.js /"],
      [],
    ],
    [
      "of the source, an installation after it",
      "server.js",
      ["FROM node:24", "WORKDIR /app", "COPY . .", "RUN npm ci"],
      ["COPY . .", "RUN npm ci"],
    ],
    [
      "of a mounted file, the step that mounts it",
      "package.json",
      [
        "FROM node:24",
        "WORKDIR /app",
        'RUN --mount=type=bind,"source=package.json",target=package.json npm ci',
      ],
      ["RUN npm ci"],
    ],
    [
      "of another file than the mounted, nothing",
      "server.js",
      [
        "FROM node:24",
        "WORKDIR /app",
        "RUN --mount=type=bind,source=package.json,target=package.json npm ci",
      ],
      [],
    ],
    [
      "of any file, the step that mounts the context",
      "server.js",
      ["FROM node:24", "WORKDIR /app", "RUN --mount=target=. npm ci"],
      ["RUN npm ci"],
    ],
    [
      "with a cache mount, nothing more",
      "server.js",
      [
        "FROM node:24",
        "WORKDIR /app",
        "COPY package*.json ./",
        "RUN --mount=type=cache,target=/root/.npm npm ci",
      ],
      [],
    ],
    [
      "of a file that goes to an unknown place, its copy",
      "server.js",
      ["FROM team/base:1", "COPY . .", "RUN make"],
      ["COPY . .", "RUN make"],
    ],
  ])("%s", (_, changed, lines, expected) => {
    expect(misses(changed, lines)).toEqual(expected);
  });

  it("of a new file that is left out of the context, nothing runs again", () => {
    const files = { ...FILES, ".dockerignore": "*.log" };
    expect(misses("debug.log", GOOD, files)).toEqual([]);
  });

  it("of a file that is left out of the context, nothing runs again", () => {
    const files = { ...FILES, ".dockerignore": "README.md" };
    expect(misses("README.md", GOOD, files)).toEqual([]);
  });
});

describe("across stages", () => {
  const STAGES = [
    "FROM node:24 AS deps",
    "WORKDIR /app",
    "COPY package*.json ./",
    "RUN npm ci",
    "FROM deps AS build",
    "COPY src ./src",
    "COPY README.md ./",
    "RUN npm run build",
    "FROM node:24-slim",
    "WORKDIR /app",
    "COPY --from=deps /app/node_modules ./node_modules",
    "COPY --from=build /app/README.md ./",
    "COPY --from=build /app/dist ./dist",
    "RUN true",
  ];

  it("a copy counts by its files: those that a command makes anew may be the same", () => {
    expect(results(file("src/a.js"), STAGES).slice(-8)).toEqual([
      "COPY src ./src: miss src/a.js",
      "COPY README.md ./: miss after COPY",
      "RUN npm run build: miss after COPY",
      "WORKDIR /app: hit",
      "COPY /app/node_modules ./node_modules: hit",
      "COPY /app/README.md ./: unknown stage build",
      "COPY /app/dist ./dist: unknown after COPY",
      "RUN true: unknown after COPY",
    ]);
  });

  it("a copy of a changed file from another stage runs again for certain", () => {
    expect(results(file("README.md"), STAGES).slice(-4)).toEqual([
      "COPY /app/node_modules ./node_modules: hit",
      "COPY /app/README.md ./: miss stage build",
      "COPY /app/dist ./dist: miss after COPY",
      "RUN true: miss after COPY",
    ]);
  });

  it("a copy of other files from a stage without unknown commands is a hit", () => {
    const lines = [
      "FROM scratch AS files",
      "COPY src /src",
      "COPY README.md /",
      "FROM scratch",
      "COPY --from=files /README.md /",
      "COPY --from=files /src /src",
    ];
    expect(results(file("src/a.js"), lines)).toEqual([
      "COPY src /src: miss src/a.js",
      "COPY README.md /: miss after COPY",
      "COPY /README.md /: hit",
      "COPY /src /src: miss stage files",
    ]);
  });

  it("a stage runs again from its first line where the stage below does", () => {
    const lines = ["FROM node:24 AS a", "COPY src /a", "FROM a", "RUN true"];
    expect(results(file("src/**"), lines)).toEqual([
      "COPY src /a: miss src/a.js",
      "RUN true: miss after COPY",
    ]);
  });

  it("a mount from a stage counts like a copy", () => {
    const lines = (source: string) => [
      "FROM node:24 AS build",
      "COPY server.js README.md /b/",
      "FROM node:24-slim",
      `RUN --mount=type=bind,from=build,source=${source},target=/b cp /b/* /`,
    ];
    const last = (source: string) =>
      results(file("server.js"), lines(source)).at(-1);
    expect(last("/b")).toBe("RUN cp /b/* /: miss stage build");
    expect(last("/b/README.md")).toBe("RUN cp /b/* /: hit");
  });
});

describe("after a change of a build argument", () => {
  const value = (name: string): BuildChange => ({
    kind: "argument",
    name,
    value: "new",
  });

  it.each<[string, string, string[], string[]]>([
    [
      "every RUN after ARG runs again, also one that does not use it, and no copy before it",
      "A",
      ["RUN a", "ARG A=1", "COPY server.js /", "RUN b", "COPY src /"],
      [
        "RUN a: hit",
        "COPY server.js /: hit",
        "RUN b: miss A",
        "COPY src /: miss after RUN",
      ],
    ],
    [
      "a copy runs again where it uses it",
      "A",
      ["ARG A=1", "COPY server.js /$A", "WORKDIR /b"],
      ["COPY server.js /$A: miss instruction", "WORKDIR /b: miss after COPY"],
    ],
    [
      "a working directory runs again where it uses it",
      "A",
      ["ARG A=1", "WORKDIR /$A"],
      ["WORKDIR /$A: miss instruction"],
    ],
    [
      "an ENV that takes it up changes what follows",
      "A",
      ["ARG A=1", "ENV B=$A A=2", "RUN a"],
      ["RUN a: miss B"],
    ],
    [
      "an ENV of its name hides it",
      "A",
      ["ARG A=1", "ENV A=2", "RUN a"],
      ["RUN a: hit"],
    ],
    [
      "nothing that does not declare it",
      "B",
      ["ARG A", "RUN a"],
      ["RUN a: hit"],
    ],
    ["nothing for a proxy", "HTTP_PROXY", ["RUN a"], ["RUN a: hit"]],
    [
      "a declared proxy counts",
      "HTTP_PROXY",
      ["ARG HTTP_PROXY", "RUN a"],
      ["RUN a: miss HTTP_PROXY"],
    ],
    [
      "working directories carry SOURCE_DATE_EPOCH, and copies do not",
      "SOURCE_DATE_EPOCH",
      ["COPY src /", "WORKDIR /a", "RUN b"],
      [
        "COPY src /: hit",
        "WORKDIR /a: miss SOURCE_DATE_EPOCH",
        "RUN b: miss after WORKDIR",
      ],
    ],
  ])("%s", (_, name, lines, expected) => {
    expect(results(value(name), ["FROM node:24", ...lines])).toEqual(expected);
  });

  it("before FROM it counts for the images that use it", () => {
    const lines = [
      "ARG TAG=24",
      "FROM node:$TAG AS a",
      "RUN a",
      "FROM alpine",
      "RUN b",
      "COPY --from=a /etc/hosts /",
    ];
    expect(results(value("TAG"), lines)).toEqual([
      "RUN a: miss base",
      "RUN b: hit",
      "COPY /etc/hosts /: unknown stage a",
    ]);
  });

  it("in a stage it counts only where the stage declares it", () => {
    const lines = [
      "FROM node:24 AS a",
      "ARG A",
      "RUN a",
      "FROM a AS b",
      "RUN b",
      "FROM node:24",
      "RUN c",
      "COPY --from=b /etc/hosts /",
    ];
    expect(results(value("A"), lines)).toEqual([
      "RUN a: miss A",
      "RUN b: miss after RUN",
      "RUN c: hit",
      "COPY /etc/hosts /: unknown stage b",
    ]);
  });

  it("to the value it had, nothing runs again", () => {
    const options = { buildArguments: { A: "new" } };
    const lines = ["FROM node:24", "ARG A", "RUN a"];
    expect(results(value("A"), lines, FILES, options)).toEqual(["RUN a: hit"]);
  });
});

it("a variable that is set again goes to the end", () => {
  const lines = ["FROM node:24", "ENV A=1", "ENV B=2", "RUN a"];
  const text = lines.join("\n").replace("RUN", "ENV A=1\nRUN");
  expect(results({ kind: "dockerfile", text }, lines)).toEqual([
    "RUN a: miss moved",
  ]);
});

it("the working directory / makes no directory and changes nothing", () => {
  const lines = ["FROM node:24", "WORKDIR /", "COPY src ./src"];
  const text = lines.join("\n").replace("WORKDIR /\n", "");
  expect(results({ kind: "dockerfile", text }, lines)).toEqual([
    "COPY src ./src: hit",
  ]);
});

it("the order of variables counts", () => {
  const lines = ["FROM node:24", "ENV A=1 B=2", "RUN a"];
  const text = lines.join("\n").replace("A=1 B=2", "B=2 A=1");
  expect(results({ kind: "dockerfile", text }, lines)).toEqual([
    "RUN a: miss moved",
  ]);
});

describe("COPY --link", () => {
  const LINKED = [
    "FROM node:24",
    "WORKDIR /app",
    "COPY README.md ./",
    "RUN a",
    "COPY --link src ./src",
    "RUN b",
  ];

  it("keeps its layer when what is below it runs again", () => {
    expect(results(file("README.md"), LINKED).slice(1)).toEqual([
      "COPY README.md ./: miss README.md",
      "RUN a: miss after COPY",
      "COPY src ./src: hit linked",
      "RUN b: miss after COPY",
    ]);
  });

  it("keeps it on another base image", () => {
    const change: BuildChange = { kind: "image", name: "node:24" };
    expect(results(change, LINKED)).toEqual([
      "WORKDIR /app: miss base",
      "COPY README.md ./: miss after WORKDIR",
      "RUN a: miss after WORKDIR",
      "COPY src ./src: hit linked",
      "RUN b: miss after WORKDIR",
    ]);
  });

  it("runs again with its own files", () => {
    expect(results(file("src/a.js"), LINKED).slice(2)).toEqual([
      "RUN a: hit",
      "COPY src ./src: miss src/a.js",
      "RUN b: miss after COPY",
    ]);
  });

  it.each(["--link=false", "--link --chmod=755"])(
    "is none with %s",
    (flags) => {
      const lines = ["FROM node:24", "COPY README.md /", `COPY ${flags} src /`];
      expect(results(file("README.md"), lines).at(-1)).toBe(
        "COPY src /: miss after COPY",
      );
    },
  );
});

describe("after a change of the Dockerfile", () => {
  const LINES = [
    "FROM node:24",
    "ENV A=1",
    "WORKDIR /app",
    "COPY src ./src",
    "RUN npm run build",
    "USER node",
    "RUN a",
    "LABEL a=b",
    'CMD ["node", "server.js"]',
  ];
  const edited = (from: string, to: string): BuildChange => ({
    kind: "dockerfile",
    text: LINES.join("\n").replace(from, to),
  });

  it.each<[string, string, string, string[]]>([
    [
      "an instruction that only writes the configuration costs nothing",
      "LABEL a=b",
      "LABEL a=c\nEXPOSE 3000",
      ["hit", "hit", "hit", "hit"],
    ],
    [
      "another variable runs the commands after it, not the copies",
      "A=1",
      "A=2",
      ["hit", "hit", "miss A", "miss after RUN"],
    ],
    [
      "a new variable too",
      "A=1",
      "A=1 B=2",
      ["hit", "hit", "miss B", "miss after RUN"],
    ],
    [
      "the same variable again, at the end, is no change",
      "ENV A=1",
      "ENV A=1\nENV A=1",
      ["hit", "hit", "hit", "hit"],
    ],
    [
      "a value that is replaced before the command is no change",
      "ENV A=1",
      "ENV A=0\nENV A=1",
      ["hit", "hit", "hit", "hit"],
    ],
    [
      "another user runs what follows",
      "USER node",
      "USER 1000",
      ["hit", "hit", "hit", "miss USER"],
    ],
    [
      "another command runs with all that follows",
      "npm run build",
      "npm run build -- --fast",
      ["hit", "hit", "miss instruction", "miss after RUN"],
    ],
    [
      "a comment is no change",
      "RUN a",
      "# why\nRUN a",
      ["hit", "hit", "hit", "hit"],
    ],
    [
      "another base image runs everything",
      "node:24",
      "node:26",
      [
        "miss base",
        "miss after WORKDIR",
        "miss after WORKDIR",
        "miss after WORKDIR",
      ],
    ],
    [
      "a new instruction runs, and what follows",
      "RUN npm",
      "RUN npm ci\nRUN npm",
      ["hit", "hit", "miss instruction", "miss after RUN", "miss after RUN"],
    ],
    [
      "another shell runs the commands after it",
      "RUN npm",
      'SHELL ["/bin/bash", "-c"]\nRUN npm',
      ["hit", "hit", "miss SHELL", "miss after RUN"],
    ],
    [
      "the same command in other words is a hit",
      "RUN npm run build",
      'RUN ["/bin/sh", "-c", "npm run build"]',
      ["hit", "hit", "hit", "hit"],
    ],
    [
      "the same path in other words is a hit",
      "COPY src ./src",
      "COPY ./src/ /app/src",
      ["hit", "hit", "hit", "hit"],
    ],
    [
      "one that is gone runs what followed it",
      "RUN npm run build\n",
      "",
      ["hit", "hit", "miss moved"],
    ],
  ])("%s", (_, from, to, expected) => {
    expect(
      results(edited(from, to), LINES, FILES).map((line) =>
        line.replace(/^.*: (?=hit|miss|unknown)/, ""),
      ),
    ).toEqual(expected);
  });

  it("a copy of the whole context takes the Dockerfile along", () => {
    const lines = ["FROM node:24", "COPY . .", "CMD a"];
    const text = lines.join("\n").replace("CMD a", "CMD b");
    const change: BuildChange = { kind: "dockerfile", text };
    expect(results(change, lines)).toEqual(["COPY . .: miss Dockerfile"]);
    const ignored = { ...FILES, ".dockerignore": "Dockerfile" };
    expect(results(change, lines, ignored)).toEqual(["COPY . .: hit"]);
  });
});

describe("between two builds", () => {
  const LINES = [
    "FROM node:24 AS build",
    "COPY src /src",
    "RUN echo same > /same.js",
    "RUN cp /src/a.js /copy.js",
    "FROM node:24-slim",
    "COPY package*.json ./",
    "COPY --from=build /same.js /",
    "COPY --from=build /copy.js /",
  ];
  const after = (change: Files): string[] =>
    rebuiltSteps(
      buildOf(LINES, FILES),
      buildOf(LINES, { ...FILES, ...change }),
    ).map(({ cache }) => cache.kind);

  it("the same content is a hit", () => {
    expect(after({ "src/a.js": "" })).toEqual(Array(6).fill("hit"));
  });

  it("what a command is known to make counts by its text", () => {
    expect(after({ "src/a.js": "new" })).toEqual([
      "miss",
      "miss",
      "miss",
      "hit",
      "hit",
      "miss",
    ]);
  });

  it("a new file that a pattern takes is a change", () => {
    expect(after({ "package-extra.json": "" }).slice(3)).toEqual([
      "miss",
      "miss",
      "miss",
    ]);
  });
});

it("what comes from the base image of a stage may be other files on another base", () => {
  const lines = [
    "FROM node:24 AS a",
    "COPY src /src",
    "FROM alpine",
    "COPY --from=a /src /src",
    "COPY --from=a /usr/local/bin/node /usr/local/bin/",
    "RUN --mount=from=a,target=/a b",
  ];
  expect(results({ kind: "image", name: "node:24" }, lines)).toEqual([
    "COPY src /src: miss base",
    "COPY /src /src: hit",
    "COPY /usr/local/bin/node /usr/local/bin/: unknown stage a",
    "RUN b: unknown after COPY",
  ]);
});

describe("what a rebuild tells besides", () => {
  it("the files that a pattern means, sent and left out", () => {
    const files = { ...FILES, ".dockerignore": "src/b.js", "src/b.js": "" };
    const build = buildOf(["FROM node:24", "COPY . ."], files);
    expect(rebuild(build, file("src/*.js")).files).toEqual({
      sent: ["src/a.js"],
      ignored: ["src/b.js"],
    });
  });

  it("the cache mounts, whose content survives", () => {
    const lines = [
      "FROM node:24",
      "COPY package.json /",
      "RUN --mount=type=cache,target=/root/.npm npm ci",
    ];
    const { steps } = rebuild(buildOf(lines, FILES), file("package.json"));
    expect(steps.at(-1)).toMatchObject({
      cache: { kind: "miss" },
      cacheMounts: ["/root/.npm"],
    });
  });

  it("that sources behind a variable may hold the changed file", () => {
    const lines = ["FROM node:24", "ARG F", "COPY $F /", "RUN a"];
    expect(results(file("server.js"), lines)).toEqual([
      "COPY $F /: unknown hidden",
      "RUN a: unknown after COPY",
    ]);
  });
});

describe("a cache mount", () => {
  const lines = (options: string) => [
    "FROM node:24",
    `RUN --mount=type=cache,target=/c${options} a`,
  ];
  const after = (from: string, to: string) =>
    results({ kind: "dockerfile", text: lines(to).join("\n") }, lines(from));

  it("with another id or sharing is the same to the cache", () => {
    expect(after(",id=a", ",id=b,sharing=locked")).toEqual(["RUN a: hit"]);
  });

  it("at another place is not", () => {
    expect(after("", ",target=/d")).toEqual(["RUN a: miss instruction"]);
  });
});
