import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, it } from "vitest";
import { pageSizes, sizeReport, type PageSize } from "./sizes.ts";

const root = mkdtempSync(join(tmpdir(), "drydock-sizes-"));
afterAll(() => rmSync(root, { recursive: true }));

/** Text that does not compress. */
const noise = (bytes: number): string => randomBytes(bytes).toString("base64");

const files = {
  "index.html": `<script src="./theme.js"></script><link rel="stylesheet" href="./_astro/page.css"><a href="./lessons/a/">a</a>`,
  "lessons/a/index.html": `<link rel="preload" href="../../_astro/letters.woff2" as="font"><script type="module" src="../../_astro/page.js"></script>`,
  "exercises/b/index.html": `<exercise-workspace></exercise-workspace><script type="module" src="../../_astro/page.js"></script>`,
  "theme.js": noise(100),
  "_astro/page.css": noise(200),
  "_astro/letters.woff2": noise(300),
  "_astro/page.js": `import{a}from"./shared.js";import("./asked.js");new Worker(new URL("./grade.worker.js",import.meta.url))${noise(400)}`,
  "_astro/shared.js": noise(500),
  "_astro/asked.js": noise(600),
  "_astro/grade.worker.js": `import"./judge.js"`,
  "_astro/judge.js": noise(700),
};
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
const zipped = (...paths: readonly (keyof typeof files)[]): number =>
  paths.reduce(
    (sum, path) => sum + gzipSync(files[path], { level: 9 }).length,
    0,
  );

it("a page loads its text, its scripts with what they import, its styles and its font", async () => {
  const [home, lesson, exercise] = await pageSizes(root, [
    "index.html",
    "lessons/a/index.html",
    "exercises/b/index.html",
  ]);
  expect(home).toEqual({
    page: "index.html",
    kind: "home",
    all: zipped("index.html", "theme.js", "_astro/page.css"),
    script: zipped("theme.js"),
  });
  const script = zipped("_astro/page.js", "_astro/shared.js");
  expect(lesson).toMatchObject({
    kind: "lessons/*",
    all:
      script +
      zipped("lessons/a/index.html") +
      files["_astro/letters.woff2"].length,
    script,
  });
  expect(exercise).toMatchObject({
    kind: "exercises/* with an exercise",
    all:
      script +
      zipped(
        "exercises/b/index.html",
        "_astro/grade.worker.js",
        "_astro/judge.js",
      ),
    script,
  });
});

it("pages above their budget are named, and the heaviest of each kind is shown", () => {
  const page = (id: string, all: number, script: number): PageSize => ({
    page: `lessons/${id}/index.html`,
    kind: "lessons/*",
    all,
    script,
  });
  const { table, tooHeavy } = sizeReport([
    page("light", 20_000, 5_000),
    page("heavy", 60_100, 5_000),
    page("busy", 30_000, 12_300),
  ]);
  expect(table).toContain("lessons/*: heavy");
  expect(tooHeavy).toEqual([
    "lessons/heavy/index.html loads 60.1 kB, and may load 60.0 kB.",
    "lessons/busy/index.html loads 12.3 kB of scripts, and may load 12.0 kB.",
  ]);
});
