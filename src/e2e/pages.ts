import { readdirSync, readFileSync } from "node:fs";
import { resolve, sep } from "node:path";

const dist = resolve(import.meta.dirname, "../../dist");

/**
 * The addresses of all pages of the built site, from its root: "", "rules/", "404.html". Pages that only lead to another
 * are left out.
 */
export function builtPages(): readonly string[] {
  return readdirSync(dist, { recursive: true, encoding: "utf8" })
    .filter(
      (path) =>
        path.endsWith(".html") &&
        !readFileSync(resolve(dist, path), "utf8").includes(
          'http-equiv="refresh"',
        ),
    )
    .map((path) =>
      path
        .split(sep)
        .join("/")
        .replace(/(?:^|(?<=\/))index\.html$/, ""),
    )
    .sort();
}
