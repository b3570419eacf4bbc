import { ignoreFileOf } from "../../../checks/build/ignore.ts";
import type { Files } from "../../../checks/files.ts";

/** A path that may be typed on; that of a folder ends with a slash. */
export interface ContextPath {
  readonly path: string;
  readonly isFolder: boolean;
}

/** Longer lists help no one, and take the page time to draw. */
const MOST = 200;

/**
 * What the context holds in the folder of a path that is being typed, one level deep and folders first; without what
 * `.dockerignore` leaves out, and without the Dockerfile and its ignore file, which images seldom need.
 */
export function sentPaths(files: Files, typed: string): readonly ContextPath[] {
  const ignore = ignoreFileOf(files, "Dockerfile");
  return pathsIn(
    Object.keys(files).filter(
      (path) =>
        path !== "Dockerfile" &&
        path !== ignore.path &&
        ignore.decides(path)?.negated !== false,
    ),
    typed,
  );
}

/** As `sentPaths`, of any list of paths. */
export function pathsIn(
  paths: readonly string[],
  typed: string,
): readonly ContextPath[] {
  const folder = typed.slice(0, typed.lastIndexOf("/") + 1);
  const from = folder.replace(/^(?:\.?\/)+/, "");
  const found = new Map<string, boolean>();
  for (const path of paths) {
    if (!path.startsWith(from) || path.length === from.length) continue;
    const slash = path.indexOf("/", from.length);
    const end = slash === -1 ? path.length : slash + 1;
    found.set(folder + path.slice(from.length, end), slash !== -1);
  }
  return [...found]
    .map(([path, isFolder]) => ({ path, isFolder }))
    .sort(
      (a, b) =>
        Number(b.isFolder) - Number(a.isFolder) || (a.path < b.path ? -1 : 1),
    )
    .slice(0, MOST);
}
