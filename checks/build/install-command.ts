import type { ReadArguments } from "./arguments.ts";
import { asNew, leaveOpen, pathOf } from "./files.ts";
import { changedMode } from "./mode.ts";
import { DONE, failed, type Outcome } from "./outcome.ts";
import { refusedWrite } from "./refused-write.ts";
import type { Shell } from "./shell.ts";
import { toTargets } from "./targets.ts";
import { parentOf } from "./tree.ts";

/** Follows `install`. */
export function install(shell: Shell, read: ReadArguments): Outcome {
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
        const refused =
          machine.tree.exists(path) === "absent"
            ? refusedWrite(shell, path)
            : undefined;
        if (refused !== undefined) return failed(refused);
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
