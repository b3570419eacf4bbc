import mdx from "@astrojs/mdx";
import { satteri } from "@astrojs/markdown-satteri";
import { defineConfig } from "astro/config";
import { shikiConfig } from "./src/markdown/highlight.ts";
import {
  alignByClass,
  labelSamples,
  rulesInSentences,
  pairSamples,
} from "./src/markdown/hast.ts";
import { layerOrder } from "./src/tools/layer-order.ts";
import { lazyStyles } from "./src/tools/lazy-styles.ts";
import { rawTexts } from "./src/tools/raw-texts.ts";
import { subsetFonts } from "./src/tools/subset-fonts.ts";
import { finish } from "./src/tools/finish.ts";

export default defineConfig({
  trailingSlash: "ignore",
  // The content security policy allows no inline styles and scripts.
  build: { inlineStylesheets: "never" },
  markdown: {
    processor: satteri({
      hastPlugins: [labelSamples, pairSamples, alignByClass, rulesInSentences],
    }),
    shikiConfig,
  },
  integrations: [mdx(), finish()],
  vite: {
    resolve: {
      alias: {
        "vscode-languageserver-types": new URL(
          "./src/exercise/lsp-types.ts",
          import.meta.url,
        ).pathname,
      },
    },
    build: { assetsInlineLimit: 0 },
    worker: {
      format: "es",
      rolldownOptions: {
        output: {
          codeSplitting: {
            // The simulator in one file: what the first grade waits for compresses better than in twenty.
            groups: [
              {
                name: "judge",
                test: /\/checks\/exercise\/(?:grade|facts\/base)\.ts$/,
              },
            ],
          },
        },
      },
    },
    plugins: [layerOrder(), lazyStyles(), rawTexts(), subsetFonts()],
    // The site runs below any path: every address that Vite writes is relative.
    experimental: { renderBuiltUrl: () => ({ relative: true }) },
  },
  devToolbar: { enabled: false },
});
