import { expect, test } from "vitest";
import { example } from "../playground/example.ts";
import { NO_FILES } from "../playground/own-files.ts";
import { parseOwnFiles } from "./own-files.ts";

test("what was kept is read again", () => {
  expect(parseOwnFiles(JSON.stringify(example))).toEqual(example);
});

test.each(["", "{", "null", "3", "{}", "[]"])("%j holds no files", (text) => {
  expect(parseOwnFiles(text)).toBeUndefined();
});

test("what is odd is left out, the rest stays", () => {
  const stored = {
    dockerfile: { path: "Dockerfile", text: "FROM a\n" },
    ignore: { path: "", text: 3 },
    listing: 4,
    isWhole: "yes",
    texts: { "a.sh": "x", b: 1 },
    sizes: { a: -1, b: "2", c: 3 },
    later: true,
  };
  expect(parseOwnFiles(JSON.stringify(stored))).toEqual({
    ...NO_FILES,
    dockerfile: stored.dockerfile,
    texts: { "a.sh": "x" },
    sizes: { c: 3 },
  });
});
