import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { buildOf, imageOf, lastLayer } from "../testing/builds.ts";

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

describe("ADD", () => {
  it.each<[string, string, string[]]>([
    [
      "takes a file from an address",
      "ADD https://example.com/a/b.txt?v=1#x /d/",
      ["/d/b.txt"],
    ],
    [
      "names it after the destination",
      "ADD https://example.com/a/b.txt /d",
      ["/d"],
    ],
    [
      "names it itself where the address has no name",
      "ADD https://example.com/ /d/",
      ["/d/__unnamed__"],
    ],
    [
      "takes a repository as a directory",
      "ADD https://github.com/a/b.git#v1 /d/",
      ["/d"],
    ],
  ])("%s", (_, line, expected) => {
    expect(paths(line)).toEqual(expected);
  });

  it("unpacks an archive, of which only the place is known", () => {
    const { tree } = imageOf(["FROM scratch", "ADD app.tar.gz /d/"], FILES);
    expect(tree.get("/d/app.tar.gz")).toBeUndefined();
    expect(tree.exists("/d/anything")).toBe("unknown");
    expect(tree.exists("/other")).toBe("absent");
  });

  it("does not know what is in a repository", () => {
    const { tree } = imageOf(["FROM scratch", "ADD git@github.com:a/b.git /d"]);
    expect(tree.exists("/d/README.md")).toBe("unknown");
  });
});

describe("a place that cannot be told", () => {
  it.each([
    ["an unknown working directory", ["FROM team/base:1", "COPY . ."]],
    ["an unknown variable", ["FROM node:24", "ARG D", "COPY . $D"]],
  ])("in %s takes the files all the same", (_, lines) => {
    const build = buildOf(lines, { ".env": "A=b" });
    const [step] = build.stages[0]?.steps.slice(-1) ?? [];
    expect(step?.reads).toContain(".env");
    expect(
      step?.added.map(([, { origin }]) =>
        origin.kind === "context" ? origin.path : undefined,
      ),
    ).toContain(".env");
    expect(build.image?.tree.exists("/srv/.env")).toBe("unknown");
  });
});

describe("an archive", () => {
  const archive = (line: string, entries?: readonly string[]) =>
    lastLayer(["FROM scratch", line], FILES, {
      facts: entries === undefined ? {} : { "app.tar.gz": { entries } },
    });

  it("is unpacked where its entries are known", () => {
    expect(archive("ADD app.tar.gz /d", ["a/", "a/b", "c/d"])).toEqual([
      "+ /d directory 755 0:0",
      "+ /d/a directory ? ?:?",
      "+ /d/a/b opaque ? ?:?",
      "+ /d/c directory ? ?:?",
      "+ /d/c/d opaque ? ?:?",
    ]);
  });

  it("gives its files the owner that --chown gives", () => {
    expect(archive("ADD --chown=7:8 app.tar.gz /d", ["a"])).toContain(
      "+ /d/a opaque ? 7:8",
    );
  });

  it("stays one where it is copied or told to", () => {
    expect(archive("COPY app.tar.gz /d/", ["a"])).toContain(
      "+ /d/app.tar.gz file 644 0:0",
    );
    expect(archive("ADD --unpack=false app.tar.gz /d/", ["a"])).toContain(
      "+ /d/app.tar.gz file 644 0:0",
    );
  });

  it("that nothing is known of leaves the layer open", () => {
    expect(archive("ADD app.tar.gz /d/")).toEqual([
      "+ /d directory 755 0:0",
      "? what is in app.tar.gz is not known",
    ]);
  });
});
