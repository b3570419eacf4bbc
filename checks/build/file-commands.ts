import {
  optionValue,
  plainArguments,
  type PlainCommand,
} from "../shell/queries.ts";
import { makeParents } from "./copy.ts";
import type { Machine } from "./machine.ts";
import { absolute, obscureAt } from "./tree.ts";

/** Commands on files whose paths are plain: followed here, or left unknown where a path is not. */
const FOLLOWED = new Set(["mkdir", "rm", "touch"]);
/** Commands that change owners and modes. */
const KNOWN = new Set(["chown", "chmod", "chgrp"]);
/** Commands that put something of unknown content at their last path. */
const PUTTING = new Set(["ln", "cp", "mv", "install"]);

/** Follows a command on files; returns whether it was one. */
export function followFileCommand(
  machine: Machine,
  plain: PlainCommand,
  directory: string | undefined,
  certain: boolean,
): boolean {
  const name = plain.name ?? "";
  if (KNOWN.has(name)) return true;
  if (PUTTING.has(name)) {
    const to =
      optionValue(plain.arguments, "-t", "--target-directory") ??
      plainArguments(plain.arguments).at(-1)?.value;
    obscureAt(machine.tree, to, directory);
    return true;
  }
  if (!FOLLOWED.has(name)) return false;
  if (!certain) return true;
  for (const word of plainArguments(plain.arguments)) {
    if (word.value === undefined) continue;
    if (directory === undefined && !word.value.startsWith("/")) continue;
    const path = absolute(word.value, directory ?? "/");
    if (name === "rm") machine.tree.remove(path);
    else if (machine.tree.get(path) === undefined) {
      const owner = { uid: undefined, gid: undefined };
      makeParents(machine.tree, path, owner);
      machine.tree.put(path, {
        type: name === "mkdir" ? "directory" : "file",
        mode: undefined,
        ...owner,
        origin: { kind: "command", command: name },
      });
    }
  }
  return true;
}
