import { isAbsent } from "./files.ts";
import { permission } from "./permission.ts";
import type { Shell } from "./shell.ts";
import { parentOf } from "./tree.ts";

/**
 * Why a command cannot make or write a path, as the end of a sentence: its user lacks the permission, on what is there or
 * on the directory that would hold it (path_resolution(7), open(2), EACCES). Undefined where it can, and where owner,
 * permissions or user are not known, or a command may have changed them.
 */
export function refusedWrite(shell: Shell, path: string): string | undefined {
  const { machine, state, inDoubt } = shell;
  const { tree } = machine;
  const { user } = state;
  if (user.uid === 0 || inDoubt || !machine.listsAccounts) return undefined;
  if (machine.opaque.length + machine.reowned.length > 0) return undefined;
  const at = tree.follow(path);
  if (at === undefined) return undefined;
  const there = tree.get(at);
  // A file that is not the user's can be replaced in a directory that is.
  if (there !== undefined && permission(at, there, user).can !== "no")
    return undefined;
  if (there === undefined && !isAbsent(shell, at)) return undefined;
  let directory = parentOf(at);
  while (directory !== "/" && isAbsent(shell, directory))
    directory = parentOf(directory);
  const holder = tree.get(directory);
  if (holder === undefined || tree.isObscured(directory)) return undefined;
  const { can, because } = permission(directory, holder, user);
  return can === "no" ? because : undefined;
}
