import type { Plugin } from "vite";

const lazy = new Set<string>();

/**
 * Remembers the stylesheets that only modules loaded on demand need. Astro links them on every page that could load
 * such a module (withastro/astro#9495); Vite's preload brings them anyway, when the module is asked for.
 */
export function lazyStyles(): Plugin {
  return {
    name: "lazy-styles",
    apply: "build",
    generateBundle(_, bundle) {
      // What the server's modules import is for their own pages.
      if (this.environment.name !== "client") return;
      const chunks = Object.values(bundle).filter(
        (output) => output.type === "chunk",
      );
      const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
      const eager = new Set<string>();
      const queue = chunks.filter(({ isEntry }) => isEntry);
      for (const chunk of queue) {
        if (eager.has(chunk.fileName)) continue;
        eager.add(chunk.fileName);
        for (const name of chunk.imports) {
          const imported = byName.get(name);
          if (imported !== undefined) queue.push(imported);
        }
      }
      const needed = new Set(
        chunks
          .filter(({ fileName }) => eager.has(fileName))
          .flatMap(({ viteMetadata }) => [
            ...(viteMetadata?.importedCss ?? []),
          ]),
      );
      for (const { viteMetadata } of chunks)
        for (const style of viteMetadata?.importedCss ?? [])
          if (!needed.has(style)) lazy.add(style);
    },
  };
}

/** A page without links to stylesheets that are loaded on demand. */
export function withoutLazyStyles(html: string): string {
  return html.replace(
    /<link rel="stylesheet" href="\/([^"]+)">/g,
    (link, path: string) => (lazy.has(path) ? "" : link),
  );
}
