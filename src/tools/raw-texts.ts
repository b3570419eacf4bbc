import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";

/**
 * Reads what `?raw` imports from the content and the judge. Vite's own way watches the file by naming it as an import of
 * the text, and Astro's search for styles loads every import it finds: Go files would be read as JavaScript, and each
 * `import (` in them be warned of. Vite reads a changed text again without that, as the text has the file's path.
 */
export function rawTexts(): Plugin {
  return {
    name: "raw-texts",
    apply: "serve",
    enforce: "pre",
    load: {
      filter: { id: /\/(?:content|checks)\/[^?]+\?raw$/ },
      async handler(id) {
        const text = await readFile(id.slice(0, -"?raw".length), "utf8");
        return { code: `export default ${JSON.stringify(text)}`, map: null };
      },
    },
  };
}
