import type { Call, Shell } from "./shell.ts";
import { utf8Length } from "./context.ts";
import { bounded, type ExpandedWord } from "./expansion.ts";
import {
  absolute,
  isTooLong,
  obscureAt,
  parentOf,
  type Entry,
  type Origin,
} from "./tree.ts";

/** Why nothing is known of what a command would have done. */
export function mayNotRun(name: string): string {
  return `whether ${name} runs is not known`;
}

/** The path that a word names, undefined where it or the working directory is not known. */
export function pathOf(
  shell: Shell,
  word: ExpandedWord | undefined,
): string | undefined {
  const { directory } = shell.state;
  const value = word?.value;
  if (value === undefined || value === "") return undefined;
  if (!value.startsWith("/") && directory === undefined) return undefined;
  const path = absolute(value, directory ?? "/");
  return isTooLong(path) ? undefined : path;
}

/** Directories that hold what Dockerfiles put there, and now and then what a package brings. */
const OF_PACKAGES = /^\/(?:opt|srv|usr\/src)\//;

/** Why nothing is known of what a command works on. */
export function unknownName(command: string, word: ExpandedWord): string {
  return `${command} works on ${word.text}, whose value is not known`;
}

/** Whether nothing stands at a path, also not from the packages that were installed. */
export function isAbsent(
  { machine }: Pick<Shell, "machine">,
  path: string,
): boolean {
  const { tree, packages, opaque } = machine;
  const at = tree.follow(path);
  if (at === undefined || tree.exists(at) !== "absent") return false;
  return packages.size + opaque.length === 0 || !OF_PACKAGES.test(at);
}

/** Why a command cannot write to a directory. */
export function noDirectory(path: string): string {
  return `there is no directory ${path}`;
}

/** Marks that a command does something unknown at what a word names. */
export function leaveOpen(
  { shell }: Pick<Call, "shell">,
  word: ExpandedWord | undefined,
  because: string,
): void {
  obscureAt(
    shell.machine.tree,
    word?.value ?? word?.within,
    shell.state.directory,
    because,
  );
}

/** Owner and permissions of something made at a path; unknown where something may stand there already. */
export function asNew(
  { machine: { tree }, state: { user, umask } }: Shell,
  path: string,
  wanted: number,
  type: "file" | "directory" = "file",
): Pick<Entry, "mode" | "uid" | "gid"> {
  if (tree.exists(path) !== "absent") return UNKNOWN;
  const parent = tree.get(parentOf(path));
  // In a set-group-ID directory files get its group, and directories its bit too (mkdir(2)).
  const bit = (parent?.mode ?? 0) & 0o2000;
  const added = type === "directory" ? bit : 0;
  return {
    mode: umask === undefined ? undefined : (wanted & ~umask) | added,
    uid: user.uid,
    gid: bit === 0 ? user.gid : parent?.gid,
  };
}

const UNKNOWN = { mode: undefined, uid: undefined, gid: undefined } as const;

/** Makes the directories above a path that are not known to be there, as `mkdir -p` does. */
export function makeParents(shell: Shell, path: string): void {
  const { tree } = shell.machine;
  if (tree.exists(path) === "present") return;
  makeParents(shell, parentOf(path));
  tree.put(path, madeDirectory(asNew(shell, path, 0o777, "directory")));
}

/** A directory that mkdir made. */
export function madeDirectory(
  attributes: Pick<Entry, "mode" | "uid" | "gid">,
): Entry {
  const origin = { kind: "command", command: "mkdir" } as const;
  return { type: "directory", ...attributes, origin };
}

/** Puts text into a file, which keeps its owner and permissions where it is there already. */
export function writeFile(
  shell: Shell,
  path: string,
  written: string | undefined,
  origin: Origin,
): void {
  const { tree } = shell.machine;
  const text = bounded(written);
  const at = tree.follow(path) ?? path;
  const before = tree.get(at);
  const kept = before?.type === "file" ? before : asNew(shell, at, 0o666);
  const { mode, uid, gid } = kept;
  tree.put(at, {
    type: "file",
    mode,
    uid,
    gid,
    origin,
    text,
    size: text === undefined ? undefined : utf8Length(text),
  });
}

/** The text of a file that a word names, undefined where it is not known. */
export function textAt(
  shell: Shell,
  word: ExpandedWord | undefined,
): string | undefined {
  const path = pathOf(shell, word);
  const { tree } = shell.machine;
  const at = path === undefined ? undefined : tree.follow(path);
  return at === undefined ? undefined : tree.get(at)?.text;
}

/** Whether a path is a directory: undefined where that is not known. */
export function isDirectoryAt(
  { machine: { tree } }: Shell,
  path: string,
): boolean | undefined {
  const at = tree.follow(path);
  if (at === undefined) return undefined;
  const type = tree.get(at)?.type;
  if (type !== undefined)
    return type === "opaque" ? undefined : type !== "file";
  const existence = tree.exists(at);
  // What stands in every image are directories.
  return existence === "unknown" ? undefined : existence === "present";
}
