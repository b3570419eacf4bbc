import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createIndex } from "pagefind";
import { afterEach, expect, test, vi } from "vitest";
import { packFragments } from "./pack-fragments.ts";
import { stableSearch } from "./stable-search.ts";

const folders: string[] = [];

afterEach(() => {
  vi.unstubAllGlobals();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder with Pagefind's files for three pages. */
async function indexed(kind = "Base"): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "drydock-pack-"));
  folders.push(folder);
  const { index } = await createIndex({});
  if (index === undefined) throw new Error("Pagefind cannot start.");
  for (const base of ["alpine", "debian", "distroless"])
    await index.addHTMLFile({
      url: `/bases/${base}/`,
      content: `<html lang="en"><body><h1>The base ${base}</h1><p data-pagefind-filter="kind">${kind}</p>
        <p>What an image of ${base} brings.</p></body></html>`,
    });
  await index.writeFiles({ outputPath: folder });
  await index.deleteIndex();
  stableSearch(folder);
  return folder;
}

/** Pagefind's script in a folder, whose files it fetches; which it asked for. */
async function engineOf(folder: string) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    const [name = ""] = url.replace("https://site.test/", "").split("?");
    asked.push(name);
    const path = join(folder, name);
    return existsSync(path)
      ? new Response(readFileSync(path))
      : new Response("There is no such file.", { status: 404 });
  });
  const script = await import(pathToFileURL(join(folder, "pagefind.js")).href);
  const engine = script.createInstance({ basePath: "https://site.test/" });
  return { engine, asked };
}

test("every result is read from one file, which is asked for once", async () => {
  const folder = await indexed();
  packFragments(folder);
  const { engine, asked } = await engineOf(folder);
  for (const words of ["brings", "image"]) {
    const { results } = await engine.search(words);
    const pages = new Set<string>();
    for (const result of results) pages.add((await result.data()).meta.title);
    expect(pages).toEqual(
      new Set(["The base alpine", "The base debian", "The base distroless"]),
    );
  }
  expect(asked.filter((name) => name.includes("fragment"))).toEqual([
    expect.stringMatching(/^pagefind\.en_\w+\.pf_fragments$/),
  ]);
  expect(existsSync(join(folder, "fragment"))).toBe(false);
});

test.each([".pf_fragments", ".pf_index"])(
  "who asks for what is in a %s that does not come is told so",
  async (ending) => {
    const folder = await indexed();
    packFragments(folder);
    for (const file of readdirSync(folder, { recursive: true }).map(String))
      if (file.endsWith(ending)) rmSync(join(folder, file));
    const { engine } = await engineOf(folder);
    const found = async (): Promise<void> => {
      const { results } = await engine.search("brings");
      for (const result of results) await result.data();
    };
    // The page that says so is none of Pagefind's files.
    await expect(found()).rejects.toThrow("gzip");
  },
);

test("the same pages are packed the same, and others under another name", async () => {
  const [one, same, other] = await Promise.all(
    [indexed(), indexed(), indexed("Image")].map(async (made) => {
      const folder = await made;
      packFragments(folder);
      const [name = "", ...more] = readdirSync(folder).filter((file) =>
        file.endsWith(".pf_fragments"),
      );
      expect(more).toEqual([]);
      return { name, bytes: readFileSync(join(folder, name), "base64") };
    }),
  );
  expect(one).toEqual(same);
  expect(one?.name).not.toBe(other?.name);
});

test.each(["pagefind.js", "pagefind-worker.js"])(
  "%s that reads fragments in another way fails the build, by name",
  async (script) => {
    const folder = await indexed();
    const path = join(folder, script);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace("_loadFragment(hash){", "$&hash+='';"));
    expect(() => packFragments(folder)).toThrow(script);
  },
);
