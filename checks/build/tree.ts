import { normalPath, PATH_MAX } from "../dockerfile/configure.ts";
import type { Grafting } from "./graft.ts";
import type { Layer } from "./layer.ts";

/** Where the bytes of a file come from. A file that is written again has an origin object of its own. */
export type Origin =
  | { readonly kind: "context"; readonly path: string }
  | { readonly kind: "heredoc"; readonly name: string }
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "archive"; readonly path: string }
  | { readonly kind: "image"; readonly image: string }
  | { readonly kind: "command"; readonly command: string }
  /** The exercise declares that the command writes it, as this path, from a file of the context. */
  | {
      readonly kind: "declared";
      readonly command: string;
      readonly path: string;
      readonly from: DeclaredSource | undefined;
      /** The file it is made from, where that was known not to be there: what is written then is not what was declared. */
      readonly lacks: string | undefined;
    }
  /** The base image brings it. */
  | { readonly kind: "base" }
  /** A directory made because something was put into it, or WORKDIR named it. */
  | { readonly kind: "implied" };

/** The file of the context that a program is made from. */
export interface DeclaredSource {
  readonly path: string;
  readonly text: string;
}

/** Packages that a package manager put in one place, or its cache, counted as one entry. */
export interface Bundle {
  readonly manager: string;
  readonly holds: "dependencies" | "cache";
  /** Whether packages that only development needs are among them; undefined where it cannot be told. */
  readonly development: boolean | undefined;
}

/** A file, directory or link in an image. */
export interface Entry {
  /** `opaque`: something is there, but the files do not tell what. */
  readonly type: "file" | "directory" | "symlink" | "bundle" | "opaque";
  /** Permission bits; undefined where they cannot be told. */
  readonly mode: number | undefined;
  /** True where the mode is the usual one of a file in a checkout, because nothing tells whether it is executable. */
  readonly checkout?: true | undefined;
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly origin: Origin;
  /** The text of a file from the context, a here-document or a plain command. */
  readonly text?: string | undefined;
  readonly size?: number | undefined;
  readonly target?: string | undefined;
  readonly bundle?: Bundle;
}

/** Who owns a file. */
export type Owner = Pick<Entry, "uid" | "gid">;

/** Whether a path exists in an image. */
export type Existence = "present" | "absent" | "unknown";

/**
 * The files of an image at one step, by absolute path. Links in the directories of a path are followed, one at its end
 * is not.
 */
export interface Tree {
  get(path: string): Entry | undefined;
  exists(path: string): Existence;
  put(path: string, entry: Entry): void;
  /** Removes a path and all below it. */
  remove(path: string): void;
  /** The known entries at a path and below it. */
  below(path: string): readonly (readonly [string, Entry])[];
  /** The names in a directory at or below which something is known. */
  names(directory: string): readonly string[];
  entries(): IterableIterator<readonly [string, Entry]>;
  /** The path without links, at its end neither; undefined where a link leads nowhere known. */
  follow(path: string): string | undefined;
  /** The path without links in its directories: that of the entry which `get` gives. */
  place(path: string): string;
  /** Whether all that a directory holds is known. */
  isListed(directory: string): boolean;
  /** From here on, what is not listed may exist anywhere: a command did what the text does not tell. */
  blur(because: string): void;
  /** From here on, what is not listed may exist at a path and below it: something unknown was put there. */
  obscure(path: string, because: string): void;
  /** Whether something unknown was put at a path or above it. */
  isObscured(path: string): boolean;
  /** What a command proves by ending well: that something stood, or did not stand, at a path before it. */
  assume(path: string, existence: "present" | "absent"): void;
  /** The layer that is being made may differ from what is known, but not in what is said to be there. */
  doubt(because: string): void;
  /** Takes a path out of the image until the function that it returns is called: something is mounted there. */
  cover(path: string): () => void;
  /** Undoes that something was put at a path where nothing stood. */
  forget(path: string): void;
  /** Puts what is known to be below a directory of another tree into a directory; no path below it may be a standard one. */
  graft(from: Tree, source: string, to: string, by: Grafting): void;
  fork(): Tree;
  /** What was changed since the tree was made or this was last asked. */
  takeLayer(): Layer;
}

/** What is known of the files that a base image brings. */
export type BaseFiles =
  /** There are none: scratch. */
  | "none"
  /** Those of an official image: nothing of ours in directories that are for applications. */
  | "system"
  | "unknown";

/** An absolute path, from a directory where it is relative. */
export function absolute(path: string, directory: string): string {
  return normalPath(path.startsWith("/") ? path : `${directory}/${path}`);
}

/** Whether Linux refuses a path for its length; nothing is known of where it would lead. */
export function isTooLong(path: string): boolean {
  return path.length >= PATH_MAX;
}

/** Marks that something unknown was put at a path, or anywhere where the path is not known. */
export function obscureAt(
  tree: Tree,
  path: string | undefined,
  directory: string | undefined,
  because: string,
): void {
  const known = path?.startsWith("/") === true || directory !== undefined;
  const at =
    path === undefined || !known ? "/" : absolute(path, directory ?? "/");
  tree.obscure(isTooLong(at) ? "/" : at, because);
}

/** The directory a path stands in. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 1)) || "/";
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
