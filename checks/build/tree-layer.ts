import type { Change, Layer } from "./layer.ts";
import {
  existence,
  nodeAt,
  type PathNode,
  type Snapshot,
} from "./path-node.ts";
import { standardDirectory } from "./standard.ts";
import { parentOf, type Entry, type Existence } from "./tree.ts";

/** What a layer did that the files before and after it do not show. */
export interface Doings {
  /** Paths that were removed with all below them. */
  readonly removed: Set<string>;
  /** Directories of these in which more may have been than is known. */
  readonly wiped: Set<string>;
  /** What commands proved of the layers below. */
  readonly assumed: Map<string, Existence>;
  /** Why the layer may hold more. */
  readonly reasons: Set<string>;
}

/** What is noted of a layer at its start. */
export function noDoings(): Doings {
  return {
    removed: new Set(),
    wiped: new Set(),
    assumed: new Map(),
    reasons: new Set(),
  };
}

/** The layer that changes nothing. */
export const NO_CHANGES: Layer = { changes: [], unknown: [] };

/** A layer, compared with the one below it when it is first asked for what it changes. */
export class TreeLayer implements Layer {
  private readonly start: Snapshot;
  private readonly end: PathNode;
  private readonly doings: Doings;
  private compared: Layer | undefined;

  constructor(start: Snapshot, end: PathNode, doings: Doings) {
    this.start = start;
    this.end = end;
    this.doings = doings;
  }

  get changes(): Layer["changes"] {
    return (this.compared ??= this.compare()).changes;
  }

  get unknown(): Layer["unknown"] {
    return (this.compared ??= this.compare()).unknown;
  }

  private compare(): Layer {
    const { start, end } = this;
    const { removed, wiped, assumed } = this.doings;
    const reasons = new Set(this.doings.reasons);
    const paths = new Set([...removed, ...assumed.keys()]);
    addDifferences(paths, start.root, end);
    const changes: Change[] = [];
    const hidden = new Set<string>();
    const absent = new Set<string>();
    for (const path of [...paths].sort()) {
      const entry = nodeAt(end, path)?.entry;
      const was = entryAt(path, start);
      const exists =
        was !== undefined
          ? "present"
          : absent.has(parentOf(path))
            ? "absent"
            : (assumed.get(path) ?? existence(path, start));
      // Where no directory was, nothing was in it.
      if (exists === "absent" || (was && isNoDirectory(was))) absent.add(path);
      if (entry !== undefined) {
        const isDirectory = entry.type === "directory";
        if (exists !== "absent" && isDirectory && wiped.has(path))
          reasons.add(`what else ${path} held is hidden`);
        if (was !== undefined && isSame(was, entry)) continue;
        // A file in the place of a directory hides all that was in it.
        if (was?.type === "directory" && !isDirectory) hidden.add(path);
        const replaces =
          exists === "unknown" ? undefined : exists === "present";
        changes.push({ kind: "put", path, entry, replaces });
      } else if (exists !== "absent" && !isBelow(path, hidden)) {
        hidden.add(path);
        if (exists === "present") changes.push({ kind: "delete", path });
        else reasons.add(`whether ${path} was there is not known`);
      }
    }
    return { changes, unknown: [...reasons] };
  }
}

/** What is known to stand at a path, a directory of the base image included where nothing was removed. */
export function entryAt(
  path: string,
  { root, base, blurred }: Snapshot,
): Entry | undefined {
  const node = nodeAt(root, path);
  if (node?.entry !== undefined) return node.entry;
  return base === "system" && !((node?.emptied ?? 0) > blurred)
    ? standardDirectory(path)
    : undefined;
}

/** Adds the paths whose entries are not the same ones before and after. */
function addDifferences(
  paths: Set<string>,
  before: PathNode,
  after: PathNode,
): void {
  const open: [string, PathNode | undefined, PathNode | undefined][] = [
    ["/", before, after],
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, was, now] = next;
    if (was?.entry !== now?.entry) paths.add(path);
    const prefix = path === "/" ? "/" : `${path}/`;
    if (now?.names !== undefined)
      now.names.eachOther(was?.names, (name, node, other) =>
        open.push([prefix + name, other, node]),
      );
    else
      was?.names?.each((name, node) =>
        open.push([prefix + name, node, undefined]),
      );
  }
}

function isBelow(path: string, above: ReadonlySet<string>): boolean {
  if (above.size === 0) return false;
  for (let at = path; at !== "/"; at = parentOf(at))
    if (above.has(at)) return true;
  return above.has("/");
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
