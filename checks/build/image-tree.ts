import type { ImageFacts } from "../images.ts";
import { graftInto, type Grafting } from "./graft.ts";
import type { Layer } from "./layer.ts";
import type { Edit } from "../names.ts";
import {
  collect,
  emptiedAgain,
  existence,
  holds,
  nodesAbove,
  isObscured,
  nodeAt,
  PathNode,
  type Snapshot,
} from "./path-node.ts";
import { hasLink, resolved } from "./links.ts";
import { broughtBy } from "./standard.ts";
import {
  entryAt,
  NO_CHANGES,
  noDoings,
  TreeLayer,
  type Doings,
} from "./tree-layer.ts";
import {
  parentOf,
  type BaseFiles,
  type Entry,
  type Existence,
  type Tree,
} from "./tree.ts";

/** A tree over a base image, with what is known of its system in it. */
export function treeOver(base: BaseFiles, facts?: ImageFacts): Tree {
  if (facts === undefined) return treeWith(base, []);
  let known = trees.get(facts);
  if (known?.base !== base)
    trees.set(facts, (known = treeWith(base, broughtBy(facts))));
  return known.fork();
}

/** The trees of known images as they are before any instruction; only forks of them are handed out. */
const trees = new WeakMap<ImageFacts, ImageTree>();

/** A tree of these files; where they are not complete, more may be anywhere. */
export function treeOf(
  known: Iterable<readonly [string, Entry]>,
  complete: boolean,
): Tree {
  const tree = treeWith("none", known);
  if (!complete) tree.obscure("/", "");
  tree.takeLayer();
  return tree;
}

function treeWith(
  base: BaseFiles,
  known: Iterable<readonly [string, Entry]>,
): ImageTree {
  const root = new PathNode(Symbol());
  const tree = new ImageTree({ root, base, blurred: 0 }, 0);
  for (const [path, entry] of known) tree.set(path, entry);
  tree.takeLayer();
  return tree;
}

class ImageTree implements Tree, Snapshot {
  root: PathNode;
  base: BaseFiles;
  blurred: number;
  /** Counts what was emptied and blurred, so that the one can be told to be before the other. */
  private time: number;
  /** Whoever holds it may change a part of the tree in place: what a layer before, or another tree, has is not ours. */
  private edit: Edit = Symbol();
  /** The files when the layer began. */
  private start: Snapshot;
  private doings: Doings | undefined;
  /** Where something is mounted, and how often. */
  private readonly covered = new Map<string, number>();

  constructor({ root, base, blurred }: Snapshot, time: number) {
    this.root = root;
    this.base = base;
    this.blurred = blurred;
    this.time = time;
    this.start = { root, base, blurred };
  }

  get(path: string): Entry | undefined {
    return entryAt(this.place(path), this);
  }

  exists(path: string): Existence {
    return existence(this.place(path), this);
  }

  put(path: string, entry: Entry): void {
    this.set(this.place(path), entry);
  }

  /** Puts an entry at a path that no link leads through. */
  set(at: string, entry: Entry): void {
    this.nodeFor(at).entry = entry;
  }

  /** The node of a path, ready to be changed, and those above it. */
  private nodeFor(path: string): PathNode {
    const { edit } = this;
    let node = (this.root = this.root.own(edit));
    for (let from = 1; from < path.length;) {
      const end = path.indexOf("/", from);
      const to = end === -1 ? path.length : end;
      node = node.child(path.slice(from, to), edit);
      from = to + 1;
    }
    return node;
  }

  /** As `nodeFor`, for one that is emptied or obscured. */
  private markedNode(path: string): PathNode {
    const node = this.nodeFor(path);
    node.marked = true;
    for (const above of nodesAbove(this.root, path)) above.marked = true;
    return node;
  }

  /** Puts a node in the place of a path's; undefined leaves nothing there. */
  private replace(path: string, node: PathNode | undefined): void {
    const { edit } = this;
    if (path === "/") {
      this.root = node ?? new PathNode(edit);
      return;
    }
    const above = this.nodeFor(parentOf(path));
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (node !== undefined) above.link(name, node, edit);
    else above.names = above.names?.without(name, edit);
  }

  private empty(at: string): void {
    this.markedNode(at).emptied = ++this.time;
  }

  remove(path: string): void {
    const at = this.place(path);
    if (!this.isCovered(at)) {
      this.done.removed.add(at);
      if (!this.isListed(at)) this.done.wiped.add(at);
    }
    this.replace(at, new PathNode(this.edit));
    this.empty(at);
  }

  below(path: string): readonly (readonly [string, Entry])[] {
    const at = this.place(path);
    const found: (readonly [string, Entry])[] = [];
    const node = nodeAt(this.root, at);
    if (node !== undefined) collect(node, at, found);
    return found;
  }

  names(directory: string): readonly string[] {
    const found: string[] = [];
    nodeAt(this.root, this.place(directory))?.names?.each((name, node) => {
      if (holds(node)) found.push(name);
    });
    return found;
  }

  entries(): IterableIterator<readonly [string, Entry]> {
    return this.below("/").values();
  }

  place(path: string): string {
    if (!hasLink(this.root, path)) return path;
    const slash = path.lastIndexOf("/");
    const to = resolved(this.root, path.slice(0, slash));
    return to === undefined
      ? path
      : `${to === "/" ? "" : to}${path.slice(slash)}`;
  }

  follow(path: string): string | undefined {
    const at = this.place(path);
    return nodeAt(this.root, at)?.entry?.type === "symlink"
      ? resolved(this.root, at)
      : at;
  }

  isListed(directory: string): boolean {
    // What a base image holds is not listed but for some of it.
    if (directory === "/" && this.base !== "none")
      if (!(this.root.emptied > this.blurred)) return false;
    return (
      this.exists(directory === "/" ? "/\0" : `${directory}/\0`) === "absent"
    );
  }

  blur(because: string): void {
    this.done.reasons.add(because);
    this.base = "unknown";
    // "rm -rf dist && npm run build" brings back what was removed.
    this.blurred = ++this.time;
  }

  obscure(path: string, because: string): void {
    const at = this.place(path);
    if (!this.isCovered(at)) this.done.reasons.add(because);
    this.markedNode(at).obscured = true;
  }

  isObscured(path: string): boolean {
    return isObscured(this.root, this.place(path));
  }

  doubt(because: string): void {
    this.done.reasons.add(because);
  }

  assume(path: string, exists: "present" | "absent"): void {
    const at = this.place(path);
    if (this.exists(at) !== "unknown") return;
    // What a command of unknown effect did in this layer tells nothing of the layers below.
    const isFirst = this.done.reasons.size === 0 && !this.done.assumed.has(at);
    if (isFirst && !this.isCovered(at)) this.done.assumed.set(at, exists);
    if (exists === "absent") this.empty(at);
  }

  cover(path: string): () => void {
    const hidden = nodeAt(this.root, path);
    const { blurred } = this;
    this.replace(path, new PathNode(this.edit));
    this.empty(path);
    this.covered.set(path, (this.covered.get(path) ?? 0) + 1);
    return () => {
      const left = (this.covered.get(path) ?? 1) - 1;
      if (left === 0) this.covered.delete(path);
      else this.covered.set(path, left);
      // A command of unknown effect did not reach what was hidden from it.
      const isStale = hidden?.marked === true && this.blurred !== blurred;
      this.replace(
        path,
        isStale
          ? emptiedAgain(hidden, blurred, ++this.time, this.edit)
          : hidden,
      );
    };
  }

  forget(path: string): void {
    this.nodeFor(this.place(path)).entry = undefined;
  }

  graft(from: Tree, source: string, to: string, by: Grafting): void {
    const node = from instanceof ImageTree ? from.shared(source) : undefined;
    if (node !== undefined)
      graftInto(this.nodeFor(to), node, to, by, this.edit);
  }

  /** The node of a path, which is not changed from now on. */
  private shared(path: string): PathNode | undefined {
    this.edit = Symbol();
    return nodeAt(this.root, this.place(path));
  }

  private isCovered(at: string): boolean {
    if (this.covered.size === 0) return false;
    for (let above = at; above !== "/"; above = parentOf(above))
      if (this.covered.has(above)) return true;
    return false;
  }

  private get done(): Doings {
    return (this.doings ??= noDoings());
  }

  fork(): Tree {
    this.edit = Symbol();
    return new ImageTree(this, this.time);
  }

  takeLayer(): Layer {
    const { start, root, base, blurred, doings } = this;
    this.edit = Symbol();
    this.start = { root, base, blurred };
    this.doings = undefined;
    return root === start.root && doings === undefined
      ? NO_CHANGES
      : new TreeLayer(start, root, doings ?? noDoings());
  }
}
