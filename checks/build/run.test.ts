import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { buildOf, imageOf } from "../testing/builds.ts";

const FILES: Files = { "package.json": "{}", "package-lock.json": "{}" };

function messages(lines: readonly string[], files: Files = FILES): string[] {
  return buildOf(["FROM node:24", "WORKDIR /app", ...lines], files).errors.map(
    ({ message }) => message,
  );
}

describe("npm stops the build", () => {
  it.each([
    [
      "ci without package.json",
      ["RUN npm ci"],
      "npm ci stops the build: there is no package.json in /app.",
    ],
    [
      "ci without the lock file",
      ["COPY package.json ./", "RUN npm ci"],
      "npm ci stops the build: there is no package-lock.json in /app.",
    ],
    [
      "install without package.json",
      ["RUN npm install"],
      "npm install stops the build: there is no package.json in /app.",
    ],
    [
      "in the wrong directory",
      ["COPY . /srv/app", "RUN npm ci"],
      "npm ci stops the build: there is no package.json in /app.",
    ],
    [
      "below another directory",
      ["COPY . .", "RUN cd web && npm ci"],
      "This RUN stops the build: there is no directory /app/web.",
    ],
  ])("on %s", (_, lines, message) => {
    expect(messages(lines)).toEqual([message]);
  });

  it("at the command", () => {
    const text = "FROM node:24\nWORKDIR /app\nRUN true && \\\n  npm ci";
    const [error] = buildOf(text.split("\n")).errors;
    expect(text.slice(error?.at.start, error?.at.end)).toBe("npm ci");
  });
});

describe("npm does not stop the build", () => {
  it.each([
    ["with both files", ["COPY . .", "RUN npm ci"]],
    [
      "with package.json alone, on install",
      ["COPY package.json ./", "RUN npm install"],
    ],
    [
      "on install of a package: it makes package.json",
      ["RUN npm install left-pad"],
    ],
    ["on prune: it has nothing to do", ["RUN npm prune --omit=dev"]],
    ["with files of a bind mount", ["RUN --mount=type=bind,target=. npm ci"]],
    ["under a condition", ["RUN if x; then npm ci; fi"]],
    [
      "after commands that may have made them",
      ["RUN ./fetch.sh", "RUN npm ci"],
    ],
    [
      "after a download",
      ["RUN curl -o package.json https://example.com", "RUN npm install"],
    ],
    ["for other package managers", ["RUN yarn install"]],
    ["in an unknown directory", ["RUN cd $D && npm ci"]],
  ])("%s", (_, lines) => {
    expect(messages(lines)).toEqual([]);
  });

  it("on an image whose files are unknown", () => {
    expect(
      buildOf(["FROM team/base:1", "WORKDIR /app", "RUN npm ci"]).errors,
    ).toEqual([]);
  });
});

describe("commands on files", () => {
  const tree = (...lines: string[]) =>
    imageOf(["FROM alpine:3.24", "WORKDIR /app", "COPY . .", ...lines], FILES)
      .tree;

  it("make directories and files", () => {
    const made = tree("RUN mkdir -p /data/a && touch b /data/c");
    expect(made.get("/data/a")?.type).toBe("directory");
    expect(made.exists("/data")).toBe("present");
    expect(made.get("/app/b")?.type).toBe("file");
    expect(made.get("/data/c")?.type).toBe("file");
  });

  it("remove them, in the directory where they run", () => {
    expect(tree("RUN rm -rf package.json").exists("/app/package.json")).toBe(
      "absent",
    );
    expect(
      tree("RUN cd / && rm -rf package.json").exists("/app/package.json"),
    ).toBe("present");
  });

  it("may not run under a condition", () => {
    const after = tree("RUN if x; then rm package.json; mkdir /data; fi");
    expect(after.exists("/app/package.json")).toBe("present");
    expect(after.get("/data")).toBeUndefined();
  });

  it("write what redirections name, and nothing into /dev/null", () => {
    const after = tree("RUN echo a > /out.txt 2> /dev/null");
    expect(after.get("/out.txt")?.text).toBe("a\n");
    expect(after.exists("/other.txt")).toBe("absent");
  });

  it("leave anything open where the place is a variable", () => {
    expect(tree("RUN echo a > $OUT").exists("/other.txt")).toBe("unknown");
  });

  it("take the build's variables for names", () => {
    expect(tree("ARG DATA=/data", "RUN mkdir ${DATA}").get("/data")?.type).toBe(
      "directory",
    );
  });
});

describe("commands of unknown effect", () => {
  const effects = (...lines: string[]) =>
    buildOf(["FROM python:3.14", ...lines]).stages[0]?.steps.flatMap(
      ({ run }) => run?.unknown ?? [],
    );

  it.each<[string, string[], string[]]>([
    ["are told by name", ["RUN ./install.sh && echo done"], ["install.sh"]],
    [
      "are commands with a variable for a name",
      ["RUN $TOOL x"],
      ["a command whose name is a variable"],
    ],
    [
      "are not those that only look",
      ["RUN ls && cat /etc/os-release | grep ID"],
      [],
    ],
    [
      "are all of another shell's",
      ['SHELL ["pwsh", "-c"]', "RUN echo a"],
      ["pwsh"],
    ],
    [
      "are all of another interpreter's",
      ["RUN <<E", "#!/usr/bin/env -S python3 -u", "x = 1", "E"],
      ["python3"],
    ],
    [
      "are those of sh's own scripts",
      ["RUN <<E", "#!/bin/sh -e", "./install.sh", "E"],
      ["install.sh"],
    ],
  ])("%s", (_, lines, expected) => {
    expect(effects(...lines)).toEqual(expected);
  });
});
