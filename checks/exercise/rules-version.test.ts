import { expect, test } from "vitest";
import { rulesVersion } from "./rules-version.ts";

const sources = { "lint.ts": "a\n", "build/cache.ts": "b\n" };
const packages = { unbash: "6.0.4", astro: "7.3.4" };
const version = rulesVersion(sources, packages);

test.each<[string, Record<string, string>, Record<string, string>]>([
  [
    "the order of the files",
    Object.fromEntries(Object.entries(sources).reverse()),
    packages,
  ],
  ["line ends", { ...sources, "lint.ts": "a\r\n" }, packages],
  ["a test", { ...sources, "lint.test.ts": "c" }, packages],
  [
    "the command line",
    { ...sources, "cli.ts": "c", "cli/a.ts": "d" },
    packages,
  ],
  ["a rule's page", { ...sources, "dockerfile/rules/a.md": "c" }, packages],
  ["another package", sources, { ...packages, astro: "8" }],
])("%s is the same judge", (_, files, dependencies) => {
  expect(rulesVersion(files, dependencies)).toBe(version);
});

test.each<[string, Record<string, string>, Record<string, string>]>([
  ["another text", { ...sources, "lint.ts": "c" }, packages],
  ["another file", { ...sources, "fix.ts": "" }, packages],
  ["another parser", sources, { ...packages, unbash: "6.0.5" }],
])("%s is another judge", (_, files, dependencies) => {
  expect(rulesVersion(files, dependencies)).not.toBe(version);
});
