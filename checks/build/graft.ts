import type { Edit } from "../names.ts";
import { collect, type PathNode } from "./path-node.ts";
import type { Entry } from "./tree.ts";

/** How the content of a directory is put into another one. */
export interface Grafting {
  /** What an entry becomes; undefined where each stays as it is. */
  readonly change: ((entry: Entry) => Entry) | undefined;
  /** Puts one entry at a path where something of another kind stands, or a link. */
  readonly place: (path: string, entry: Entry) => void;
}

/**
 * Puts what stands below a node below another one, which may be changed in place. What stands in an image already, and
 * is copied as it is, is shared and not copied.
 */
export function graftInto(
  into: PathNode,
  from: PathNode,
  path: string,
  { change, place }: Grafting,
  edit: Edit,
): void {
  const open = [{ into, from, path }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { into: to, from: source, path: above } = next;
    if (to.names === undefined) {
      const isShared = change === undefined && !source.marked;
      to.names = isShared
        ? source.names
        : source.names?.map((node) => copied(node, change, edit), edit);
      continue;
    }
    source.names?.each((name, node) => {
      const at = above === "/" ? `/${name}` : `${above}/${name}`;
      const before = to.names?.get(name);
      if (before === undefined) {
        to.link(name, copied(node, change, edit), edit);
      } else if (takesPlace(before.entry, node.entry)) {
        const own = to.child(name, edit);
        if (node.entry !== undefined)
          own.entry = change?.(node.entry) ?? node.entry;
        open.push({ into: own, from: node, path: at });
      } else {
        const found: (readonly [string, Entry])[] = [];
        collect(node, at, found);
        for (const [inner, entry] of found) place(inner, entry);
      }
    });
  }
}

/** Whether nothing is in the way where an entry comes to a place, and no link leads elsewhere. */
function takesPlace(
  before: Entry | undefined,
  entry: Entry | undefined,
): boolean {
  if (before === undefined) return true;
  const isDirectory = entry === undefined || entry.type === "directory";
  return before.type === "directory"
    ? isDirectory
    : before.type !== "symlink" && !isDirectory;
}

/** A node and all below it without what they tell of paths that are not known. */
function copied(
  node: PathNode,
  change: Grafting["change"],
  edit: Edit,
): PathNode {
  if (change === undefined && !node.marked) return node;
  const open: PathNode[] = [];
  const copy = (old: PathNode): PathNode => {
    const made = old.plainCopy(edit);
    if (change !== undefined && made.entry !== undefined)
      made.entry = change(made.entry);
    open.push(made);
    return made;
  };
  const top = copy(node);
  for (let next = open.pop(); next !== undefined; next = open.pop())
    next.names = next.names?.map(copy, edit);
  return top;
}
