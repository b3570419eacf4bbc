import type { ReadArguments } from "./arguments.ts";
import { asNew, isAbsent, leaveOpen, noDirectory, pathOf } from "./files.ts";
import { ASSUMED, DONE, failed, type Outcome } from "./outcome.ts";
import { refusedWrite } from "./refused-write.ts";
import type { Shell } from "./shell.ts";
import { isDirectory } from "./targets.ts";
import { absolute, nameOf, parentOf } from "./tree.ts";

/** Follows `ln`. */
export function link(
  shell: Shell,
  { names, flags, options }: ReadArguments,
): Outcome {
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
    ? absolute(nameOf(target.value.replace(/(?<!\/)\/+$/, "")), path)
    : path;
  if (isAbsent(shell, parentOf(at))) return failed(noDirectory(parentOf(at)));
  if (tree.exists(at) === "present" && !flags.has("f") && !flags.has("force"))
    return tree.get(at)?.origin.kind === "base"
      ? ASSUMED
      : failed(`${at} is there already, and ln replaces it only with -f`);
  const refused = refusedWrite(shell, at);
  if (refused !== undefined) return failed(refused);
  if (flags.has("s") || flags.has("symbolic")) {
    const { uid, gid } = asNew(shell, at, 0o777);
    const origin = { kind: "command", command: "ln" } as const;
    const { user } = shell.state;
    const owner =
      tree.get(at) === undefined
        ? { uid, gid }
        : { uid: user.uid, gid: user.gid };
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
