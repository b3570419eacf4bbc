import { nodeAt, type PathNode } from "./path-node.ts";
import { absolute } from "./tree.ts";

/** Links that lead to links: what Linux follows at most. */
const MOST_LINKS = 40;

/** Whether a directory in a path is a link. */
export function hasLink(root: PathNode, path: string): boolean {
  let node: PathNode | undefined = root;
  for (let from = 1; ;) {
    const end = path.indexOf("/", from);
    if (end === -1) return false;
    node = node.names?.get(path.slice(from, end));
    if (node === undefined) return false;
    if (node.entry?.type === "symlink") return true;
    from = end + 1;
  }
}

/** A path without links, at its end neither; undefined where a link leads nowhere known. */
export function resolved(root: PathNode, path: string): string | undefined {
  const left = path.split("/").reverse();
  let done = "";
  let links = 0;
  while (left.length > 0) {
    const part = left.pop() ?? "";
    if (part === "") continue;
    const at = `${done}/${part}`;
    const entry = nodeAt(root, at)?.entry;
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
