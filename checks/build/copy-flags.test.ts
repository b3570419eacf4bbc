import { describe, expect, it } from "vitest";
import type { Files } from "../files.ts";
import { buildOf, lastLayer } from "../testing/builds.ts";

describe("--parents", () => {
  const files: Files = {
    "x/y/a.txt": "",
    "x/b.txt": "",
    "z/a.txt": "",
    "z/c.md": "",
  };
  const copied = (source: string, to = "/p/") =>
    lastLayer(["FROM scratch", `COPY --parents ${source} ${to}`], files).map(
      (line) => line.split(" ")[1],
    );

  it.each<[string, string[]]>([
    [
      "./x/y/a.txt z/a.txt",
      ["/p", "/p/x", "/p/x/y", "/p/x/y/a.txt", "/p/z", "/p/z/a.txt"],
    ],
    ["x", ["/p", "/p/x", "/p/x/b.txt", "/p/x/y", "/p/x/y/a.txt"]],
    ["x/./y/a.txt", ["/p", "/p/y", "/p/y/a.txt"]],
    ["./x/./*", ["/p", "/p/b.txt", "/p/y", "/p/y/a.txt"]],
    [
      "**/a.txt",
      ["/p", "/p/x", "/p/x/y", "/p/x/y/a.txt", "/p/z", "/p/z/a.txt"],
    ],
    ["*/*.md", ["/p", "/p/z", "/p/z/c.md"]],
    ["*/*.js", ["/p"]],
  ])("%s", (source, expected) => {
    expect(copied(source)).toEqual(expected);
  });

  it("stops the build where a path without a pattern is not there", () => {
    const { errors } = buildOf(
      ["FROM scratch", "COPY --parents x/q /p/"],
      files,
    );
    expect(errors.map(({ message }) => message)).toEqual([
      "x/q does not exist in the build context, so the build stops here.",
    ]);
  });

  it("switched off copies as usual", () => {
    expect(
      lastLayer(["FROM scratch", "COPY --parents=false x/y /p"], files),
    ).toContain("+ /p/a.txt file 644 0:0");
  });
});

describe("--exclude", () => {
  const files: Files = {
    "d/a.txt": "",
    "d/b.js": "",
    "d/e/c.txt": "",
    "d/e/f/g.js": "",
    "a.txt": "",
  };
  const copied = (line: string) =>
    lastLayer(["FROM scratch", line], files)
      .map((text) => text.split(" ")[1] ?? "")
      .filter((path) => path !== "/p" && !path.endsWith("Dockerfile"));

  it.each<[string, string[]]>([
    [
      "COPY --exclude=*.txt d /p/",
      ["/p/b.js", "/p/e", "/p/e/c.txt", "/p/e/f", "/p/e/f/g.js"],
    ],
    [
      "COPY --exclude=**/*.txt d /p/",
      ["/p/b.js", "/p/e", "/p/e/f", "/p/e/f/g.js"],
    ],
    ["COPY --exclude=e d /p/", ["/p/a.txt", "/p/b.js"]],
    [
      "COPY --exclude=e --exclude=!e/f d /p/",
      ["/p/a.txt", "/p/b.js", "/p/e", "/p/e/f", "/p/e/f/g.js"],
    ],
    // Patterns are read from the directory that is copied.
    [
      "COPY --exclude=d/e d /p/",
      ["/p/a.txt", "/p/b.js", "/p/e", "/p/e/c.txt", "/p/e/f", "/p/e/f/g.js"],
    ],
    ["COPY --exclude=d . /p/", ["/p/a.txt"]],
    // A file that is named itself comes, as Docker 28.5 has it.
    ["COPY --exclude=*.txt *.txt /p/", ["/p/a.txt"]],
    ["ADD --exclude=*.txt --exclude=e d /p/", ["/p/b.js"]],
  ])("%s", (line, expected) => {
    expect(copied(line)).toEqual(expected);
  });
});
