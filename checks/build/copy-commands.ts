import type { ReadArguments } from "./arguments.ts";
import { asNew } from "./files.ts";
import { install } from "./install-command.ts";
import { link } from "./link-command.ts";
import type { Shell } from "./shell.ts";
import { toTargets } from "./targets.ts";
import { parentOf, type Entry } from "./tree.ts";

/** The commands that put files elsewhere: the letters of their options with a value, and all that are followed. */
export const copyCommands = [
  [
    "cp",
    {
      valued: "t",
      options:
        "r R a p f v t T d P recursive archive force verbose target-directory no-target-directory",
      run: (shell: Shell, read: ReadArguments) =>
        toTargets(shell, "cp", read, (from, to) =>
          copyTo(shell, from, to, read),
        ),
    },
  ],
  [
    "mv",
    {
      valued: "t",
      options: "f v t T force verbose target-directory no-target-directory",
      run: (shell: Shell, read: ReadArguments) =>
        toTargets(shell, "mv", read, (from, to) => moveTo(shell, from, to)),
    },
  ],
  [
    "ln",
    {
      valued: "t",
      options: "s f n v t T r symbolic force no-dereference verbose",
      run: link,
    },
  ],
  [
    "install",
    {
      valued: "mogt",
      options:
        "d D m o g t T v c p s directory mode owner group target-directory verbose",
      run: install,
    },
  ],
] as const;

/** Copies what stands at a path; returns whether it is known what that is. */
function copyTo(
  shell: Shell,
  from: string,
  to: string,
  { flags }: Pick<ReadArguments, "flags">,
): boolean {
  const has = (...names: readonly string[]): boolean =>
    names.some((name) => flags.has(name));
  const deep = has("r", "R", "a", "recursive", "archive");
  const keeps = has("p", "a", "archive");
  const { tree } = shell.machine;
  // With -r links are copied, without it what they lead to.
  const source = deep || has("d", "P") ? tree.place(from) : tree.follow(from);
  if (source === undefined) return false;
  const entry = tree.get(source);
  if (entry === undefined || entry.type === "opaque") return false;
  if (entry.type !== "file" && entry.type !== "symlink" && !deep) return false;
  if (tree.exists(parentOf(to)) === "absent") return false;
  for (const [at, inner] of tree.below(source))
    copyEntry(shell, to + at.slice(source.length), inner, keeps);
  return entry.type !== "directory" || tree.isListed(source);
}

function copyEntry(
  shell: Shell,
  path: string,
  copied: Entry,
  keeps: boolean,
): void {
  const { tree } = shell.machine;
  const { type, mode } = copied;
  const isLink = type === "symlink";
  const at = isLink ? path : (tree.follow(path) ?? path);
  const before = tree.get(at);
  const isThere = before !== undefined && before.type === type;
  if (type === "directory" && isThere && !keeps) return;
  const made = keeps
    ? copied
    : isThere && type === "file"
      ? before
      : asNew(
          shell,
          at,
          (mode ?? 0) & 0o777,
          type === "directory" ? type : "file",
        );
  const isUnknown = mode === undefined && !isThere;
  tree.put(at, {
    ...copied,
    mode: isLink ? 0o777 : isUnknown ? undefined : made.mode,
    uid: made.uid,
    gid: made.gid,
    // Without -p it is a file of another time.
    origin: keeps ? copied.origin : { ...copied.origin },
  });
}

/** Moves what stands at a path; returns whether it is known what that is. */
function moveTo(shell: Shell, path: string, to: string): boolean {
  const { tree } = shell.machine;
  const from = tree.place(path);
  const listed = tree.get(from)?.type !== "directory" || tree.isListed(from);
  const isKnown =
    tree.get(from) !== undefined && tree.exists(parentOf(to)) !== "absent";
  tree.assume(from, "present");
  const gone = tree.below(from);
  tree.remove(from);
  if (!isKnown) return false;
  if (tree.get(to)?.type !== "directory") tree.remove(to);
  for (const [at, entry] of gone) tree.put(to + at.slice(from.length), entry);
  return listed;
}
