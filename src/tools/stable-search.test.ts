import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createIndex } from "pagefind";
import { expect, test } from "vitest";
import { stableSearch } from "./stable-search.ts";

/** Pagefind's files for pages of many kinds and modules, by name. */
async function indexed(): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "drydock-search-"));
  try {
    const { index } = await createIndex({});
    if (index === undefined) throw new Error("Pagefind cannot start.");
    for (let page = 0; page < 12; page++)
      await index.addHTMLFile({
        url: `/${page}/`,
        content: `<html lang="en"><body><h1>Page ${page}</h1>
          <p data-pagefind-filter="kind">kind ${page}</p>
          <p data-pagefind-filter="module">module ${page % 7}</p></body></html>`,
      });
    await index.writeFiles({ outputPath: folder });
    await index.deleteIndex();
    stableSearch(folder);
    return new Map(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .sort()
        .map((path) => [
          path.slice(folder.length),
          readFileSync(path, "base64"),
        ]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("two indexes of the same pages are the same, and each names the files it has", async () => {
  const one = await indexed();
  expect(one).toEqual(await indexed());
  const names = [...one.keys()];
  expect(names.filter((name) => name.endsWith(".pf_filter"))).toHaveLength(2);
  const entry = Buffer.from(one.get("/pagefind-entry.json") ?? "", "base64");
  const { hash } = JSON.parse(entry.toString()).languages.en;
  expect(names).toContain(`/pagefind.${hash}.pf_meta`);
});
