import {
  optionValue,
  plainArguments,
  type PlainCommand,
} from "../shell/queries.ts";
import type { Machine } from "./machine.ts";

/** Options of adduser, useradd, addgroup and groupadd that take a value in the next word. */
const VALUED = new Set(
  "-u --uid -g --gid -G --groups --ingroup -h --home -d --home-dir -s --shell -c --comment -k --skel -K --key --gecos --base-dir -b -e --expiredate -f --inactive -p --password".split(
    " ",
  ),
);

/**
 * Follows adduser, useradd, addgroup and groupadd; returns whether the command was one of them. An account made under
 * a condition exists with unknown numbers.
 */
export function addAccount(
  machine: Machine,
  plain: PlainCommand,
  certain: boolean,
): boolean {
  const { name } = plain;
  if (name === "addgroup" || name === "groupadd") {
    const group = names(plain)[0];
    if (group !== undefined)
      machine.groups.set(
        group,
        certain ? idOf(optionValue(plain.arguments, "-g", "--gid")) : undefined,
      );
    return true;
  }
  if (name !== "adduser" && name !== "useradd") return false;
  const [user, extraGroup] = names(plain);
  if (user === undefined) return true;
  // "adduser USER GROUP" adds an account to a group.
  if (extraGroup !== undefined && machine.accounts.has(user)) return true;
  const uid = idOf(optionValue(plain.arguments, "-u", "--uid"));
  const group = optionValue(
    plain.arguments,
    ...(name === "adduser" ? ["-G", "--ingroup", "--gid"] : ["-g", "--gid"]),
  );
  const gid =
    group === undefined
      ? undefined
      : (idOf(group) ?? machine.groups.get(group));
  const home = optionValue(plain.arguments, "-h", "--home", "-d", "--home-dir");
  machine.accounts.set(user, {
    uid: certain ? uid : undefined,
    gid: certain ? gid : undefined,
    home: home ?? `/home/${user}`,
  });
  if (!machine.groups.has(user)) machine.groups.set(user, undefined);
  return true;
}

function names(plain: PlainCommand): readonly string[] {
  const words = plain.arguments.filter((_, at) => {
    const before = plain.arguments[at - 1];
    return before === undefined || !VALUED.has(before.value ?? before.text);
  });
  return plainArguments(words)
    .map(({ value }) => value)
    .filter((value) => value !== undefined);
}

function idOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
