import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, Rolldown } from "vite";
import * as z from "zod/mini";

/** A package of others whose code or files are in the built site. */
export interface ShippedPackage {
  /** Where it stands: `node_modules/lit`. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** An SPDX expression: `MIT`. */
  readonly licence: string;
  /** What its own files say, its notices about others among them. */
  readonly texts: readonly string[];
}

declare global {
  /**
   * Folders of the packages in the bundles, such as `node_modules/lit`. The build's configuration and the built pages
   * are two instances of this module in one process: they meet here.
   */
  var bundledFolders: Set<string> | undefined;
}

/**
 * Packages that reach the site after its pages are made: Pagefind writes its engine, and the service worker is bundled
 * last.
 */
const LATER: ReadonlySet<string> = new Set(
  [
    "pagefind",
    "workbox-core",
    "workbox-precaching",
    "workbox-routing",
    "workbox-strategies",
  ].map((name) => `node_modules/${name}`),
);

/** Remembers which packages are in what the browser gets: modules of chunks and workers, fonts and other assets. */
export function collectShipped(): Plugin {
  return {
    name: "collect-shipped",
    apply: "build",
    generateBundle(_, bundle) {
      const folders = (globalThis.bundledFolders ??= new Set());
      const isShipped = this.environment.name === "client";
      for (const folder of foldersIn(bundle, isShipped)) folders.add(folder);
    },
  };
}

/** For bundles that are made after the pages: fails, by name, where one holds a package that the pages do not list. */
export function onlyListed(): Plugin {
  return {
    name: "only-listed",
    generateBundle(_, bundle) {
      for (const folder of foldersIn(bundle, true))
        if (
          globalThis.bundledFolders?.has(folder) !== true &&
          !LATER.has(folder)
        )
          throw new Error(
            `${folder} is in the built site, but not on its page of licences: put it into LATER in src/tools/shipped.ts.`,
          );
    },
  };
}

/** The packages in a bundle; of the server's modules only the assets are shipped. */
function foldersIn(
  bundle: Rolldown.OutputBundle,
  areModulesShipped: boolean,
): readonly string[] {
  const ids = Object.values(bundle).flatMap((output) => {
    if (output.type === "asset") return output.originalFileNames;
    if (!areModulesShipped) return [];
    return Object.entries(output.modules)
      .filter(([, { renderedLength }]) => renderedLength > 0)
      .map(([id]) => id);
  });
  return ids.flatMap((id) => packageFolder(id) ?? []);
}

/** The folder of the package that a module is of; undefined for our own. Exported for its test. */
export function packageFolder(id: string): string | undefined {
  // Helpers that the bundler writes into a chunk: "\0vite/preload-helper.js", "\0rolldown/runtime.js".
  const helper = /^\0(vite|rolldown)\//.exec(id)?.[1];
  if (helper !== undefined) return `node_modules/${helper}`;
  return /(?:^|\/)(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/?]+)/.exec(
    id.replaceAll("\\", "/"),
  )?.[1];
}

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  // Old packages have an object here, or nothing.
  license: z.optional(z.unknown()),
});

/** The packages in the built site, by name; undefined where nothing is built. Throws where one has no licence. */
export function shippedPackages(): readonly ShippedPackage[] | undefined {
  const bundled = globalThis.bundledFolders;
  if (bundled === undefined) return undefined;
  return [...new Set([...bundled, ...LATER])]
    .map(readPackage)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Throws, by name, where a package tells no licence or brings no text of it. Exported for its test. */
export function readPackage(folder: string): ShippedPackage {
  const { name, version, license } = manifest.parse(
    JSON.parse(readFileSync(join(folder, "package.json"), "utf8")),
  );
  const entries = readdirSync(folder, { withFileTypes: true });
  const isLicence = /^(?:licen[cs]es?|copying)\b/i;
  const files = entries.flatMap((entry) => {
    if (entry.isFile()) return entry.name;
    // Pagefind's folder of that name.
    return isLicence.test(entry.name)
      ? readdirSync(join(folder, entry.name)).map((name) =>
          join(entry.name, name),
        )
      : [];
  });
  const texts = [isLicence, /^third-?party-?notices/i]
    .flatMap((kind) => files.filter((file) => kind.test(file)).sort())
    .map((file) => ownPart(readFileSync(join(folder, file), "utf8")));
  if (typeof license !== "string" || texts.length === 0)
    throw new Error(
      `${folder} is in the built site and ${typeof license === "string" ? "brings no text of its licence" : "names no licence"}.`,
    );
  return { folder, name, version, licence: license, texts };
}

/** A licence without those of what a bundler has in its own bundle: only its helpers are in the site. */
function ownPart(text: string): string {
  return (text.split(/^# Licenses of bundled dependencies$/m)[0] ?? "")
    .replaceAll("\r\n", "\n")
    .trim();
}
