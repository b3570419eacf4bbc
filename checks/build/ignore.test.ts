import { describe, expect, it } from "vitest";
import { ignoreFileOf, parseIgnoreFile } from "./ignore.ts";

/** Whether the lines of a `.dockerignore`, written with `|` between them, leave a path out. */
function leavesOut(lines: string, path: string): boolean {
  const decision = parseIgnoreFile(lines.replaceAll("|", "\n")).decides(path);
  return decision !== undefined && !decision.negated;
}

const OUT = true;
const SENT = false;

describe("a pattern", () => {
  it.each<[string, string, boolean]>([
    // Names
    ["foo", "foo", OUT],
    ["foo", "foo/bar", OUT],
    ["foo", "foo/bar/baz", OUT],
    ["foo", "foobar", SENT],
    ["foo", "bar/foo", SENT],
    ["foo", "Foo", SENT],
    ["foo/bar", "foo/bar", OUT],
    ["foo/bar", "foo/bar/baz", OUT],
    ["foo/bar", "foo", SENT],
    ["foo/bar", "x/foo/bar", SENT],
    // Slashes and dots
    ["/foo", "foo", OUT],
    ["//foo", "foo", OUT],
    ["foo/", "foo", OUT],
    ["foo/", "foo/bar", OUT],
    ["/foo/", "foo/bar", OUT],
    ["./foo", "foo", OUT],
    ["foo/./bar", "foo/bar", OUT],
    ["foo//bar", "foo/bar", OUT],
    ["foo/../bar", "bar", OUT],
    ["../foo", "foo", SENT],
    ["/../foo", "foo", OUT],
    [".", "foo", SENT],
    ["/", "foo", SENT],
    [".env", ".env", OUT],
    [".env", "xenv", SENT],
    // One star, one question mark
    ["*", "foo", OUT],
    ["*", "foo/bar", OUT],
    ["*.md", "README.md", OUT],
    ["*.md", "docs/README.md", SENT],
    ["*.md", "README.mdx", SENT],
    ["*/temp*", "somedir/temporary.txt", OUT],
    ["*/temp*", "somedir/temp/a", OUT],
    ["*/temp*", "temp", SENT],
    ["*/*/temp*", "somedir/subdir/temporary.txt", OUT],
    ["*/*/temp*", "somedir/temporary.txt", SENT],
    ["temp?", "tempa", OUT],
    ["temp?", "temp", SENT],
    ["temp?", "temp/a", SENT],
    [".*", ".git/config", OUT],
    ["a*c", "abbbc", OUT],
    ["a*c", "ab/c", SENT],
    // Two stars
    ["**", "foo/bar", OUT],
    ["**/foo", "foo", OUT],
    ["**/foo", "a/b/foo", OUT],
    ["**/foo", "a/foo/b", OUT],
    ["**/foo", "a/barfoo", SENT],
    ["**/*.go", "main.go", OUT],
    ["**/*.go", "a/b/main.go", OUT],
    ["**/*.go", "a/b/main.goo", SENT],
    ["**/node_modules", "packages/a/node_modules/x/index.js", OUT],
    ["foo/**", "foo/bar/baz", OUT],
    ["foo/**", "foo", SENT],
    ["foo/**", "foobar", SENT],
    ["foo**", "foobar", OUT],
    ["foo/**/bar", "foo/bar", OUT],
    ["foo/**/bar", "foo/a/b/bar", OUT],
    ["foo/**/bar", "foo/a/xbar", SENT],
    ["foo/**/*.js", "foo/a/b.js", OUT],
    ["**foo", "a/barfoo", OUT],
    ["**foo", "a/foobar", SENT],
    ["**/", "foo", OUT],
    // Classes and escapes
    ["file[0-9]", "file7", OUT],
    ["file[0-9]", "filex", SENT],
    ["file[abc].txt", "fileb.txt", OUT],
    ["file[^0-9]", "filex", OUT],
    ["file[^0-9]", "file7", SENT],
    ["file[!0-9]", "filex", SENT],
    ["file[\\-x]", "file-", OUT],
    ["a[^b]c", "a/c", OUT],
    ["\\*.md", "*.md", OUT],
    ["\\*.md", "a.md", SENT],
    ["a\\?", "a?", OUT],
    ["a+b(c){d}$", "a+b(c){d}$", OUT],
    ["a.b", "axb", SENT],
    // Lines
    ["# foo", "# foo", SENT],
    ["#foo", "#foo", SENT],
    ["  foo  ", "foo", OUT],
    [" # foo", "# foo", OUT],
    ["||foo||", "foo", OUT],
    ["foo\r|bar\r", "bar", OUT],
    ["\uFEFFfoo", "foo", OUT],
    ["\uFEFF# foo", "foo", SENT],
    ["a b", "a b", OUT],
    // Exceptions, the last match deciding
    ["*.md|!README.md", "README.md", SENT],
    ["*.md|!README.md", "OTHER.md", OUT],
    ["!README.md|*.md", "README.md", OUT],
    ["*.md|!README*.md|README-secret.md", "README-secret.md", OUT],
    ["*.md|README-secret.md|!README*.md", "README-secret.md", SENT],
    ["*|!src", "src/index.js", SENT],
    ["*|!src", "other/index.js", OUT],
    ["*|!src/index.js", "src/index.js", SENT],
    ["*|!src/index.js", "src/other.js", OUT],
    ["src|!src/keep", "src/keep/a", SENT],
    ["src|!src/keep", "src/other/a", OUT],
    ["src|!src/keep|src/keep/secret", "src/keep/secret", OUT],
    ["**|!**/*.js", "a/b.js", SENT],
    ["! README.md|*", "README.md", OUT],
    ["*|! README.md", "README.md", SENT],
    ["*|!/README.md", "README.md", SENT],
    ["!foo", "foo", SENT],
    // An exception for a directory is asked at the directory, where nothing was left out yet.
    ["**/*.md|!docs", "docs/a.md", OUT],
    ["**/*.md|!docs/*.md", "docs/a.md", SENT],
    ["docs|**/*.md|!docs", "docs/a.txt", SENT],
    // The Dockerfile and the ignore file are files like others.
    ["Dockerfile", "Dockerfile", OUT],
    ["Dockerfile*|.dockerignore", ".dockerignore", OUT],
    // Names of every object
    ["constructor", "__proto__", SENT],
    ["__proto__", "__proto__", OUT],
  ])("%j and %j", (lines, path, expected) => {
    expect(leavesOut(lines, path)).toBe(expected);
  });

  it("is known by its text and place", () => {
    const text = "\uFEFF# comment\n\n  !foo/ \nbar\r\n";
    const { patterns } = parseIgnoreFile(text);
    expect(patterns).toMatchObject([
      { text: "!foo/", negated: true },
      { text: "bar", negated: false },
    ]);
    expect(patterns.map(({ start, end }) => text.slice(start, end))).toEqual([
      "!foo/",
      "bar",
    ]);
  });

  it("that decided is told", () => {
    const { decides } = parseIgnoreFile("*.md\n!README.md\nREADME.*");
    expect(decides("README.md")?.text).toBe("README.*");
    expect(decides("a.md")?.text).toBe("*.md");
    expect(decides("a.txt")).toBeUndefined();
  });

  it.each(["!", "! ", "[a", "a[", "[]", "[^]", "[]a]", "[a-]", "[-a]", "a\\"])(
    "is refused: %j",
    (line) => {
      const { patterns, invalid } = parseIgnoreFile(`foo\n${line}`);
      expect(patterns.map(({ text }) => text)).toEqual(["foo"]);
      expect(invalid.map(({ text }) => text)).toEqual([line.trim()]);
    },
  );

  it("with many stars takes no noticeable time", () => {
    const path = `${"a".repeat(5_000)}b`;
    expect(leavesOut(`${"*a".repeat(50)}c`, path)).toBe(SENT);
    expect(leavesOut(`${"**/*a".repeat(20)}`, path)).toBe(SENT);
  });
});

describe("the ignore file of a Dockerfile", () => {
  const files = {
    ".dockerignore": "a",
    "docker/web.Dockerfile.dockerignore": "b",
    "docker/.dockerignore": "c",
  };

  it.each([
    ["Dockerfile", ".dockerignore"],
    ["docker/web.Dockerfile", "docker/web.Dockerfile.dockerignore"],
    ["docker/other.Dockerfile", ".dockerignore"],
  ])("of %s is %s", (dockerfile, path) => {
    expect(ignoreFileOf(files, dockerfile).path).toBe(path);
  });

  it("is none where there is none: nothing is left out", () => {
    const none = ignoreFileOf({}, "Dockerfile");
    expect(none.path).toBeUndefined();
    expect(none.decides("anything")).toBeUndefined();
  });
});
