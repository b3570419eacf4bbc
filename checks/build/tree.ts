import { normalPath } from "../dockerfile/configure.ts";

/** Where the bytes of a file come from. */
export type Origin =
  | { readonly kind: "context"; readonly path: string }
  | { readonly kind: "heredoc"; readonly name: string }
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "archive"; readonly path: string }
  | { readonly kind: "image"; readonly image: string }
  | { readonly kind: "command"; readonly command: string }
  /** A directory made because something was put into it, or WORKDIR named it. */
  | { readonly kind: "implied" };

/** Packages that a package manager put in one place, counted as one entry. */
export interface Bundle {
  readonly manager: string;
  /** Whether packages that only development needs are among them; undefined where it cannot be told. */
  readonly development: boolean | undefined;
}

/** A file, directory or link in an image. */
export interface Entry {
  /** `opaque`: something is there, but the files do not tell what. */
  readonly type: "file" | "directory" | "symlink" | "bundle" | "opaque";
  /** Permission bits; undefined where they cannot be told. */
  readonly mode: number | undefined;
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly origin: Origin;
  /** The text of a file from the context or a here-document. */
  readonly text?: string;
  readonly size?: number;
  readonly target?: string;
  readonly bundle?: Bundle;
}

/** Whether a path exists in an image. */
export type Existence = "present" | "absent" | "unknown";

/** The files of an image at one step, by absolute path. */
export interface Tree {
  get(path: string): Entry | undefined;
  exists(path: string): Existence;
  put(path: string, entry: Entry): void;
  /** Removes a path and all below it; returns what is known to have been there. */
  remove(path: string): readonly (readonly [string, Entry])[];
  /** The known entries at a path and below it. */
  below(path: string): readonly (readonly [string, Entry])[];
  entries(): IterableIterator<readonly [string, Entry]>;
  /** From here on, what is not listed may exist anywhere: a command did what the text does not tell. */
  blur(): void;
  /** From here on, what is not listed may exist at a path and below it: something unknown was put there. */
  obscure(path: string): void;
  /** Whether something unknown was put at a path or above it. */
  isObscured(path: string): boolean;
  fork(): Tree;
}

/** What is known of the files that a base image brings. */
export type BaseFiles =
  /** There are none: scratch. */
  | "none"
  /** Those of an official image: nothing of ours in directories that are for applications. */
  | "system"
  | "unknown";

/** Directories that every image with a file system of its own has. */
const STANDARD = new Set([
  "/",
  ..."bin dev etc home lib media mnt opt proc root run sbin srv sys tmp usr var"
    .split(" ")
    .map((name) => `/${name}`),
  ..."bin lib sbin share local local/bin local/lib local/sbin local/share"
    .split(" ")
    .map((name) => `/usr/${name}`),
  ..."cache lib log run spool tmp".split(" ").map((name) => `/var/${name}`),
]);

/** What some of the official images have at their root. */
const OF_SOME_IMAGES = new Set(
  "boot busybox docker-entrypoint.d docker-entrypoint.sh go lib32 lib64 libx32 nodejs"
    .split(" ")
    .map((name) => `/${name}`),
);

/** What hides the paths below it. */
const HIDING = new Set<Entry["type"]>(["bundle", "opaque", "symlink"]);

/** Directories of an official image that hold nothing until a Dockerfile puts it there. */
const FOR_APPLICATIONS = /^\/(?:srv|usr\/src|home\/[^/]+|opt\/app)\/[^.]/;

/** A tree over a base image. */
export function treeOver(base: BaseFiles): Tree {
  return new MapTree(new Map(), new Set(), new Set(), base);
}

class MapTree implements Tree {
  private readonly known: Map<string, Entry>;
  /** Paths known to be gone, with all below them. */
  private readonly removed: Set<string>;
  private readonly obscured: Set<string>;
  private base: BaseFiles;

  constructor(
    known: Map<string, Entry>,
    removed: Set<string>,
    obscured: Set<string>,
    base: BaseFiles,
  ) {
    this.known = known;
    this.removed = removed;
    this.obscured = obscured;
    this.base = base;
  }

  get(path: string): Entry | undefined {
    return this.known.get(path);
  }

  exists(path: string): Existence {
    if (this.known.has(path) || path === "/") return "present";
    if (this.isObscured(path)) return "unknown";
    for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
      if (this.removed.has(at)) return "absent";
      if (HIDING.has(this.known.get(at)?.type ?? "file")) return "unknown";
    }
    if (this.base === "none") return "absent";
    if (STANDARD.has(path)) return "present";
    if (this.base === "unknown") return "unknown";
    const top = path.slice(
      0,
      (path.indexOf("/", 1) + 1 || path.length + 1) - 1,
    );
    if (OF_SOME_IMAGES.has(top)) return "unknown";
    return !STANDARD.has(top) || FOR_APPLICATIONS.test(path)
      ? "absent"
      : "unknown";
  }

  put(path: string, entry: Entry): void {
    this.known.set(path, entry);
    this.removed.delete(path);
  }

  remove(path: string): readonly (readonly [string, Entry])[] {
    const gone = this.below(path);
    for (const [at] of gone) this.known.delete(at);
    for (const at of this.obscured)
      if (at === path || at.startsWith(`${path}/`)) this.obscured.delete(at);
    this.removed.add(path);
    return gone;
  }

  below(path: string): readonly (readonly [string, Entry])[] {
    const prefix = path === "/" ? "/" : `${path}/`;
    const found: (readonly [string, Entry])[] = [];
    for (const [at, entry] of this.known)
      if (at === path || at.startsWith(prefix)) found.push([at, entry]);
    return found;
  }

  entries(): IterableIterator<readonly [string, Entry]> {
    return this.known.entries();
  }

  blur(): void {
    this.base = "unknown";
    // "rm -rf dist && npm run build" brings back what was removed.
    this.removed.clear();
  }

  obscure(path: string): void {
    this.obscured.add(path);
  }

  isObscured(path: string): boolean {
    if (this.obscured.has("/")) return true;
    for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf("/")))
      if (this.obscured.has(at)) return true;
    return false;
  }

  fork(): Tree {
    return new MapTree(
      new Map(this.known),
      new Set(this.removed),
      new Set(this.obscured),
      this.base,
    );
  }
}

/** An absolute path, from a directory where it is relative. */
export function absolute(path: string, directory: string): string {
  return normalPath(path.startsWith("/") ? path : `${directory}/${path}`);
}

/** Marks that something unknown was put at a path, or anywhere where the path is not known. */
export function obscureAt(
  tree: Tree,
  path: string | undefined,
  directory: string | undefined,
): void {
  const known = path?.startsWith("/") === true || directory !== undefined;
  tree.obscure(
    path === undefined || !known ? "/" : absolute(path, directory ?? "/"),
  );
}

/** The directory a path stands in. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 1)) || "/";
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
