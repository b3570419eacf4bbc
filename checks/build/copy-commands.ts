import type { ReadArguments } from "./arguments.ts";
import type { ExpandedWord } from "./expansion.ts";
import {
  asNew,
  isAbsent,
  isDirectoryAt,
  leaveOpen,
  noDirectory,
  pathOf,
} from "./files.ts";
import { changedMode } from "./mode.ts";
import { ASSUMED, DONE, failed, type Outcome, type Shell } from "./shell.ts";
import { absolute, nameOf, parentOf, type Entry } from "./tree.ts";

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

/** Follows a command once for each source, with the path where it goes; what is not known is left open. */
function toTargets(
  shell: Shell,
  command: string,
  { names, flags, options }: ReadArguments,
  put: (from: string, to: string) => boolean,
): Outcome {
  const given = options.has("t") || options.has("target-directory");
  const target = given ? targetOf(options) : names.at(-1);
  const sources = given ? names : names.slice(0, -1);
  const to = pathOf(shell, target);
  const because = (word: ExpandedWord | undefined): string =>
    `what ${command} puts at ${target?.value ?? target?.text ?? "its target"} is not known: ${word?.text ?? ""}`;
  if (to === undefined) {
    leaveOpen({ shell }, target, because(target));
    return ASSUMED;
  }
  const exact = flags.has("T") || flags.has("no-target-directory");
  const into = exact
    ? false
    : given || sources.length > 1 || isDirectory(shell, to, target);
  let outcome = DONE;
  for (const word of sources) {
    const from = pathOf(shell, word);
    if (from !== undefined && isAbsent(shell, from)) {
      outcome = failed(`there is no ${from}`);
      continue;
    }
    // "cp -r src/. dest" merges the directories.
    const end =
      /(?:^|\/)\.{1,2}\/?$/.test(word.value ?? "") || from === "/"
        ? ""
        : nameOf(from ?? "");
    const at = into ? absolute(end, to) : to;
    if (isAbsent(shell, parentOf(at))) return failed(noDirectory(parentOf(at)));
    if (from === undefined || !put(from, at)) {
      leaveOpen({ shell }, target, because(word));
      outcome = ASSUMED;
    }
  }
  return outcome;
}

/** Whether a target is a directory; what is not known is taken for the name of a file, as its author meant it. */
function isDirectory(
  shell: Shell,
  path: string,
  word: ExpandedWord | undefined,
): boolean {
  return isDirectoryAt(shell, path) ?? word?.value?.endsWith("/") === true;
}

function targetOf(options: ReadArguments["options"]): ExpandedWord {
  const value = options.get("t") ?? options.get("target-directory");
  return { start: 0, end: 0, text: value ?? "", value };
}

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
  const gone = tree.remove(from);
  if (!isKnown) return false;
  if (tree.get(to)?.type !== "directory") tree.remove(to);
  for (const [at, entry] of gone) tree.put(to + at.slice(from.length), entry);
  return listed;
}

function link(shell: Shell, { names, flags, options }: ReadArguments): Outcome {
  const { tree } = shell.machine;
  const [target, given] = names;
  const path = pathOf(shell, given);
  const strange = options.size > 0 || flags.has("r") || names.length !== 2;
  if (strange || path === undefined || target?.value === undefined) {
    leaveOpen({ shell }, given ?? names.at(-1), "what ln links is not known");
    return ASSUMED;
  }
  const isLink = tree.get(path)?.type === "symlink";
  const nonDirectory =
    flags.has("n") || flags.has("no-dereference") || flags.has("T");
  const into = nonDirectory && isLink ? false : isDirectory(shell, path, given);
  const at = into
    ? absolute(nameOf(target.value.replace(/\/+$/, "")), path)
    : path;
  if (isAbsent(shell, parentOf(at))) return failed(noDirectory(parentOf(at)));
  if (tree.exists(at) === "present" && !flags.has("f") && !flags.has("force"))
    return tree.get(at)?.origin.kind === "base"
      ? ASSUMED
      : failed(`${at} is there already, and ln replaces it only with -f`);
  if (flags.has("s") || flags.has("symbolic")) {
    const { uid, gid } = asNew(shell, at, 0o777);
    const origin = { kind: "command", command: "ln" } as const;
    const { user } = shell.state;
    const owner = tree.get(at) === undefined ? { uid, gid } : user;
    tree.put(at, {
      type: "symlink",
      mode: 0o777,
      ...owner,
      origin,
      target: target.value,
    });
    return DONE;
  }
  const source = pathOf(shell, target);
  const entry = source === undefined ? undefined : tree.get(source);
  if (entry === undefined)
    leaveOpen({ shell }, given, "what ln links is not known");
  else tree.put(at, entry);
  return DONE;
}

function install(shell: Shell, read: ReadArguments): Outcome {
  const { flags, options, names } = read;
  const { machine } = shell;
  const wanted = options.get("m") ?? options.get("mode") ?? "755";
  const mode = changedMode(wanted, {
    mode: 0,
    directory: false,
    umask: 0,
    keepsSpecial: false,
  });
  const named = (
    letter: string,
    long: string,
    numberOf: (name: string) => number | undefined,
    otherwise: number | undefined,
  ): number | undefined => {
    if (!options.has(letter) && !options.has(long)) return otherwise;
    const text = options.get(letter) ?? options.get(long) ?? "";
    return /^\d+$/.test(text) ? Number(text) : numberOf(text);
  };
  const { user } = shell.state;
  const owner = {
    uid: named(
      "o",
      "owner",
      (name) => machine.accounts.get(name)?.uid,
      user.uid,
    ),
    gid: named("g", "group", (name) => machine.groups.get(name), user.gid),
  };
  if (flags.has("d") || flags.has("directory")) {
    for (const word of names) {
      const path = pathOf(shell, word);
      if (path === undefined)
        leaveOpen({ shell }, word, "what install makes is not known");
      else {
        makeAbove(shell, path);
        machine.tree.put(path, {
          type: "directory",
          mode,
          ...owner,
          origin: { kind: "command", command: "install" },
        });
      }
    }
    return DONE;
  }
  const target = pathOf(shell, names.at(-1));
  if (flags.has("D") && target !== undefined && !options.has("t"))
    makeAbove(shell, target);
  return toTargets(shell, "install", read, (from, to) => {
    const source = machine.tree.follow(from);
    const entry = source === undefined ? undefined : machine.tree.get(source);
    if (entry?.type !== "file") return false;
    if (machine.tree.exists(parentOf(to)) === "absent") return false;
    machine.tree.put(to, {
      ...entry,
      mode,
      ...owner,
      origin: { ...entry.origin },
    });
    return true;
  });
}

/** The directories above a path, which install makes 0755 whatever the umask. */
function makeAbove(shell: Shell, path: string): void {
  const { tree } = shell.machine;
  const parent = parentOf(path);
  if (tree.exists(parent) === "present") return;
  makeAbove(shell, parent);
  const made = asNew(shell, parent, 0o777, "directory");
  tree.put(parent, {
    type: "directory",
    ...made,
    mode: made.mode === undefined ? undefined : 0o755,
    origin: { kind: "command", command: "install" },
  });
}
