import subsetFont from "subset-font";
import type { Plugin } from "vite";

/** Basic Latin and what else our pages use; a rare other letter comes from the reader's own font. */
const CHARACTERS =
  Array.from({ length: 0x5f }, (_, i) => String.fromCodePoint(0x20 + i)).join(
    "",
  ) + "\u00a0·×–—‘’“”…←→↓−≤✓✗✕";

/** Replaces the fonts in the build by subsets: the characters above, weights 400 to 700, italics 400. */
export function subsetFonts(): Plugin {
  return {
    name: "subset-fonts",
    apply: "build",
    async generateBundle(_, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== "asset" || !asset.fileName.endsWith(".woff2"))
          continue;
        const options = {
          targetFormat: "woff2",
          variationAxes: {
            // No italics are bold here.
            wght: asset.fileName.includes("italic")
              ? 400
              : { min: 400, max: 700 },
          },
          // Browsers work the advances out of the outlines, and scale without hints.
          dropTables: ["HVAR", "MVAR", "STAT", "gasp"],
          noHinting: true,
        } as const;
        asset.source = await subsetFont(
          Buffer.from(asset.source),
          CHARACTERS,
          options,
        );
      }
    },
  };
}
