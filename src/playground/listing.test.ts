import { expect, test } from "vitest";
import { MOST_LISTED, MOST_NAMES, readListing } from "./listing.ts";

const cases: Readonly<
  Record<string, readonly [string, Partial<ReturnType<typeof readListing>>]>
> = {
  "git ls-files prints one path a line": [
    "package.json\nsrc/server.js\n",
    { paths: ["package.json", "src/server.js"] },
  ],
  "find prints ./ before each path, and directories as well": [
    ".\n./src\n./src/server.js\n./package.json\n",
    { paths: ["package.json", "src/server.js"], directories: [] },
  ],
  "a slash at the end means a directory": [
    "src/\nsrc/server.js\nlogs/\n",
    { paths: ["src/server.js"], directories: ["logs"] },
  ],
  "a path with odd characters stands between quotes": [
    '"a \\"b\\".txt"\n',
    { paths: ['a "b".txt'] },
  ],
  "lines of Windows end in two characters": [
    "package.json\r\nserver.js\r\n",
    { paths: ["package.json", "server.js"] },
  ],
  "what leads out of the context is left out and named": [
    "/etc/passwd\n../secret\nC:\\file\nserver.js\n",
    { paths: ["server.js"], odd: ["/etc/passwd", "../secret", "C:\\file"] },
  ],
  "the same path counts once": ["a\n./a\na\n", { paths: ["a"] }],
};

test.each(Object.entries(cases))("%s", (_, [text, expected]) => {
  expect(readListing(text)).toMatchObject(expected);
});

test("a list that is too long is cut, and says by how much", () => {
  const names = Array.from({ length: MOST_NAMES + 7 }, (_, at) => `f${at}`);
  const { paths, cut } = readListing(names.join("\n"));
  expect(paths).toHaveLength(MOST_NAMES);
  expect(cut).toBe(7);
});

test("a list of many characters is read up to a line, and says so", () => {
  const line = `${"a".repeat(99_999)}\n`;
  const { paths, isLonger } = readListing(`b\n${line.repeat(4)}c\n${line}`);
  expect([paths, isLonger]).toEqual([["a".repeat(99_999), "b", "c"], true]);
  expect(readListing(line.repeat(MOST_LISTED / 100_000)).isLonger).toBe(false);
});
