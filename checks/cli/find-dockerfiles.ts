import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { failureOf } from "./unusable.ts";

/** A Dockerfile, or what cannot be looked into, by its path. */
export type Found =
  | { readonly kind: "file"; readonly path: string }
  | {
      readonly kind: "unreadable";
      readonly path: string;
      readonly because: string;
    };

/** Whether a file is a Dockerfile by its name. */
export function isDockerfileName(name: string): boolean {
  return DOCKERFILE.test(name) && !name.endsWith(".dockerignore");
}

const DOCKERFILE = /^(?:(?:Dockerfile|Containerfile)(?:\..+)?|.+\.Dockerfile)$/;

/** Folders that hold the work of others. */
const LEFT_OUT: ReadonlySet<string> = new Set([".git", "node_modules"]);

/**
 * The Dockerfiles below a folder, one at a time, in the order of their names. Links to folders are not followed, so no
 * circle holds it up; links to files are.
 */
export function* dockerfilesBelow(folder: string): Generator<Found> {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    yield { kind: "unreadable", path: folder, because: failureOf(error) };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!LEFT_OUT.has(entry.name)) yield* dockerfilesBelow(path);
    } else if (isDockerfileName(entry.name)) {
      if (entry.isFile()) yield { kind: "file", path };
      else if (entry.isSymbolicLink()) yield* linkedFile(path);
    }
  }
}

function* linkedFile(path: string): Generator<Found> {
  try {
    if (statSync(path).isFile()) yield { kind: "file", path };
  } catch (error) {
    yield { kind: "unreadable", path, because: failureOf(error) };
  }
}
