import { describe, expect, it } from "vitest";
import type { ContextFacts, Files } from "../files.ts";
import { buildOf, imageOf } from "../testing/builds.ts";

const FILES: Files = {
  "package.json": "{}",
  "package-lock.json": "{}",
  "src/a.js": "",
  "src/lib/b.js": "",
  "app.tar.gz": "",
};

/** The paths in the image after a COPY, without the Dockerfile. */
function paths(...lines: string[]): string[] {
  const { tree } = imageOf(["FROM scratch", "WORKDIR /w", ...lines], FILES);
  return [...tree.entries()]
    .filter(([, { type }]) => type !== "directory")
    .map(([path]) => path)
    .filter((path) => !path.endsWith("Dockerfile"))
    .sort();
}

describe("a destination", () => {
  it.each<[string, string[], string[]]>([
    [
      "without a slash is the file's new name",
      ["COPY package.json /p"],
      ["/p"],
    ],
    [
      "with a slash is a directory",
      ["COPY package.json /p/"],
      ["/p/package.json"],
    ],
    ["relative to the working directory", ["COPY package.json p"], ["/w/p"]],
    [
      "of a dot is the working directory",
      ["COPY package.json ."],
      ["/w/package.json"],
    ],
    [
      "of a dot at its end is a directory",
      ["COPY package.json /p/."],
      ["/p/package.json"],
    ],
    [
      "that is a directory already",
      ["COPY src /p", "COPY package.json /p"],
      ["/p/a.js", "/p/lib/b.js", "/p/package.json"],
    ],
    [
      "that is the working directory",
      ["COPY package.json /w"],
      ["/w/package.json"],
    ],
    ["that is the root", ["COPY package.json /"], ["/package.json"]],
    [
      "of several sources is a directory",
      ["COPY package.json package-lock.json /p/"],
      ["/p/package-lock.json", "/p/package.json"],
    ],
  ])("%s", (_, lines, expected) => {
    expect(paths(...lines)).toEqual(expected);
  });

  it("in a directory of the base image is known to be one", () => {
    const { tree } = imageOf(
      ["FROM alpine:3.24", "COPY package.json /etc"],
      FILES,
    );
    expect(tree.exists("/etc/package.json")).toBe("present");
  });
});

describe("a source", () => {
  it.each<[string, string, string[]]>([
    [
      "that is a directory gives its content",
      "COPY src /p",
      ["/p/a.js", "/p/lib/b.js"],
    ],
    [
      "that is a directory below gives its content",
      "COPY src/lib /p/",
      ["/p/b.js"],
    ],
    [
      "that is the context gives all",
      "COPY src/ ./",
      ["/w/a.js", "/w/lib/b.js"],
    ],
    [
      "may be a pattern",
      "COPY package*.json ./",
      ["/w/package-lock.json", "/w/package.json"],
    ],
    [
      "may be a pattern that names a directory: its content comes",
      "COPY sr? /p/",
      ["/p/a.js", "/p/lib/b.js"],
    ],
    ["may be a pattern that nothing matches", "COPY *.md ./", []],
    [
      "may begin with a slash or dots",
      "COPY /src/a.js ../package.json ./",
      ["/w/a.js", "/w/package.json"],
    ],
    ["may be JSON", 'COPY ["package.json", "./"]', ["/w/package.json"]],
    [
      "may be excluded",
      "COPY --exclude=lib --exclude=*.json src ./",
      ["/w/a.js"],
    ],
  ])("%s", (_, line, expected) => {
    expect(paths(line)).toEqual(expected);
  });

  it("keeps its text, and its origin in the context", () => {
    const { tree } = imageOf(["FROM scratch", "COPY package.json /p"], FILES);
    expect(tree.get("/p")).toMatchObject({
      text: "{}",
      origin: { kind: "context", path: "package.json" },
    });
  });
});

describe("an owner", () => {
  const owner = (flag: string) => {
    const { tree } = imageOf(
      [
        "FROM node:24",
        "RUN groupadd -g 7 grp",
        `COPY ${flag} package.json /n/p`,
      ],
      FILES,
    );
    const { uid, gid } = tree.get("/n/p") ?? {};
    expect(tree.get("/n")).toMatchObject({ uid, gid });
    return [uid, gid];
  };

  it.each<[string, (number | undefined)[]]>([
    ["", [0, 0]],
    ["--chown=1001", [1001, 1001]],
    ["--chown=1001:7", [1001, 7]],
    ["--chown=node", [1000, 1000]],
    ["--chown=node:node", [1000, 1000]],
    ["--chown=node:grp", [1000, 7]],
    ["--chown=stranger", [undefined, undefined]],
    ["--chown=$HIDDEN", [0, 0]],
  ])("of %j is %j, of new parents too", (flag, expected) => {
    expect(owner(flag)).toEqual(expected);
  });
});

describe("a mode", () => {
  const mode = (flag: string, facts?: ContextFacts) => {
    const { image } = buildOf(
      ["FROM scratch", `COPY ${flag} package.json /p`],
      FILES,
      facts === undefined ? {} : { facts },
    );
    return image?.tree.get("/p")?.mode;
  };

  it.each<[string, number | undefined]>([
    ["", 0o644],
    ["--chmod=755", 0o755],
    ["--chmod=0755", 0o755],
    ["--chmod=4755", 0o4755],
    ["--chmod=u+x", 0o744],
    ["--chmod=u=rwx,go=", 0o700],
    ["--chmod=a-w", 0o444],
    ["--chmod=99", undefined],
  ])("with %j is %s", (flag, expected) => {
    expect(mode(flag)).toBe(expected);
  });

  it("is the file's own", () => {
    expect(mode("", { "package.json": { mode: 0o600 } })).toBe(0o600);
  });
});

describe("a here-document", () => {
  const text = (...lines: string[]) =>
    imageOf(["FROM scratch", ...lines]).tree.get("/f")?.text;

  it("becomes a file, named by the destination or by itself", () => {
    expect(text("COPY <<E /f", "a", "E")).toBe("a\n");
    expect(text("COPY <<f /", "a", "f")).toBe("a\n");
  });

  it("has its variables filled in at build time, unless its name is quoted", () => {
    expect(text("ENV A=1", "COPY <<E /f", '$A "$@"', "E")).toBe('1 ""\n');
    expect(text("ENV A=1", "COPY <<'E' /f", '$A "$@"', "E")).toBe('$A "$@"\n');
  });

  it("has no known text where a variable is unknown", () => {
    expect(text("ARG A", "COPY <<E /f", "$A", "E")).toBeUndefined();
  });
});
