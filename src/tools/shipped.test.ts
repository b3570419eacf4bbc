import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { packageFolder, readPackage } from "./shipped.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "drydock-package-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  ["/work/node_modules/lit-html/lit-html.js?v=1", "node_modules/lit-html"],
  ["node_modules/@a/b/files/c.woff2", "node_modules/@a/b"],
  ["C:\\work\\node_modules\\diff\\x.js", "node_modules/diff"],
  ["/work/node_modules/a/node_modules/b/x.js", "node_modules/a/node_modules/b"],
  ["\0vite/preload-helper.js", "node_modules/vite"],
  ["\0/work/node_modules/a/x.js?commonjs-module", "node_modules/a"],
])("%s is of the package in %s", (id, expected) => {
  expect(packageFolder(id)).toBe(expected);
});

test("our own modules are of no package", () => {
  expect(packageFolder("/work/checks/lint.ts")).toBeUndefined();
  expect(packageFolder("\0virtual:astro:client")).toBeUndefined();
});

test("a package is read with the texts of its licence and its notices about others", () => {
  give(
    { license: "MIT" },
    { "LICENSE.md": "own", "ThirdPartyNotices.txt": "b" },
  );
  mkdirSync(join(folder, "licenses"));
  writeFileSync(join(folder, "licenses", "COPYING"), "of a part");
  expect(readPackage(folder)).toEqual({
    folder,
    name: "some",
    version: "1.2.3",
    licence: "MIT",
    texts: ["own", "of a part", "b"],
  });
});

test("of a bundler's licence only its own part is given: not what its bundle holds", () => {
  give(
    { license: "MIT" },
    { "LICENSE.md": "own\n# Licenses of bundled dependencies\nothers\n" },
  );
  expect(readPackage(folder).texts).toEqual(["own"]);
});

test("a package without a text of its licence, or without its name, fails by name", () => {
  give({ license: "MIT" }, { "README.md": "" });
  expect(() => readPackage(folder)).toThrow(
    `${folder} is in the built site and brings no text of its licence.`,
  );
  give({}, { LICENSE: "own" });
  expect(() => readPackage(folder)).toThrow(
    `${folder} is in the built site and names no licence.`,
  );
});

function give(
  fields: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>>,
): void {
  const own = { name: "some", version: "1.2.3", ...fields };
  writeFileSync(join(folder, "package.json"), JSON.stringify(own));
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, name), text);
}
