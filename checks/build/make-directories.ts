import { parentOf, type Owner, type Tree } from "./tree.ts";

/**
 * Makes a directory and those above it that are not there, or all of them, with these permissions. Without an owner they
 * are root's, and of the group of a set-group-ID directory above (seen with BuildKit of Docker 28.5). Gives the path of
 * a file that is in the way.
 */
export function makeDirectories(
  tree: Tree,
  path: string,
  {
    mode,
    owner,
    all,
  }: {
    readonly mode: number | undefined;
    readonly owner: Owner | undefined;
    readonly all: boolean;
  },
): string | undefined {
  const missing: string[] = [];
  for (let at = path; at !== "/"; at = parentOf(at)) {
    const to = tree.follow(at) ?? at;
    if (!all && tree.exists(to) === "present") {
      if (tree.get(to)?.type === "file") return to;
      break;
    }
    missing.unshift(at);
  }
  for (const at of missing) {
    const isKnown = all || tree.exists(at) === "absent";
    // In a set-group-ID directory others get the bit too.
    const parent = all ? undefined : tree.get(parentOf(at));
    const bit = (parent?.mode ?? 0) & 0o2000;
    const { uid, gid } = owner ?? { uid: 0, gid: bit ? parent?.gid : 0 };
    tree.put(at, {
      type: "directory",
      mode: isKnown && mode !== undefined ? mode | bit : undefined,
      uid: isKnown ? uid : undefined,
      gid: isKnown ? gid : undefined,
      origin: { kind: "implied" },
    });
  }
  return undefined;
}

/** Why a build stops where a directory would take the place of a file. */
export function inTheWay(path: string): string {
  return `${path} is no directory, and a directory cannot take its place, so the build stops here.`;
}
