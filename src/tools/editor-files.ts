import type { Plugin } from "vite";

/** The modules by which a page asks for the rich editor. */
const ASKED_FOR = /\/src\/exercise\/(?:monaco|rich-editor)\.ts$/;

const files = new Set<string>();

/** Remembers which files of the build only the rich editor needs: its chunks, their styles, fonts and workers. */
export function editorFiles(): Plugin {
  return {
    name: "editor-files",
    apply: "build",
    generateBundle(_, bundle) {
      if (this.environment.name !== "client") return;
      const chunks = Object.values(bundle).filter(
        (output) => output.type === "chunk",
      );
      const isAskedFor = (chunk: (typeof chunks)[number]): boolean =>
        chunk.moduleIds.some((id) => ASKED_FOR.test(id));
      const rest = new Set(chunks.filter(({ isEntry }) => isEntry));
      for (const { imports, dynamicImports } of rest)
        for (const name of [...imports, ...dynamicImports]) {
          const chunk = chunks.find(({ fileName }) => fileName === name);
          if (chunk !== undefined && !isAskedFor(chunk)) rest.add(chunk);
        }
      const needed = chunks.filter((chunk) => !rest.has(chunk));
      const shared = new Set([...rest].flatMap(besides));
      for (const chunk of needed)
        for (const name of [chunk.fileName, ...besides(chunk)])
          if (!shared.has(name)) files.add(name);
      // A stylesheet's fonts are no chunk's.
      for (const { fileName } of Object.values(bundle))
        if (fileName.endsWith(".ttf")) files.add(fileName);
    },
  };

  function besides({
    viteMetadata: beside,
  }: {
    viteMetadata?: {
      importedCss: ReadonlySet<string>;
      importedAssets: ReadonlySet<string>;
    };
  }): readonly string[] {
    return [...(beside?.importedCss ?? []), ...(beside?.importedAssets ?? [])];
  }
}

/** Whether only the rich editor needs a file of the build, named from the site's root. */
export function isEditorFile(path: string): boolean {
  return files.has(path);
}
