import type { Run } from "../dockerfile/instruction.ts";
import { knownText } from "../value.ts";
import type { Machine } from "./machine.ts";
import { mountOptions } from "./stage-sources.ts";
import {
  absolute,
  isTooLong,
  nameOf,
  parentOf,
  type Entry,
  type Tree,
} from "./tree.ts";

const ROOT = { uid: 0, gid: 0, origin: { kind: "implied" } } as const;
const DIRECTORY: Entry = { type: "directory", mode: 0o755, ...ROOT };

/**
 * Mounts what a RUN asks for; gives the function that takes it away again. What is written below a mount is not in the
 * layer. The directory to mount on is made, root's and 0755, and removed again with those above it that are empty then
 * (BuildKit, executor/stubs.go, MountStubsCleaner; buildah leaves it).
 */
export function mountInto(
  { tree }: Machine,
  run: Run,
  sourceOf: (from: string | undefined) => Tree | undefined,
): () => void {
  const undo: (() => void)[] = [];
  for (const { name, value } of run.flags) {
    if (name !== "mount") continue;
    const options = mountOptions(value);
    const target = mountTarget(options, knownText(run.before.workdir.value));
    if (target === undefined || isTooLong(target)) {
      tree.doubt("where a mount stands is not known");
      continue;
    }
    if (target === "" || target === "/") continue;
    const path = tree.follow(target) ?? target;
    const made = makeStubs(tree, parentOf(path));
    const uncover = tree.cover(path);
    fill(tree, path, options, sourceOf);
    undo.push(() => {
      uncover();
      for (const stub of made.reverse())
        if (tree.below(stub).length === 1 && !tree.isObscured(stub))
          tree.forget(stub);
    });
  }
  return () => undo.reverse().forEach((take) => take());
}

/** The path a mount stands at; empty where it is an environment variable alone. */
export function mountTarget(
  options: ReadonlyMap<string, string>,
  workdir: string | undefined,
): string | undefined {
  const type = options.get("type") ?? "bind";
  const id = options.get("id");
  const target =
    options.get("target") ?? options.get("dst") ?? options.get("destination");
  if (target !== undefined)
    return target.startsWith("/") || workdir !== undefined
      ? absolute(target, workdir ?? "/")
      : undefined;
  if (type === "ssh") return "/run/buildkit/ssh_agent.0";
  if (type !== "secret" || options.has("env")) return "";
  return `/run/secrets/${id ?? nameOf(options.get("source") ?? options.get("src") ?? "")}`;
}

/** Makes the directories above a mount; gives those that were not there. */
function makeStubs(tree: Tree, path: string): string[] {
  if (tree.exists(path) !== "absent") return [];
  const made = makeStubs(tree, parentOf(path));
  tree.put(path, DIRECTORY);
  return [...made, path];
}

function fill(
  tree: Tree,
  path: string,
  options: ReadonlyMap<string, string>,
  sourceOf: (from: string | undefined) => Tree | undefined,
): void {
  const type = options.get("type") ?? "bind";
  const uid = Number(options.get("uid") ?? 0);
  const gid = Number(options.get("gid") ?? 0);
  const owner = { mode: undefined, uid, gid, origin: ROOT.origin };
  // "The mode is 01777 unless told otherwise" for the root of a tmpfs (tmpfs(5)); a builder may tell it otherwise.
  if (type === "tmpfs") tree.put(path, { ...DIRECTORY, mode: undefined });
  else if (type === "secret" || type === "ssh")
    tree.put(path, { type: "file", ...owner });
  else if (type === "cache") {
    tree.put(path, { ...DIRECTORY, ...owner });
    tree.obscure(path, "");
  } else {
    const from = absolute(
      options.get("source") ?? options.get("src") ?? "/",
      "/",
    );
    if (!bind(tree, path, sourceOf(options.get("from")), from)) {
      tree.put(path, { ...DIRECTORY, type: "opaque" });
      tree.obscure(path, "");
    }
  }
}

/** Puts the files of a bind mount in place; returns whether they are all known. */
function bind(
  tree: Tree,
  path: string,
  source: Tree | undefined,
  from: string,
): boolean {
  const isRoot = from === "/";
  const entry = source?.get(from);
  if (source === undefined || (entry === undefined && !isRoot)) return false;
  if (entry?.type !== "file" && !source.isListed(from)) return false;
  tree.put(path, entry ?? DIRECTORY);
  tree.graft(source, from, path, {
    change: undefined,
    place: (at, inner) => tree.put(at, inner),
  });
  return true;
}
