import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parse as parseYaml } from "yaml";
import type { Files } from "../files.ts";

/** The folder of the content. */
export const contentFolder = resolve(import.meta.dirname, "../../content");

/** Every file below a folder, by its path in it. */
export function readFolder(path: string): Files {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(path, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (!entry.isFile()) continue;
    const at = join(entry.parentPath, entry.name);
    files[relative(path, at).replaceAll("\\", "/")] = readFileSync(at, "utf8");
  }
  return files;
}

/** The frontmatter of a Markdown text, as YAML gives it; undefined where there is none. */
export function frontmatterOf(text: string): unknown {
  const match = /^---\r?\n(.*?)\r?\n---/s.exec(text);
  return match === null ? undefined : parseYaml(match[1] ?? "");
}
