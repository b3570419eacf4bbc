import { readArguments, type ReadArguments } from "./arguments.ts";
import { copyCommands } from "./copy-commands.ts";
import type { ExpandedWord } from "./expansion.ts";
import {
  asNew,
  isAbsent,
  leaveOpen,
  madeDirectory,
  makeParents,
  mayNotRun,
  noDirectory,
  pathOf,
} from "./files.ts";
import { changedMode } from "./mode.ts";
import {
  ASSUMED,
  DONE,
  failed,
  type Call,
  type Outcome,
  type Shell,
} from "./shell.ts";
import { parentOf, type Entry, type Tree } from "./tree.ts";

/** A command on files, which runs in any case: its options and words. */
type FileCommand = (shell: Shell, read: ReadArguments) => Outcome;

interface Known {
  /** Letters of options with a value. */
  readonly valued: string;
  /** Options whose effect is followed; with any other the effect is unknown. */
  readonly options: string;
  readonly run: FileCommand;
}

const COMMANDS: ReadonlyMap<string, Known> = new Map<string, Known>([
  [
    "mkdir",
    {
      valued: "m",
      options: "p m v parents mode verbose",
      run: makeDirectories,
    },
  ],
  [
    "rm",
    {
      valued: "",
      options: "r R f v d i recursive force verbose dir",
      run: removeFiles,
    },
  ],
  ["rmdir", { valued: "", options: "v verbose", run: removeDirectories }],
  ["touch", { valued: "drt", options: "a m c t d no-create", run: touch }],
  ["chmod", { valued: "", options: "R v c f recursive verbose", run: chmod }],
  [
    "chown",
    {
      valued: "",
      options: "R v c f h H L P recursive verbose no-dereference",
      run: chown,
    },
  ],
  [
    "chgrp",
    {
      valued: "",
      options: "R v c f h H L P recursive verbose no-dereference",
      run: chgrp,
    },
  ],
  ...copyCommands,
]);

/** Follows a command on files, or gives undefined where it is not one. */
export function followFileCommand(
  name: string,
  { shell, words }: Pick<Call, "shell" | "words">,
): Outcome | undefined {
  const command = COMMANDS.get(name);
  if (command === undefined) return undefined;
  const read = readArguments(words.arguments, command.valued);
  const followed = command.options.split(" ");
  const strange = [...read.flags, ...read.options.keys()].some(
    (option) => !followed.includes(option),
  );
  if (!shell.inDoubt && !strange) return command.run(shell, read);
  const because = shell.inDoubt
    ? mayNotRun(name)
    : `what ${name} does with its options is not followed`;
  for (const word of read.names) leaveOpen({ shell }, word, because);
  return ASSUMED;
}

function makeDirectories(
  shell: Shell,
  { names, flags, options }: ReadArguments,
): Outcome {
  const { tree } = shell.machine;
  const parents = flags.has("p") || flags.has("parents");
  const wanted = options.get("m") ?? options.get("mode");
  const hasMode = options.has("m") || options.has("mode");
  let outcome = DONE;
  for (const word of names) {
    const path = pathOf(shell, word);
    if (path === undefined) {
      leaveOpen({ shell }, word, unknownName("mkdir", word));
      outcome = ASSUMED;
      continue;
    }
    if (!parents && isAbsent(shell, parentOf(path)))
      return failed(noDirectory(parentOf(path)));
    if (tree.exists(path) === "present") {
      const entry = tree.get(path);
      const isOwn = entry !== undefined && entry.origin.kind !== "base";
      if (isOwn && (!parents || entry.type === "file"))
        outcome = failed(`${path} is there already`);
      else if (!parents) outcome = ASSUMED;
      continue;
    }
    if (parents) makeParents(shell, parentOf(path));
    else tree.assume(path, "absent");
    const made = asNew(shell, path, 0o777, "directory");
    const mode =
      wanted === undefined
        ? hasMode
          ? undefined
          : made.mode
        : changedMode(wanted, {
            mode: 0o777,
            directory: true,
            umask: shell.state.umask ?? 0,
            keepsSpecial: false,
          });
    tree.put(path, madeDirectory({ ...made, mode: made.mode && mode }));
  }
  return outcome;
}

function unknownName(command: string, word: ExpandedWord): string {
  return `${command} works on ${word.text}, whose value is not known`;
}

function removeFiles(shell: Shell, { names, flags }: ReadArguments): Outcome {
  const { tree } = shell.machine;
  const force = flags.has("f") || flags.has("force");
  const deep = ["r", "R", "recursive", "d", "dir"].some((name) =>
    flags.has(name),
  );
  let outcome = DONE;
  for (const word of names) {
    const path = pathOf(shell, word);
    if (path === undefined) {
      tree.doubt(
        word.within === undefined
          ? unknownName("rm", word)
          : `what else ${word.text} matches is not known`,
      );
      if (!force) outcome = ASSUMED;
    } else if (tree.exists(path) === "absent") {
      if (!force)
        outcome = isAbsent(shell, path)
          ? failed(`there is no ${path} to remove`)
          : ASSUMED;
    } else if (!deep && tree.get(path)?.type === "directory")
      outcome = failed(`rm removes the directory ${path} only with -r`);
    else {
      if (!force) tree.assume(path, "present");
      tree.remove(path);
    }
  }
  return outcome;
}

function removeDirectories(shell: Shell, { names }: ReadArguments): Outcome {
  const { tree } = shell.machine;
  for (const word of names) {
    const path = pathOf(shell, word);
    if (path === undefined || !tree.isListed(path)) {
      leaveOpen({ shell }, word, `whether ${word.text} is empty is not known`);
      return ASSUMED;
    }
    if (tree.below(path).length > 1)
      return failed(`${path} is not empty, and rmdir leaves it`);
    tree.remove(path);
  }
  return DONE;
}

function touch(shell: Shell, { names, flags }: ReadArguments): Outcome {
  const { tree } = shell.machine;
  for (const word of names) {
    const named = pathOf(shell, word);
    const path = named === undefined ? undefined : tree.follow(named);
    if (path === undefined) {
      leaveOpen({ shell }, word, unknownName("touch", word));
      continue;
    }
    if (isAbsent(shell, parentOf(path)))
      return failed(noDirectory(parentOf(path)));
    const before = tree.get(path);
    // A file of another time is written into the layer again.
    if (before !== undefined)
      tree.put(path, { ...before, origin: { ...before.origin } });
    else if (!flags.has("c") && !flags.has("no-create"))
      tree.put(path, {
        type: "file",
        ...asNew(shell, path, 0o666),
        origin: { kind: "command", command: "touch" },
        ...(tree.exists(path) === "absent" ? { text: "", size: 0 } : {}),
      });
  }
  return DONE;
}

function chmod(shell: Shell, { names, flags }: ReadArguments): Outcome {
  const [mode, ...files] = names;
  const text = mode?.value;
  return change(shell, "chmod", files, flags, ({ mode: before, type }) => ({
    mode:
      text === undefined || shell.state.umask === undefined
        ? undefined
        : changedMode(text, {
            mode: before,
            directory: type === "directory",
            umask: shell.state.umask,
            keepsSpecial: shell.machine.hasGnuTools !== false,
          }),
  }));
}

function chown(shell: Shell, { names, flags }: ReadArguments): Outcome {
  const [owner, ...files] = names;
  const [user = "", group] = owner?.value?.split(/[:.]/) ?? [];
  const { machine } = shell;
  const known = owner?.value !== undefined;
  const account = machine.accounts.get(user);
  return change(shell, "chown", files, flags, (entry) => ({
    uid: !known
      ? undefined
      : user === ""
        ? entry.uid
        : idOf(user, account?.uid),
    gid: !known
      ? undefined
      : group === undefined
        ? entry.gid
        : group === ""
          ? account?.gid
          : idOf(group, machine.groups.get(group)),
    mode: withoutSpecial(entry),
  }));
}

function chgrp(shell: Shell, { names, flags }: ReadArguments): Outcome {
  const [group, ...files] = names;
  const { machine } = shell;
  const name = group?.value;
  return change(shell, "chgrp", files, flags, (entry) => ({
    gid: name === undefined ? undefined : idOf(name, machine.groups.get(name)),
    mode: withoutSpecial(entry),
  }));
}

/** A change of owner takes set-user-ID and set-group-ID from a file (chown(2)). */
function withoutSpecial({ type, mode }: Entry): number | undefined {
  return mode === undefined || type === "directory" ? mode : mode & ~0o6000;
}

function idOf(text: string, named: number | undefined): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : named;
}

/** Changes owner or permissions of files, and of all below them with `-R`. */
function change(
  shell: Shell,
  command: string,
  files: readonly ExpandedWord[],
  flags: ReadonlySet<string>,
  changes: (entry: Entry) => Partial<Pick<Entry, "mode" | "uid" | "gid">>,
): Outcome {
  const { tree } = shell.machine;
  const deep = flags.has("R") || flags.has("recursive");
  for (const word of files) {
    const named = pathOf(shell, word);
    const path = named === undefined ? undefined : tree.follow(named);
    if (path === undefined) {
      tree.doubt(unknownName(command, word));
      continue;
    }
    const entry = tree.get(path);
    if (entry !== undefined) put(tree, path, entry, changes(entry));
    else if (tree.exists(path) !== "absent") {
      const before: Entry = {
        type: "opaque",
        mode: undefined,
        uid: undefined,
        gid: undefined,
        origin: { kind: "base" },
      };
      tree.put(path, { ...before, ...changes(before) });
    }
    if (!deep) continue;
    if (!tree.isListed(path))
      tree.doubt(`${command} -R changes what else ${path} holds`);
    for (const [at, inner] of tree.below(path))
      if (at !== path && inner.type !== "symlink")
        put(tree, at, inner, changes(inner));
      else if (at !== path && command !== "chmod")
        // GNU changes the link, BusyBox what it leads to.
        tree.put(at, { ...inner, uid: undefined, gid: undefined });
  }
  return DONE;
}

/** Puts an entry with other attributes, where they are others. */
function put(
  tree: Tree,
  path: string,
  entry: Entry,
  changes: Partial<Pick<Entry, "mode" | "uid" | "gid">>,
): void {
  const { mode, uid, gid } = { ...entry, ...changes };
  if (mode !== entry.mode || uid !== entry.uid || gid !== entry.gid)
    tree.put(path, { ...entry, mode, uid, gid });
}
