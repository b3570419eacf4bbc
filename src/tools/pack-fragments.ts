import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pack, unpack } from "./stable-search.ts";

/** The two scripts that search: in a worker, and in the page where there are no workers. */
const ENGINES = ["pagefind-worker.js", "pagefind.js"];

/** How Pagefind reads what it says of a page, and how it does so after `packFragments`. */
const CHANGES = [
  [
    "async _loadFragment(hash){let compressed_resp=await this.throttledFetch(`${this.basePath}fragment/${hash}.pf_fragment`);let compressed_fragment=await compressed_resp.arrayBuffer();let fragment=this.decompress(new Uint8Array(compressed_fragment),`Fragment ${hash}`);return JSON.parse(new TextDecoder().decode(fragment));}",
    'async _loadFragment(hash){return(await this.fragments)[hash];}async _loadFragments(index){let response=await this.throttledFetch(`${this.basePath}pagefind.${index}.pf_fragments`);let fragments=this.decompress(new Uint8Array(await response.arrayBuffer()),"Pagefind fragments");return JSON.parse(new TextDecoder().decode(fragments));}',
  ],
  [
    "let resources=[this.loadMeta(index.hash)];",
    // Who asks for a fragment learns that they did not come.
    "this.fragments=this._loadFragments(index.hash);this.fragments.catch(()=>{});let resources=[this.loadMeta(index.hash)];",
  ],
  [
    "catch(e){console.error(`Failed to load the index chunk ${url}:\n${e?.toString()}`);}",
    // Without this part it would say that there are no results.
    "catch(e){throw e;}",
  ],
] as const;

/**
 * Packs what Pagefind says of each page, its fragments, into one file for each language, which is read when the index
 * is: Pagefind would ask for each result by itself after each key. Throws where Pagefind's files are not as we know them.
 */
export function packFragments(folder: string): void {
  const fragments = join(folder, "fragment");
  const languages = new Map<string, Map<string, string>>();
  for (const file of readdirSync(fragments)) {
    const [name = ""] = file.split(".");
    const [language = ""] = name.split("_");
    const texts = languages.get(language) ?? new Map<string, string>();
    languages.set(
      language,
      texts.set(name, unpack(join(fragments, file)).toString()),
    );
  }
  const metas = readdirSync(folder).flatMap(
    (file) => /^pagefind\.(\w+)\.pf_meta$/.exec(file)?.[1] ?? [],
  );
  for (const [language, texts] of languages) {
    // This name changes with the names of the fragments, which change with what is in them.
    const name = metas.find((meta) => meta.startsWith(`${language}_`));
    if (name === undefined)
      throw new Error(`Pagefind has no index of the language ${language}.`);
    // By what they begin with, their page's address: what is alike then stands together, which packs 5 % smaller.
    const entries = [...texts]
      .sort(([, a], [, b]) => (a < b ? -1 : 1))
      .map(([hash, text]) => `${JSON.stringify(hash)}:${text}`);
    writeFileSync(
      join(folder, `pagefind.${name}.pf_fragments`),
      pack(Buffer.from(`{${entries.join(",")}}`)),
    );
  }
  rmSync(fragments, { recursive: true });
  for (const engine of ENGINES) change(join(folder, engine));
}

function change(path: string): void {
  let script = readFileSync(path, "utf8");
  for (const [from, to] of CHANGES) {
    const [before = "", after, ...more] = script.split(from);
    if (after === undefined || more.length > 0)
      throw new Error(
        `${path} is not Pagefind as we know it: it does not have once "${from}".`,
      );
    script = before + to + after;
  }
  writeFileSync(path, script);
}
