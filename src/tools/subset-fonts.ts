import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename } from "node:path";
import subsetFont from "subset-font";
import type { Plugin } from "vite";

/** Basic Latin and what else our pages use; a rare other letter comes from the reader's own font. */
export const CHARACTERS =
  Array.from({ length: 0x5f }, (_, i) => String.fromCodePoint(0x20 + i)).join(
    "",
  ) + "\u00a0·×–—‘’“”…←→↓−≤✓✗✕";

/** Names the site's fonts: `url("@fontsource-variable/…")`. */
const STYLES = new URL("../styles/fonts.css", import.meta.url);

interface Subset {
  readonly source: Buffer;
  /** With a hash of the subset: hosts and browsers keep a file of that name for a year. */
  readonly fileName: string;
}

/** Replaces the fonts in the build by subsets: these characters, weights 400 to 700, italics 400. */
export function subsetFonts(characters: string): Plugin {
  let cut: Promise<ReadonlyMap<string, Subset>> | undefined;
  let subsets: ReadonlyMap<string, Subset> = new Map();
  return {
    name: "subset-fonts",
    apply: "build",
    async buildStart() {
      subsets = await (cut ??= cutAll(characters));
    },
    // The bundler would name a font by what it was before; the stylesheets' own names follow from the fonts'.
    outputOptions({ assetFileNames, ...others }) {
      return {
        ...others,
        assetFileNames: (asset) =>
          subsets.get(asset.names[0] ?? "")?.fileName ??
          (typeof assetFileNames === "function"
            ? assetFileNames(asset)
            : (assetFileNames ?? "assets/[name]-[hash][extname]")),
      };
    },
    generateBundle(_, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== "asset" || !asset.fileName.endsWith(".woff2"))
          continue;
        const subset = subsets.get(asset.names[0] ?? "");
        if (subset?.fileName !== asset.fileName)
          throw new Error(`${asset.fileName} is not named in fonts.css.`);
        asset.source = subset.source;
      }
    },
  };
}

/** The subsets of the site's fonts, by the names of their files in their package. */
async function cutAll(
  characters: string,
): Promise<ReadonlyMap<string, Subset>> {
  const { resolve } = createRequire(import.meta.url);
  const styles = await readFile(STYLES, "utf8");
  const paths = [...styles.matchAll(/url\("([^"]+\.woff2)"\)/g)].map(
    ([, path = ""]) => path,
  );
  const subsets = paths.map(async (path) => {
    const name = basename(path);
    const whole = await readFile(resolve(path));
    const options = {
      targetFormat: "woff2",
      variationAxes: {
        // No italics are bold here.
        wght: name.includes("italic") ? 400 : { min: 400, max: 700 },
      },
      // Browsers work the advances out of the outlines, and scale without hints. The types lack dropTables.
      dropTables: ["HVAR", "MVAR", "STAT", "gasp"],
      noHinting: true,
    } as const;
    const source = await subsetFont(whole, characters, options);
    const hash = createHash("sha256").update(source).digest("base64url");
    const fileName = `_astro/${basename(path, ".woff2")}.${hash.slice(0, 8)}.woff2`;
    return [name, { source, fileName }] as const;
  });
  return new Map(await Promise.all(subsets));
}
