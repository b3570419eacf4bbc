import { isRoot, userPart } from "../dockerfile/user.ts";
import { knownText } from "../value.ts";
import { userOf, type Machine } from "./machine.ts";
import type { Image } from "./simulate.ts";
import type { Owner } from "./tree.ts";

/** Whom a container runs as; numbers are undefined where they cannot be told. */
export interface RuntimeUser extends Owner {
  /** The user as USER names it; "root" for root, however it is spelled. */
  readonly name: string;
}

/** The user of a container, undefined where USER is not known. */
export function runtimeUser({
  config,
  machine,
}: Image): RuntimeUser | undefined {
  const text = knownText(config.user.value);
  return text === undefined ? undefined : userNamed(machine, text);
}

/** The user that a text such as that of USER names. */
export function userNamed(
  machine: Machine,
  text: string | undefined,
): RuntimeUser {
  const name =
    text === undefined ? "the user" : isRoot(text) ? "root" : userPart(text);
  return { name, ...userOf(machine, text) };
}
