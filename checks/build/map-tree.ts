import type { ImageFacts } from "../images.ts";
import type { Change, Layer } from "./layer.ts";
import { broughtBy, existsInBase, standardDirectory } from "./standard.ts";
import {
  absolute,
  parentOf,
  type BaseFiles,
  type Entry,
  type Existence,
  type Tree,
} from "./tree.ts";

/** What hides the paths below it. */
const HIDING = new Set<Entry["type"]>(["bundle", "opaque", "symlink"]);

/** Links that lead to links: what Linux follows at most. */
const MOST_LINKS = 40;

/** A tree over a base image, with what is known of its system in it. */
export function treeOver(
  base: BaseFiles,
  facts?: Pick<ImageFacts, "system" | "accounts">,
): Tree {
  return new MapTree(new Map(facts && broughtBy(facts)), base, []);
}

/** A tree of these files; where they are not complete, more may be anywhere. */
export function treeOf(known: Map<string, Entry>, complete: boolean): Tree {
  return new MapTree(known, "none", complete ? [] : ["/"]);
}

/** What decides over the paths that are not listed. */
interface Marks {
  /** Paths at and below which nothing stands but what is known. */
  readonly emptied: Set<string>;
  /** Paths at and below which anything may stand. */
  readonly obscured: Set<string>;
  /** Paths of entries that hide what is below them. */
  readonly hiding: Set<string>;
  base: BaseFiles;
}

class MapTree implements Tree {
  private readonly known: Map<string, Entry>;
  private readonly marks: Marks;
  /** What stood at the paths that the layer changed. */
  private before = new Map<string, Entry | undefined>();
  /** What commands proved of the layers below. */
  private assumed = new Map<string, Existence>();
  /** Directories that the layer removed, where more may have been in them than is known. */
  private wiped = new Set<string>();
  private reasons = new Set<string>();
  /** The marks when the layer began. */
  private start: Marks;
  /** Where something is mounted. */
  private readonly covered: string[] = [];

  constructor(
    known: Map<string, Entry>,
    base: BaseFiles,
    obscured: Iterable<string>,
    emptied: Iterable<string> = [],
  ) {
    this.known = known;
    this.marks = {
      emptied: new Set(emptied),
      obscured: new Set(obscured),
      hiding: new Set(),
      base,
    };
    for (const [path, { type }] of known)
      if (HIDING.has(type)) this.marks.hiding.add(path);
    this.start = copyOf(this.marks);
  }

  get(path: string): Entry | undefined {
    const at = this.place(path);
    return this.known.get(at) ?? standardAt(at, this.marks);
  }

  exists(path: string): Existence {
    const at = this.place(path);
    return this.known.has(at) ? "present" : existence(at, this.marks);
  }

  put(path: string, entry: Entry): void {
    const at = this.place(path);
    const was = this.known.get(at);
    this.remember(at, was);
    this.set(at, entry);
  }

  private set(at: string, entry: Entry): void {
    this.known.set(at, entry);
    const { hiding } = this.marks;
    if (HIDING.has(entry.type)) hiding.add(at);
    else if (hiding.size > 0) hiding.delete(at);
  }

  remove(path: string): readonly (readonly [string, Entry])[] {
    const at = this.place(path);
    const gone = this.below(at);
    this.remember(at, this.known.get(at));
    if (!this.isListed(at)) this.wiped.add(at);
    for (const [inner] of gone) this.drop(inner);
    for (const other of this.marks.obscured)
      if (isAtOrBelow(other, at)) this.marks.obscured.delete(other);
    this.marks.emptied.add(at);
    return gone;
  }

  private drop(at: string): void {
    this.remember(at, this.known.get(at));
    this.known.delete(at);
    this.marks.hiding.delete(at);
  }

  below(path: string): readonly (readonly [string, Entry])[] {
    const at = this.place(path);
    const found: (readonly [string, Entry])[] = [];
    for (const item of this.known)
      if (isAtOrBelow(item[0], at)) found.push(item);
    return found;
  }

  entries(): IterableIterator<readonly [string, Entry]> {
    return this.known.entries();
  }

  place(path: string): string {
    if (!this.hasLink(path)) return path;
    const slash = path.lastIndexOf("/");
    const to = this.resolved(path.slice(0, slash));
    return to === undefined
      ? path
      : `${to === "/" ? "" : to}${path.slice(slash)}`;
  }

  /** Whether a directory in a path is a link. */
  private hasLink(path: string): boolean {
    for (const at of this.marks.hiding)
      if (
        path[at.length] === "/" &&
        path.startsWith(at) &&
        this.known.get(at)?.type === "symlink"
      )
        return true;
    return false;
  }

  follow(path: string): string | undefined {
    const at = this.place(path);
    return this.known.get(at)?.type === "symlink" ? this.resolved(at) : at;
  }

  private resolved(path: string): string | undefined {
    const left = path.split("/").reverse();
    let done = "";
    let links = 0;
    while (left.length > 0) {
      const part = left.pop() ?? "";
      if (part === "") continue;
      const at = `${done}/${part}`;
      const entry = this.known.get(at);
      if (entry?.type !== "symlink") done = at;
      else if (entry.target === undefined || ++links > MOST_LINKS)
        return undefined;
      else {
        left.push(
          ...absolute(entry.target, done || "/")
            .split("/")
            .reverse(),
        );
        done = "";
      }
    }
    return done || "/";
  }

  isListed(directory: string): boolean {
    // What a base image holds is not listed but for some of it.
    const isBase = directory === "/" && this.marks.base !== "none";
    if (isBase && !this.marks.emptied.has("/")) return false;
    return this.exists(absolute("\0", directory)) === "absent";
  }

  blur(because: string): void {
    this.reasons.add(because);
    this.marks.base = "unknown";
    // "rm -rf dist && npm run build" brings back what was removed.
    this.marks.emptied.clear();
  }

  obscure(path: string, because: string): void {
    const at = this.place(path);
    if (!this.isCovered(at)) this.reasons.add(because);
    this.marks.obscured.add(at);
  }

  isObscured(path: string): boolean {
    return longestIn(this.marks.obscured, this.place(path)) !== -1;
  }

  doubt(because: string): void {
    this.reasons.add(because);
  }

  assume(path: string, exists: "present" | "absent"): void {
    const at = this.place(path);
    if (this.exists(at) !== "unknown") return;
    // What a command of unknown effect did in this layer tells nothing of the layers below.
    const isFirst = this.reasons.size === 0 && !this.before.has(at);
    if (isFirst && !this.isCovered(at)) {
      this.before.set(at, undefined);
      this.assumed.set(at, exists);
    }
    if (exists === "absent") this.marks.emptied.add(at);
  }

  cover(path: string): () => void {
    const { known, marks } = this;
    const hidden = this.below(path);
    const lists = [marks.emptied, marks.obscured, marks.hiding];
    const marked = lists.map((list) =>
      [...list].filter((at) => isAtOrBelow(at, path)),
    );
    const clear = (): void => {
      for (const [at] of this.below(path)) known.delete(at);
      for (const list of lists)
        for (const at of list) if (isAtOrBelow(at, path)) list.delete(at);
    };
    clear();
    marks.emptied.add(path);
    this.covered.push(path);
    return () => {
      this.covered.splice(this.covered.lastIndexOf(path), 1);
      clear();
      for (const [at, entry] of hidden) known.set(at, entry);
      for (const [index, list] of lists.entries())
        for (const at of marked[index] ?? []) list.add(at);
    };
  }

  forget(path: string): void {
    const at = this.place(path);
    this.drop(at);
    this.before.delete(at);
  }

  private isCovered(at: string): boolean {
    return (
      this.covered.length > 0 &&
      this.covered.some((path) => isAtOrBelow(at, path))
    );
  }

  private remember(at: string, was: Entry | undefined): void {
    if (!this.before.has(at) && !this.isCovered(at)) this.before.set(at, was);
  }

  fork(): Tree {
    const { base, obscured, emptied } = this.marks;
    return new MapTree(new Map(this.known), base, obscured, emptied);
  }

  takeLayer(): Layer {
    const { before, start, reasons } = this;
    const changes: Change[] = [];
    const hidden = new Set<string>();
    const absent = new Set<string>();
    for (const path of [...before.keys()].sort()) {
      const entry = this.known.get(path);
      const was = before.get(path) ?? standardAt(path, start);
      const exists =
        was !== undefined
          ? "present"
          : absent.has(parentOf(path))
            ? "absent"
            : (this.assumed.get(path) ?? existence(path, start));
      // Where no directory was, nothing was in it.
      if (exists === "absent" || (was && isNoDirectory(was))) absent.add(path);
      if (entry !== undefined) {
        const isDirectory = entry.type === "directory";
        if (exists !== "absent" && isDirectory && this.wiped.has(path))
          reasons.add(`what else ${path} held is hidden`);
        if (was !== undefined && isSame(was, entry)) continue;
        // A file in the place of a directory hides all that was in it.
        if (was?.type === "directory" && !isDirectory) hidden.add(path);
        const replaces =
          exists === "unknown" ? undefined : exists === "present";
        changes.push({ kind: "put", path, entry, replaces });
      } else if (exists !== "absent" && longestIn(hidden, path) === -1) {
        hidden.add(path);
        if (exists === "present") changes.push({ kind: "delete", path });
        else reasons.add(`whether ${path} was there is not known`);
      }
    }
    this.before = new Map();
    this.assumed = new Map();
    this.wiped = new Set();
    this.reasons = new Set();
    this.start = copyOf(this.marks);
    return { changes, unknown: [...reasons] };
  }
}

function copyOf({ emptied, obscured, hiding, base }: Marks): Marks {
  return {
    emptied: new Set(emptied),
    obscured: new Set(obscured),
    hiding: new Set(hiding),
    base,
  };
}

/** A directory of the base image, where nothing was removed. */
function standardAt(path: string, { base, emptied }: Marks): Entry | undefined {
  return base === "system" && !emptied.has(path)
    ? standardDirectory(path)
    : undefined;
}

/** Whether a path that is not listed exists. */
function existence(
  path: string,
  { emptied, obscured, hiding, base }: Marks,
): Existence {
  if (path === "/") return "present";
  if (longestIn(obscured, path) !== -1) return "unknown";
  const empty = longestIn(emptied, path);
  const hidden = longestIn(hiding, path);
  // What is nearer to the path tells.
  if (hidden !== -1 && hidden >= empty) return "unknown";
  return empty === -1 ? existsInBase(base, path) : "absent";
}

/** More paths than these are looked up from below rather than compared one by one. */
const MANY = 16;

/** The length of the longest path of a set that is a path or stands above it; -1 where there is none. */
function longestIn(paths: ReadonlySet<string>, path: string): number {
  let longest = -1;
  if (paths.size <= MANY) {
    for (const at of paths)
      if (at.length > longest && isAtOrBelow(path, at)) longest = at.length;
    return longest;
  }
  for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf("/")))
    if (paths.has(at)) return at.length;
  return paths.has("/") ? 1 : -1;
}

function isAtOrBelow(path: string, above: string): boolean {
  return (
    path.startsWith(above) &&
    (path.length === above.length ||
      above === "/" ||
      path[above.length] === "/")
  );
}

/** Whether nothing can be in an entry; some tags of an image have links where others have directories. */
function isNoDirectory({ type, origin }: Entry): boolean {
  return type === "file" || (type === "symlink" && origin.kind !== "base");
}

/**
 * Whether a layer leaves an entry out as unchanged: owner, permissions and, but for directories, time and size are the
 * same (BuildKit, util/overlay, sameDirent). Copies keep the time, all else that writes a file gives it a new one.
 */
function isSame(was: Entry, now: Entry): boolean {
  if (was === now) return true;
  const { type, mode, uid, gid, origin } = now;
  return (
    was.type === type &&
    mode !== undefined &&
    was.mode === mode &&
    uid !== undefined &&
    was.uid === uid &&
    gid !== undefined &&
    was.gid === gid &&
    (type === "directory" || was.origin === origin)
  );
}
