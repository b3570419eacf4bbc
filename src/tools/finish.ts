import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { createIndex } from "pagefind";
import { minify } from "vite";
import { recordPage, type SearchRecord } from "../search/records.ts";
import { brokenLinks, linkedPage, type LinkedPage } from "./internal-links.ts";
import { withoutLazyStyles } from "./lazy-styles.ts";
import { WITHDRAWN, writeServiceWorker } from "./service-worker.ts";
import { pageSizes, sizeReport } from "./sizes.ts";
import { packFragments } from "./pack-fragments.ts";
import { stableSearch } from "./stable-search.ts";

/**
 * What is done to the built pages: styles they do not need taken out, addresses made relative, the search index, and the
 * service worker that keeps them all. A link that leads nowhere and a page that loads too much fail the build.
 */
export function finish(): AstroIntegration {
  return {
    name: "finish",
    hooks: {
      "astro:server:setup": ({ server }) => {
        server.middlewares.use("/sw.js", (_, response) => {
          response.setHeader("content-type", "text/javascript");
          response.end(WITHDRAWN);
        });
      },
      "astro:build:done": async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const files = await readdir(root, { recursive: true });
        const pages = files.filter((path) => path.endsWith(".html"));
        await indexForSearch(root);
        const linked: LinkedPage[] = [];
        for (const page of pages) {
          const path = join(root, page);
          const written = await readFile(path, "utf8");
          const html = relocatable(withoutLazyStyles(written), page);
          await writeFile(path, html);
          linked.push(linkedPage(slashed(page), html));
        }
        const broken = brokenLinks(linked, files.map(slashed));
        if (broken.length > 0) throw new Error(broken.join("\n"));
        await minifyTheme(join(root, "theme.js"));
        for (const style of files.filter((path) => path.endsWith(".css"))) {
          const path = join(root, style);
          const css = await readFile(path, "utf8");
          await writeFile(path, css.replace(IN_STYLE, `$1${up(style)}`));
        }
        logger.info(`${pages.length} pages finished`);
        await writeServiceWorker(root, logger);
        const { table, tooHeavy } = sizeReport(await pageSizes(root, pages));
        logger.info(`what pages load, after gzip:\n${table}`);
        // The bench of how the build grows asks for no more than the table.
        if (tooHeavy.length > 0 && process.env["SIZES"] !== "print")
          throw new Error(tooHeavy.join("\n"));
      },
    },
  };
}

/** Attributes whose value is an address. */
const ADDRESS = /(\s(?:href|src)=")\/(?!\/)([^"]*")/g;

/** The start of an address in a stylesheet: Vite writes those of the pages' own styles from the root. */
const IN_STYLE = /(\burl\(["']?)\/(?!\/)/g;

/** The page with its addresses relative to itself; the 404 page is served at any depth and keeps them. */
export function relocatable(html: string, page: string): string {
  if (page === "404.html") return html;
  return html.replace(ADDRESS, `$1${up(page)}$2`);
}

function slashed(path: string): string {
  return path.replaceAll(sep, "/");
}

/** From a file to the site's root. */
function up(path: string): string {
  const depth = path.split(sep).length - 1;
  return depth === 0 ? "./" : "../".repeat(depth);
}

/** The one script that the bundler leaves as it is; every page waits for it. */
async function minifyTheme(path: string): Promise<void> {
  const { code } = await minify(path, await readFile(path, "utf8"));
  await writeFile(path, code);
}

async function indexForSearch(root: string): Promise<void> {
  const { index } = await createIndex({
    // Other tools' ids are words: CKV_DOCKER_3, .dockerignore, DS-0002.
    includeCharacters: "_.",
  });
  if (index === undefined) throw new Error("Pagefind cannot start.");
  const { errors } = await index.addDirectory({ path: root });
  const path = join(root, "search-records.json");
  // Written by our own page of that name.
  const records: readonly SearchRecord[] = JSON.parse(
    await readFile(path, "utf8"),
  );
  await rm(path);
  for (const record of records) {
    const added = await index.addHTMLFile({
      url: `/${record.url}`,
      content: recordPage(record),
    });
    errors.push(...added.errors);
  }
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const outputPath = join(root, "pagefind");
  await index.writeFiles({ outputPath });
  await index.deleteIndex();
  // Pagefind brings interfaces that we do not use, and its engine for pages in no known language.
  for (const name of await readdir(outputPath))
    if (/^pagefind-(?:ui|modular-ui|highlight)\.|^wasm\.unknown\./.test(name))
      await rm(join(outputPath, name));
  stableSearch(outputPath);
  packFragments(outputPath);
}
