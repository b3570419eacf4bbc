import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegrationLogger } from "astro";
import { build } from "vite";
import { injectManifest, type ManifestTransform } from "workbox-build";
import { isEditorFile } from "./editor-files.ts";
import { onlyListed } from "./shipped.ts";

const SOURCE = fileURLToPath(
  new URL("../offline/worker/sw.ts", import.meta.url),
);

/** Files whose name changes with their content. */
const NAMED_BY_CONTENT =
  /^_astro\/|^pagefind\/(?:.*\.pf_(?:fragments|index|filter|meta))$/;

/**
 * A service worker that takes itself away. In development it stands in the place of the built one, which would go on
 * showing the pages of the last build where both were served at one address.
 */
export const WITHDRAWN = `addEventListener("install", () => skipWaiting());
addEventListener("activate", async () => {
  await registration.unregister();
  for (const client of await clients.matchAll()) client.navigate(client.url);
});
`;

/** Writes the service worker, with the lists of what it keeps: to be called when all other files stand. */
export async function writeServiceWorker(
  root: string,
  logger: AstroIntegrationLogger,
): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), "drydock-sw-"));
  await build({
    configFile: false,
    logLevel: "warn",
    plugins: [onlyListed()],
    // Workbox says much to those who develop it.
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      outDir: work,
      emptyOutDir: false,
      rolldownOptions: {
        input: SOURCE,
        output: { format: "iife", entryFileNames: "sw.js" },
      },
    },
  });
  const lists = [
    {
      name: "editor, when idle",
      injectionPoint: "self.__EDITOR_MANIFEST",
      isIn: isEditorFile,
      swSrc: join(work, "sw.js"),
      swDest: join(work, "sw-with-editor.js"),
    },
    {
      name: "the rest, at install",
      injectionPoint: "self.__WB_MANIFEST",
      isIn: (path: string) => !isEditorFile(path),
      swSrc: join(work, "sw-with-editor.js"),
      swDest: join(root, "sw.js"),
    },
  ];
  for (const { name, isIn, ...options } of lists) {
    const { count, size, warnings } = await injectManifest({
      ...options,
      globDirectory: root,
      globPatterns: ["**/*"],
      // Files for a host, which it does not serve: _headers.
      globIgnores: ["_*", "sw.js"],
      maximumFileSizeToCacheInBytes: Number.MAX_SAFE_INTEGER,
      manifestTransforms: [listedBy(root, isIn)],
    });
    if (warnings.length > 0) throw new Error(warnings.join("\n"));
    if (count === 0) throw new Error(`Nothing is kept offline: ${name}.`);
    logger.info(
      `kept offline (${name}): ${count} files, ${(size / 1000).toFixed(0)} kB`,
    );
  }
  await rm(work, { recursive: true });
}

/** Those entries, as `Listed` has them, in an order that is the same everywhere. */
function listedBy(
  root: string,
  isIn: (path: string) => boolean,
): ManifestTransform {
  return async (entries) => ({
    manifest: await Promise.all(
      entries
        .filter(({ url }) => isIn(url))
        .sort((a, b) => (a.url < b.url ? -1 : 1))
        .map(async ({ url, size }) => ({
          url,
          revision: NAMED_BY_CONTENT.test(url)
            ? null
            : createHash("sha256")
                .update(await readFile(join(root, url)))
                .digest("base64"),
          size,
        })),
    ),
  });
}
