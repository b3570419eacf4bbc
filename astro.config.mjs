import mdx from "@astrojs/mdx";
import { satteri } from "@astrojs/markdown-satteri";
import { defineConfig } from "astro/config";
import { knownComponents } from "./src/markdown/components.ts";
import { shikiConfig } from "./src/markdown/highlight.ts";
import {
  alignByClass,
  labelSamples,
  rulesInSentences,
  pairSamples,
  reachTables,
  wholeWords,
} from "./src/markdown/hast.ts";
import { editorFiles } from "./src/tools/editor-files.ts";
import { layerOrder } from "./src/tools/layer-order.ts";
import { lazyStyles } from "./src/tools/lazy-styles.ts";
import { pageChunks } from "./src/tools/page-chunks.ts";
import { rawTexts } from "./src/tools/raw-texts.ts";
import { collectShipped } from "./src/tools/shipped.ts";
import { CHARACTERS, subsetFonts } from "./src/tools/subset-fonts.ts";
import { finish } from "./src/tools/finish.ts";

/** What the bundler marks for itself, browsers need not load. */
const WITHOUT_MARKS = { annotation: false };

export default defineConfig({
  trailingSlash: "ignore",
  // The content security policy allows no inline styles and scripts.
  build: { inlineStylesheets: "never" },
  markdown: {
    processor: satteri({
      hastPlugins: [
        knownComponents,
        labelSamples,
        pairSamples,
        alignByClass,
        reachTables,
        wholeWords,
        rulesInSentences,
      ],
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
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: { codeSplitting: pageChunks, comments: WITHOUT_MARKS },
          },
        },
      },
    },
    worker: {
      format: "es",
      plugins: () => [collectShipped()],
      rolldownOptions: {
        output: {
          comments: WITHOUT_MARKS,
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
    plugins: [
      layerOrder(),
      lazyStyles(),
      editorFiles(),
      rawTexts(),
      subsetFonts(CHARACTERS),
      collectShipped(),
    ],
    // The site runs below any path: every address that Vite writes is relative.
    experimental: { renderBuiltUrl: () => ({ relative: true }) },
  },
  devToolbar: { enabled: false },
});
