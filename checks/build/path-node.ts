import { Names, type Edit } from "../names.ts";
import { existsInBase } from "./standard.ts";
import type { BaseFiles, Entry, Existence } from "./tree.ts";

/** A path of an image: what stands at it, what is known of it, and the names below it. */
export class PathNode {
  entry: Entry | undefined;
  names: Names<PathNode> | undefined;
  /** When the path was emptied, so that nothing stands at it or below it but what is known; 0 where it was not. */
  emptied = 0;
  /** Whether anything may stand at the path and below it. */
  obscured = false;
  /** Whether it, or a path below it, was emptied or obscured. */
  marked = false;
  private readonly edit: Edit;

  constructor(edit: Edit) {
    this.edit = edit;
  }

  /** The node itself where it may be changed in place, else a copy. */
  own(edit: Edit): PathNode {
    if (this.edit === edit) return this;
    const copy = new PathNode(edit);
    copy.entry = this.entry;
    copy.names = this.names;
    copy.emptied = this.emptied;
    copy.obscured = this.obscured;
    copy.marked = this.marked;
    return copy;
  }

  /** A copy without what was emptied or obscured. */
  plainCopy(edit: Edit): PathNode {
    const copy = new PathNode(edit);
    copy.entry = this.entry;
    copy.names = this.names;
    return copy;
  }

  /** The node of a name, ready to be changed; made where there is none. Only for a node that may be changed itself. */
  child(name: string, edit: Edit): PathNode {
    const before = this.names?.get(name);
    const own = before?.own(edit) ?? new PathNode(edit);
    if (own !== before) this.link(name, own, edit);
    return own;
  }

  link(name: string, node: PathNode, edit: Edit): void {
    this.names = (this.names ?? new Names(edit)).with(name, node, edit);
  }
}

/** The files of an image at one time. */
export interface Snapshot {
  readonly root: PathNode;
  readonly base: BaseFiles;
  /** What was emptied before this time may hold anything again. */
  readonly blurred: number;
}

/** What hides the paths below it. */
function hides({ type }: Entry): boolean {
  return type === "bundle" || type === "opaque" || type === "symlink";
}

/** The node of a path that no link leads through. */
export function nodeAt(root: PathNode, path: string): PathNode | undefined {
  let node: PathNode | undefined = root;
  for (let from = 1; node !== undefined && from < path.length;) {
    const end = path.indexOf("/", from);
    const to = end === -1 ? path.length : end;
    node = node.names?.get(path.slice(from, to));
    from = to + 1;
  }
  return node;
}

/** The nodes above a path, from the root on. */
export function* nodesAbove(root: PathNode, path: string): Generator<PathNode> {
  let node: PathNode | undefined = root;
  for (let from = 1; node !== undefined && from < path.length;) {
    yield node;
    const end = path.indexOf("/", from);
    if (end === -1) return;
    node = node.names?.get(path.slice(from, end));
    from = end + 1;
  }
}

/** Whether anything may stand at a path, because it or one above it is obscured. */
export function isObscured(root: PathNode, path: string): boolean {
  let node: PathNode | undefined = root;
  for (let from = 1; ;) {
    if (node.obscured) return true;
    if (from >= path.length) return false;
    const end = path.indexOf("/", from);
    const to = end === -1 ? path.length : end;
    node = node.names?.get(path.slice(from, to));
    if (node === undefined) return false;
    from = to + 1;
  }
}

/** Whether something stands at a path that no link leads through. */
export function existence(
  path: string,
  { root, base, blurred }: Snapshot,
): Existence {
  if (path === "/") return "present";
  let node: PathNode | undefined = root;
  // How deep it was emptied or hidden last: what is nearer to the path tells.
  let emptied = -1;
  let hidden = -1;
  let isObscured = false;
  for (let from = 1, depth = 0; ; depth++) {
    if (node.obscured) isObscured = true;
    if (node.emptied > blurred) emptied = depth;
    if (from >= path.length) {
      if (node.entry !== undefined) return "present";
      break;
    }
    if (node.entry !== undefined && hides(node.entry)) hidden = depth;
    const end = path.indexOf("/", from);
    const to = end === -1 ? path.length : end;
    node = node.names?.get(path.slice(from, to));
    if (node === undefined) break;
    from = to + 1;
  }
  if (isObscured || (hidden !== -1 && hidden >= emptied)) return "unknown";
  return emptied === -1 ? existsInBase(base, path) : "absent";
}

/** Whether an entry is known at or below a node. */
export function holds(node: PathNode): boolean {
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.entry !== undefined) return true;
    next.names?.each((_, child) => open.push(child));
  }
  return false;
}

/** Adds the known entries at and below a node to a list. */
export function collect(
  node: PathNode,
  path: string,
  found: (readonly [string, Entry])[],
): void {
  const open: [string, PathNode][] = [[path, node]];
  // A path may have more parts than the call stack is deep.
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [at, { entry, names }] = next;
    if (entry !== undefined) found.push([at, entry]);
    if (names === undefined) continue;
    const first = open.length;
    const prefix = at === "/" ? "/" : `${at}/`;
    names.each((name, child) => open.push([prefix + name, child]));
    // The stack gives them back in their order.
    for (let low = first, high = open.length - 1; low < high; low++, high--) {
      const [a, b] = [open[low], open[high]];
      if (a !== undefined && b !== undefined) [open[low], open[high]] = [b, a];
    }
  }
}

/** A copy of a node in which what was emptied after a time is as if it was at another. */
export function emptiedAgain(
  node: PathNode,
  after: number,
  now: number,
  edit: Edit,
): PathNode {
  const renewed = (old: PathNode): PathNode => {
    if (!old.marked) return old;
    const copy = old.own(edit);
    if (copy.emptied > after) copy.emptied = now;
    open.push(copy);
    return copy;
  };
  const open: PathNode[] = [];
  const top = renewed(node);
  for (let next = open.pop(); next !== undefined; next = open.pop())
    next.names = next.names?.map(renewed, edit);
  return top;
}
