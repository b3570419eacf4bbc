import { scriptPath } from "./handler.ts";
import { launchOf } from "./launch.ts";
import { permission, type Permission } from "./permission.ts";
import { runtimeUser, type RuntimeUser } from "./runtime-user.ts";
import type { Image } from "./simulate.ts";
import { absolute, parentOf } from "./tree.ts";

/** A place where the application is known to write, and whether its user can. */
export interface Write extends Permission {
  readonly path: string;
  /** How it is known: VOLUME declares it, or a text names it. */
  readonly by: "volume" | "text";
}

/** Calls that write to the path in their first argument, in JavaScript and Python. */
const WRITING =
  /\b(?:writeFile|appendFile|createWriteStream|mkdir|mkdtemp|makedirs)(?:Sync)?\s{0,9}\(\s{0,9}(["'`])([^"'`$\n]{1,200})\1/g;
const OPENING =
  /\bopen(?:Sync)?\s{0,9}\(\s{0,9}(["'])([^"'\n]{1,200})\1\s{0,9},\s{0,9}["'][wax]/g;

/** Where the application writes, as far as VOLUME and the file that is started tell, and whether its user can. */
export function writesOf(image: Image): readonly Write[] {
  const user = runtimeUser(image);
  const places = new Map<string, Write["by"]>();
  for (const path of writtenPaths(image)) places.set(path, "text");
  for (const path of volumePaths(image)) places.set(path, "volume");
  return [...places].map(([path, by]) => ({
    path,
    by,
    ...(user === undefined ? USER_UNKNOWN : judged(path, by, user, image)),
  }));
}

/** Whether the container's user can write to a path: to what is there, or by making it. */
export function writeTo(path: string, image: Image): Write {
  const user = runtimeUser(image);
  const by = volumePaths(image).has(path) ? "volume" : "text";
  return {
    path,
    by,
    ...(user === undefined ? USER_UNKNOWN : judged(path, by, user, image)),
  };
}

/** The paths that VOLUME declares, as far as they are known. */
export function volumePaths({ config }: Image): ReadonlySet<string> {
  return new Set(
    config.volumes.items
      .filter((path) => path.startsWith("/"))
      .map((path) => absolute(path, "/")),
  );
}

const USER_UNKNOWN = {
  can: "unknown",
  because: "the user of the image is not known",
} as const;

/** The paths that the started file names where it writes. */
function* writtenPaths(image: Image): Generator<string> {
  const launch = launchOf(image);
  if (launch.kind !== "known") return;
  const { application, directory } = launch;
  const script = scriptPath(application, image, directory);
  const text = script === undefined ? undefined : image.tree.get(script)?.text;
  for (const pattern of [WRITING, OPENING])
    for (const [, , path = ""] of (text ?? "").matchAll(pattern))
      if (path.startsWith("/") || directory !== undefined)
        yield absolute(path, directory ?? "/");
}

function judged(
  path: string,
  by: Write["by"],
  user: RuntimeUser,
  image: Image,
): Permission {
  if (user.uid === 0)
    return { can: "yes", because: "the container runs as root" };
  const { tree } = image;
  const entry = tree.get(path);
  if (entry !== undefined) return permission(path, entry, user);
  // Nothing of the base image's is in the way there.
  if (/^\/(?:var\/)?tmp\/[^/]+$/.test(path) && !tree.isObscured(path))
    return inParent(path, user, image);
  if (tree.exists(path) !== "absent")
    return { can: "unknown", because: `who owns ${path} is not known` };
  // The runtime makes the mount point (moby, container/container_unix.go), and an empty volume takes over its owner.
  if (by === "volume")
    return {
      can: "no",
      because: `${path} is not in the image, so the volume belongs to root`,
    };
  return inParent(path, user, image);
}

/** Whether the user can make something that is not there: that depends on the directory it goes to. */
function inParent(path: string, user: RuntimeUser, image: Image): Permission {
  const { tree } = image;
  const parent = parentOf(path);
  const entry = tree.get(parent);
  if (entry !== undefined) return permission(parent, entry, user);
  return tree.exists(parent) === "absent"
    ? belowNothing(parent, user, image)
    : { can: "unknown", because: `who owns ${parent} is not known` };
}

/** Whether the user can make something in a directory that is not there either: it may or may not make that first. */
function belowNothing(
  parent: string,
  user: RuntimeUser,
  { tree }: Image,
): Permission {
  let above = parent;
  while (tree.exists(above) === "absent") above = parentOf(above);
  const entry = tree.get(above);
  const { can, because } =
    entry === undefined
      ? { can: "unknown", because: "" }
      : permission(above, entry, user);
  const absent = `${parent} is not in the image`;
  return can === "no"
    ? { can, because: `${absent}, and ${because}` }
    : { can: "unknown", because: absent };
}
