import { inTheWay, makeDirectories } from "./make-directories.ts";
import { changedMode, decidesExecution } from "./mode.ts";
import type { Reads } from "./reads.ts";
import { standardDirectory } from "./standard.ts";
import {
  absolute,
  nameOf,
  parentOf,
  type Entry,
  type Owner,
  type Tree,
} from "./tree.ts";

/** How files are copied into an image. */
export interface Copying {
  /** The files of the image. */
  readonly tree: Tree;
  /** The owner that `--chown` gives. */
  readonly owner: Owner | undefined;
  /** The text of `--chmod`; undefined without one, null where it is not known. */
  readonly mode: string | undefined | null;
  /** With `--link` the copy is made in an empty file system and laid over the image. */
  readonly link: boolean;
  /** Whether a path below the directory that is copied comes along, where not all do; it has no slash at its start. */
  readonly takes: ((path: string) => boolean) | undefined;
  /** Keeps the paths of the source that come along. */
  readonly reads: Reads;
  /** Told where the build stops. */
  readonly fail: (message: string) => void;
}

/** Copies as BuildKit does (fsutil, copy/copy.go). */
export class Copier {
  private readonly by: Copying;

  constructor(by: Copying) {
    this.by = by;
  }

  /** Copies a file or the content of a directory to a destination that is a directory where it `isDirectory`. */
  copy(
    from: Tree,
    top: string,
    destination: string,
    isDirectory: boolean,
  ): void {
    const { tree } = this.by;
    if (
      !this.makeDirectories(isDirectory ? destination : parentOf(destination))
    )
      return;
    const source = from.follow(top) ?? top;
    const entry = from.get(source);
    const to = this.by.link
      ? destination
      : (tree.follow(destination) ?? destination);
    if (entry !== undefined && isOneThing(entry)) {
      this.place(this.into(to, top, isDirectory), entry, true);
      this.by.reads.add(source);
      return;
    }
    // The directory itself is made like those above it; its own permissions stay behind.
    if (!this.makeDirectories(to)) return;
    if (entry?.type === "bundle") {
      const { mode, uid, gid } = tree.get(to) ?? {
        mode: undefined,
        uid: undefined,
        gid: undefined,
      };
      tree.put(to, { ...entry, mode, uid, gid });
    }
    this.content(from, source, to);
  }

  /** Puts one file at a destination, or into it where it is a directory; gives its path. */
  put(
    entry: Entry,
    name: string,
    destination: string,
    isDirectory: boolean,
  ): string {
    this.makeDirectories(isDirectory ? destination : parentOf(destination));
    const path = this.placeOf(name, destination, isDirectory);
    this.place(path, entry, true);
    return path;
  }

  /** Where one file of a name is put: at a destination, or into it where it is a directory. */
  placeOf(name: string, destination: string, isDirectory: boolean): string {
    const to = this.by.link
      ? destination
      : (this.by.tree.follow(destination) ?? destination);
    return this.into(to, name, isDirectory);
  }

  /** Unpacks an archive; without a list of its entries it is something in the directory, of unknown names. */
  unpack(
    archive: Entry,
    destination: string,
    entries: readonly string[] | undefined,
  ): void {
    const { tree, owner } = this.by;
    if (!this.makeDirectories(destination)) return;
    const to = tree.follow(destination) ?? destination;
    const origin: Entry["origin"] =
      archive.origin.kind === "context"
        ? { kind: "archive", path: archive.origin.path }
        : archive.origin;
    if (entries === undefined) {
      tree.obscure(
        to,
        `what is in ${archive.origin.kind === "context" ? archive.origin.path : "an archive"} is not known`,
      );
      return;
    }
    // The owner in the archive stays, unless --chown gives another; its permissions stay in any case.
    const { uid, gid } = owner ?? { uid: undefined, gid: undefined };
    for (const entry of entries) {
      const path = absolute(entry.replace(/^\/+/, ""), to);
      if (path === to) continue;
      for (
        let above = parentOf(path);
        tree.exists(above) === "absent";
        above = parentOf(above)
      )
        tree.put(above, {
          type: "directory",
          mode: undefined,
          uid,
          gid,
          origin,
        });
      tree.put(path, {
        // What has no slash may be a file or a link.
        type: entry.endsWith("/") ? "directory" : "opaque",
        mode: undefined,
        uid,
        gid,
        origin,
      });
    }
  }

  private into(to: string, name: string, isDirectory: boolean): string {
    const { tree, link } = this.by;
    const isThere =
      !link &&
      (tree.get(to)?.type === "directory" ||
        (tree.get(to) === undefined && tree.exists(to) === "present"));
    return isDirectory || isThere ? absolute(nameOf(name), to) : to;
  }

  private content(from: Tree, source: string, to: string): void {
    const start = source === "/" ? 1 : source.length + 1;
    const prefix = to === "/" ? "/" : `${to}/`;
    const { takes, reads } = this.by;
    if (takes === undefined && this.isOwnPlace(to)) {
      reads.addBelow(from, source);
      this.by.tree.graft(from, source, to, {
        change: this.isAsIs ? undefined : (entry) => this.changed(entry),
        place: (path, entry) => this.place(path, entry, true),
      });
      return;
    }
    const below = from.below(source);
    // Directories wait for something in them where they do not come along themselves.
    const waiting = new Map<string, Entry>();
    for (const [path, entry] of takes === undefined
      ? below
      : [...below].sort(byPath)) {
      if (path === source) continue;
      const inner = path.slice(start);
      if (takes?.(inner) === false) {
        if (entry.type === "directory") waiting.set(inner, entry);
        continue;
      }
      if (waiting.size > 0) this.bringParents(inner, prefix, waiting);
      reads.add(path);
      this.place(prefix + inner, entry, true);
    }
  }

  /** Whether what is put into a directory stands there as it is put, with nothing in its way that decides otherwise. */
  private isOwnPlace(to: string): boolean {
    const { tree, link } = this.by;
    if (standardDirectory(to) !== undefined) return false;
    // A linked copy takes every place and follows no link.
    return !link || (tree.names(to).length === 0 && tree.follow(to) === to);
  }

  private bringParents(
    inner: string,
    prefix: string,
    waiting: Map<string, Entry>,
  ): void {
    for (
      let end = inner.indexOf("/");
      end !== -1;
      end = inner.indexOf("/", end + 1)
    ) {
      const above = inner.slice(0, end);
      const held = waiting.get(above);
      waiting.delete(above);
      if (held !== undefined) this.place(prefix + above, held, false);
    }
  }

  /** Puts a copy at its place; a directory that is there already takes over owner and permissions where it `replaces`. */
  private place(path: string, entry: Entry, replaces: boolean): void {
    const { tree, link } = this.by;
    const before = link ? undefined : tree.get(path);
    const isDirectory = entry.type === "directory";
    if (before?.type === "directory" && !isDirectory && entry.type !== "bundle")
      return this.by.fail(
        `${path} is a directory, and a file cannot take its place, so the build stops here.`,
      );
    if (isDirectory && before !== undefined && before.type !== "directory") {
      // Some tags of an image have links where others have directories.
      if (
        before.type === "file" ||
        (before.type === "symlink" && before.origin.kind !== "base")
      )
        this.by.fail(inTheWay(path));
      return;
    }
    if (before !== undefined && isDirectory && !replaces)
      tree.put(path, { ...before, mode: this.modeOf(entry) });
    else tree.put(path, this.changed(entry));
  }

  /** Whether copies keep owner and permissions. */
  private get isAsIs(): boolean {
    return this.by.owner === undefined && this.by.mode === undefined;
  }

  /** The copy of an entry. */
  private changed(entry: Entry): Entry {
    const mode = this.modeOf(entry);
    const { uid, gid } = this.by.owner ?? entry;
    const checkout = this.isTold() ? undefined : entry.checkout;
    return mode === entry.mode &&
      uid === entry.uid &&
      gid === entry.gid &&
      checkout === entry.checkout
      ? entry
      : { ...entry, mode, uid, gid, checkout };
  }

  private isTold(): boolean {
    const { mode } = this.by;
    return typeof mode === "string" && decidesExecution(mode);
  }

  private modeOf({ type, mode }: Entry): number | undefined {
    const { mode: text } = this.by;
    if (text === undefined || type === "symlink") return mode;
    return text === null
      ? undefined
      : changedMode(text, {
          mode,
          directory: type === "directory",
          umask: 0,
          keepsSpecial: false,
        });
  }

  /** Makes a directory and those above it where it can; permissions given as a number are theirs too (fsutil, Copy). */
  private makeDirectories(path: string): boolean {
    const { tree, mode, link, owner } = this.by;
    const isNumber = typeof mode === "string" && /^[0-7]+$/.test(mode);
    const obstacle = makeDirectories(tree, path, {
      owner,
      mode:
        mode === null
          ? undefined
          : isNumber
            ? Number.parseInt(mode, 8) & 0o777
            : 0o755,
      // A linked copy brings all directories above it.
      all: link,
    });
    if (obstacle !== undefined) this.by.fail(inTheWay(obstacle));
    return obstacle === undefined;
  }
}

function byPath(
  [a]: readonly [string, Entry],
  [b]: readonly [string, Entry],
): number {
  return a < b ? -1 : 1;
}

/** Whether an entry is copied as one thing; what is not known is taken for a file. */
function isOneThing({ type }: Entry): boolean {
  return type === "file" || type === "symlink" || type === "opaque";
}
