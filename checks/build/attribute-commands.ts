import type { ReadArguments } from "./arguments.ts";
import type { ExpandedWord } from "./expansion.ts";
import { pathOf, unknownName } from "./files.ts";
import { changedMode, decidesExecution } from "./mode.ts";
import { DONE, type Outcome } from "./outcome.ts";
import type { Shell } from "./shell.ts";
import type { Entry, Tree } from "./tree.ts";

/** The commands that change owner and permissions: the letters of their options with a value, and all that are followed. */
export const attributeCommands = [
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
] as const;

function chmod(shell: Shell, { names, flags }: ReadArguments): Outcome {
  const [mode, ...files] = names;
  const text = mode?.value;
  const isTold = text !== undefined && decidesExecution(text);
  return change(
    shell,
    "chmod",
    files,
    flags,
    ({ mode: before, type, checkout }) => ({
      checkout: isTold ? undefined : checkout,
      mode:
        text === undefined || shell.state.umask === undefined
          ? undefined
          : changedMode(text, {
              mode: before,
              directory: type === "directory",
              umask: shell.state.umask,
              keepsSpecial: shell.machine.hasGnuTools !== false,
            }),
    }),
  );
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

type Changes = Partial<Pick<Entry, "mode" | "uid" | "gid" | "checkout">>;

/** Changes owner or permissions of files, and of all below them with `-R`. */
function change(
  shell: Shell,
  command: string,
  files: readonly ExpandedWord[],
  flags: ReadonlySet<string>,
  changes: (entry: Entry) => Changes,
): Outcome {
  const { tree } = shell.machine;
  const deep = flags.has("R") || flags.has("recursive");
  for (const word of files) {
    const named = pathOf(shell, word);
    const path = named === undefined ? undefined : tree.follow(named);
    if (path === undefined) {
      tree.doubt(unknownName(command, word));
      shell.machine.reowned.push(command);
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
function put(tree: Tree, path: string, entry: Entry, changes: Changes): void {
  const { mode, uid, gid, checkout } = { ...entry, ...changes };
  if (
    mode !== entry.mode ||
    uid !== entry.uid ||
    gid !== entry.gid ||
    checkout !== entry.checkout
  )
    tree.put(path, { ...entry, mode, uid, gid, checkout });
}
