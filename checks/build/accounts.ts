import type { PlainCommand } from "../shell/queries.ts";
import type { Machine } from "./machine.ts";

/** Options that take a value, attached or in the next word, by command. */
const VALUED: ReadonlyMap<string, string> = new Map([
  ["useradd", "bcdefgGkKpRsuZ"],
  ["usermod", "cdefglpRsuvVwWZ"],
  ["userdel", "RP"],
  ["groupadd", "gKpRP"],
  // BusyBox and Debian; Debian's have long options only.
  ["adduser", "hgsGuk"],
  ["addgroup", "g"],
  ["deluser", ""],
]);
const VALUED_LONG = new Set(
  "uid gid groups ingroup home home-dir shell comment skel key gecos base-dir expiredate inactive password root prefix conf".split(
    " ",
  ),
);

/** The words of a command that are no options, and the values of its options, by their letter or long name. */
interface Arguments {
  /** Undefined stands for a word that a variable hides. */
  readonly names: readonly (string | undefined)[];
  readonly options: ReadonlyMap<string, string | undefined>;
}

/**
 * Follows the commands that make and change accounts; returns whether the command was one of them. An account made
 * under a condition exists with unknown numbers.
 */
export function addAccount(
  machine: Machine,
  plain: PlainCommand,
  certain: boolean,
): boolean {
  const valued = VALUED.get(plain.name ?? "");
  if (valued === undefined) return false;
  const read = readArguments(plain, valued);
  switch (plain.name) {
    case "addgroup":
    case "groupadd":
      addGroup(machine, read, certain);
      return true;
    case "adduser":
    case "useradd":
      addUser(machine, plain.name, read, certain);
      return true;
    default:
      changeUser(machine, plain.name === "usermod", read, certain);
      return true;
  }
}

function addGroup(
  machine: Machine,
  { names, options }: Arguments,
  certain: boolean,
): void {
  const [group] = names;
  // "addgroup USER GROUP" adds an account to a group.
  if (group === undefined || names.length > 1) return;
  machine.groups.set(
    group,
    certain ? idOf(options.get("g") ?? options.get("gid")) : undefined,
  );
}

function addUser(
  machine: Machine,
  command: "adduser" | "useradd",
  { names, options }: Arguments,
  certain: boolean,
): void {
  const [user] = names;
  if (user === undefined || names.length > 1) return;
  const group =
    options.get(command === "adduser" ? "G" : "g") ??
    options.get("ingroup") ??
    options.get("gid");
  const gid =
    group === undefined
      ? undefined
      : (idOf(group) ?? machine.groups.get(group));
  const home =
    options.get(command === "adduser" ? "h" : "d") ??
    options.get("home") ??
    options.get("home-dir");
  machine.accounts.set(user, {
    uid: certain ? idOf(options.get("u") ?? options.get("uid")) : undefined,
    gid: certain ? gid : undefined,
    home: home ?? `/home/${user}`,
    mayBeRoot: hidesItsNumber(options),
  });
  if (!machine.groups.has(user)) machine.groups.set(user, undefined);
}

/** Follows usermod, userdel and deluser. */
function changeUser(
  machine: Machine,
  modifies: boolean,
  { names, options }: Arguments,
  certain: boolean,
): void {
  const user = names.at(-1);
  const account = user === undefined ? undefined : machine.accounts.get(user);
  if (user === undefined || account === undefined) return;
  if (!modifies) {
    if (certain && names.length === 1) machine.accounts.delete(user);
  } else if (options.has("u") || options.has("uid"))
    machine.accounts.set(user, {
      ...account,
      uid: certain ? idOf(options.get("u") ?? options.get("uid")) : undefined,
      mayBeRoot: !certain || hidesItsNumber(options),
    });
}

/** Whether a number is given that cannot be read: it may be 0. */
function hidesItsNumber(options: Arguments["options"]): boolean {
  return (
    (options.has("u") || options.has("uid")) &&
    idOf(options.get("u") ?? options.get("uid")) === undefined
  );
}

function readArguments(plain: PlainCommand, valued: string): Arguments {
  const names: (string | undefined)[] = [];
  const options = new Map<string, string | undefined>();
  const words = plain.arguments;
  for (let at = 0; at < words.length; at++) {
    const { text, value } = words[at] ?? { text: "", value: "" };
    const long = /^--([\w-]+)(=)?/.exec(text);
    if (long !== null) {
      const [whole, name = "", equals] = long;
      if (equals !== undefined) options.set(name, value?.slice(whole.length));
      else if (VALUED_LONG.has(name)) options.set(name, words[++at]?.value);
    } else if (/^-\w/.test(text)) {
      // A group such as "-ms": its first letter that takes a value ends it.
      const letters = text.slice(1).split("");
      const taking = letters.findIndex((letter) => valued.includes(letter));
      if (taking === -1) continue;
      const attached = value?.slice(taking + 2);
      options.set(
        letters[taking] ?? "",
        attached === "" ? words[++at]?.value : attached,
      );
    } else names.push(value);
  }
  return { names, options };
}

function idOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
