import { readArguments, type ReadArguments } from "./arguments.ts";
import { mayNotRun } from "./files.ts";
import { ASSUMED, type Outcome } from "./outcome.ts";
import type { Call, Shell } from "./shell.ts";

/** Letters of options that take a value, by command. */
const VALUED: ReadonlyMap<string, string> = new Map([
  ["useradd", "bcdefgGkKpRsuZ"],
  ["usermod", "cdefgGlpRsuvVwWZ"],
  ["userdel", "RP"],
  ["groupadd", "gKpRP"],
  // BusyBox and Debian; Debian's have long options only.
  ["adduser", "hgsGuk"],
  ["addgroup", "g"],
  ["deluser", ""],
]);

/**
 * Follows the commands that make and change accounts, or gives undefined where the command is none of them. An account
 * made under a condition exists with unknown numbers.
 */
export function followAccount(
  name: string,
  { shell, words }: Pick<Call, "shell" | "words">,
): Outcome | undefined {
  const valued = VALUED.get(name);
  if (valued === undefined) return undefined;
  const read = readArguments(words.arguments, valued);
  switch (name) {
    case "addgroup":
    case "groupadd":
      addGroup(shell, name, read);
      break;
    case "adduser":
    case "useradd":
      addUser(shell, name, read);
      break;
    default:
      changeUser(shell, name, read);
  }
  return ASSUMED;
}

function addGroup(
  shell: Shell,
  command: string,
  { names, options }: ReadArguments,
): void {
  const [group] = names.map(({ value }) => value);
  writeAccounts(shell, command, ["group", "gshadow"]);
  // "addgroup USER GROUP" adds an account to a group.
  if (group === undefined || names.length > 1) return;
  shell.machine.groups.set(
    group,
    shell.inDoubt ? undefined : idOf(options.get("g") ?? options.get("gid")),
  );
}

function addUser(
  shell: Shell,
  command: "adduser" | "useradd",
  read: ReadArguments,
): void {
  const { machine, inDoubt } = shell;
  const { names, options, flags } = read;
  const [user] = names.map(({ value }) => value);
  writeAccounts(shell, command, ["passwd", "shadow", "group", "gshadow"]);
  if (user === undefined || names.length > 1) return;
  const group =
    options.get(command === "adduser" ? "G" : "g") ??
    options.get("ingroup") ??
    options.get("gid");
  const uid = inDoubt
    ? undefined
    : idOf(options.get("u") ?? options.get("uid"));
  const hasOwn =
    group === undefined && !flags.has("N") && !flags.has("no-user-group");
  const gid =
    group === undefined
      ? hasOwn
        ? ownGroup(shell, command, flags, uid)
        : undefined
      : (idOf(group) ?? machine.groups.get(group));
  const home =
    options.get(command === "adduser" ? "h" : "d") ??
    options.get("home") ??
    options.get("home-dir") ??
    `/home/${user}`;
  const account = { uid, gid: inDoubt ? undefined : gid, home };
  machine.accounts.set(user, {
    ...account,
    mayBeRoot: hidesItsNumber(options),
  });
  if (!machine.groups.has(user))
    machine.groups.set(user, hasOwn ? account.gid : undefined);
  makeHome(shell, command, read, account);
}

/**
 * The number of the group that comes with an account. BusyBox takes the account's (adduser.c, passwd_study), shadow too
 * where no group has it and it is an ordinary one (find_new_gid).
 */
function ownGroup(
  { machine }: Shell,
  command: string,
  flags: ReadonlySet<string>,
  uid: number | undefined,
): number | undefined {
  if (uid === undefined) return undefined;
  const isBusyBox = machine.hasGnuTools === false && command === "adduser";
  if (isBusyBox) return flags.has("S") || flags.has("system") ? undefined : uid;
  const isOrdinary = command === "useradd" && uid >= 1000 && uid < 60_000;
  const system = flags.has("r") || flags.has("system");
  const taken = [...machine.groups.values()].includes(uid);
  return isOrdinary && !system && !taken && machine.opaque.length === 0
    ? uid
    : undefined;
}

function makeHome(
  shell: Shell,
  command: string,
  { flags, options }: ReadArguments,
  {
    uid,
    gid,
    home,
  }: {
    readonly uid: number | undefined;
    readonly gid: number | undefined;
    readonly home: string;
  },
): void {
  const has = (...names: readonly string[]): boolean =>
    names.some((name) => flags.has(name));
  const { tree, hasGnuTools } = shell.machine;
  const isBusyBox = command === "adduser" && hasGnuTools === false;
  const makes =
    command === "adduser"
      ? !has("H", "no-create-home")
      : // Debian's login.defs does not ask for homes (shadow, CREATE_HOME).
        has("m", "create-home") && !has("M", "no-create-home");
  if (!makes || !home.startsWith("/")) return;
  if (shell.inDoubt || options.has("k")) return;
  if (tree.exists(home) === "present") return;
  // BusyBox: mkdir, chown and chmod 02755 (adduser.c); others take the permissions from a file of settings.
  tree.put(home, {
    type: "directory",
    mode: isBusyBox ? 0o2755 : undefined,
    uid,
    gid,
    origin: { kind: "command", command },
  });
  if (isBusyBox) return;
  tree.doubt(`${command} copies /etc/skel to ${home}`);
}

/** Marks the files of /etc that hold accounts as written. */
function writeAccounts(
  shell: Shell,
  command: string,
  names: readonly string[],
): void {
  const { tree } = shell.machine;
  if (shell.inDoubt) {
    tree.doubt(mayNotRun(command));
    return;
  }
  for (const name of names) {
    const path = `/etc/${name}`;
    const isOpen = name === "passwd" || name === "group";
    const before = tree.get(path);
    // BusyBox writes shadow files only where they are.
    if (!isOpen && before === undefined) {
      tree.doubt(`${command} writes ${path} where it is there`);
      continue;
    }
    tree.assume(path, "present");
    const { mode, uid, gid } = before ?? { mode: 0o644, uid: 0, gid: 0 };
    const origin = { kind: "command", command } as const;
    tree.put(path, { type: "file", mode, uid, gid, origin });
  }
  tree.doubt(
    `${command} leaves copies of the files of accounts, such as /etc/passwd-`,
  );
}

/** Follows usermod, userdel and deluser. */
function changeUser(
  shell: Shell,
  command: string,
  { names, options, flags }: ReadArguments,
): void {
  const { machine, inDoubt } = shell;
  const user = names.at(-1)?.value;
  // usermod writes the groups only where it changes who is in them.
  const groups =
    command !== "usermod" || options.has("G") || options.has("groups")
      ? ["group", "gshadow"]
      : [];
  writeAccounts(shell, command, ["passwd", "shadow", ...groups]);
  const account = user === undefined ? undefined : machine.accounts.get(user);
  if (user === undefined || account === undefined) return;
  if (command !== "usermod") {
    if (inDoubt || names.length > 1) return;
    machine.accounts.delete(user);
    const removesHome =
      flags.has("r") || flags.has("remove") || flags.has("remove-home");
    if (removesHome && account.home !== undefined)
      machine.tree.remove(account.home);
    return;
  }
  if (flags.has("m") || flags.has("move-home"))
    machine.tree.doubt(`${command} moves the home of ${user}`);
  const group = options.get("g") ?? options.get("gid");
  const hasNumber = options.has("u") || options.has("uid");
  machine.accounts.set(user, {
    ...account,
    ...(hasNumber
      ? {
          uid: inDoubt
            ? undefined
            : idOf(options.get("u") ?? options.get("uid")),
          mayBeRoot: inDoubt || hidesItsNumber(options),
        }
      : {}),
    ...(options.has("g") || options.has("gid")
      ? {
          gid:
            inDoubt || group === undefined
              ? undefined
              : (idOf(group) ?? machine.groups.get(group)),
        }
      : {}),
    ...(options.has("d") || options.has("home")
      ? {
          home: inDoubt ? undefined : (options.get("d") ?? options.get("home")),
        }
      : {}),
  });
}

/** Whether a number is given that cannot be read: it may be 0. */
function hidesItsNumber(options: ReadArguments["options"]): boolean {
  return (
    (options.has("u") || options.has("uid")) &&
    idOf(options.get("u") ?? options.get("uid")) === undefined
  );
}

function idOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
