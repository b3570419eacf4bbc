import { describe, expect, it } from "vitest";
import { compileGlob } from "./glob.ts";

const matches = (pattern: string, path: string, deep = false) =>
  compileGlob(pattern, { deep })?.matches(path);

describe("a pattern of COPY", () => {
  it.each<[string, string, boolean]>([
    ["*.txt", "a.txt", true],
    ["*.txt", "d/a.txt", false],
    ["d/*", "d/a", true],
    ["d/*", "d/a/b", false],
    ["package*.json", "package.json", true],
    ["package*.json", "package-lock.json", true],
    ["hom?.txt", "home.txt", true],
    ["[a-c]*", "bcd", true],
    ["[^a-c]*", "bcd", false],
    ["**", "a", true],
    ["**", "a/b", false],
    ["a\\*b", "a*b", true],
    ["a\\*b", "axb", false],
    ["", "", true],
    ["é*", "éa", true],
    ["?", "😀", true],
    ["a*😀", "ab😀", true],
    ["[😀]b*", "😀bc", true],
    ["[^a]", "😀", true],
  ])("%j and %j: %s", (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected);
  });
});

describe("a deep pattern", () => {
  it.each<[string, string, boolean]>([
    ["**/*.js", "a/b/c.js", true],
    ["**/*.js", "c.js", true],
    ["src/**", "src/a/b", true],
    ["src/**", "src", false],
    [".env.*", "a/.env.b", false],
    ["**/.env", "a/.env", true],
  ])("%j and %j: %s", (pattern, path, expected) => {
    expect(matches(pattern, path, true)).toBe(expected);
  });
});

it.each(["[", "[a", "[]", "[a-", "[b-]", "\\", "a[^"])(
  "%j is no pattern",
  (pattern) => {
    expect(compileGlob(pattern, { deep: false })).toBeUndefined();
  },
);
