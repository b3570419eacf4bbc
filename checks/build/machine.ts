import { imageFacts, type Account } from "../images.ts";
import type { Stage } from "../dockerfile/model.ts";
import { treeOver } from "./image-tree.ts";
import type { Owner, Tree } from "./tree.ts";

/** An account whose numbers may not be told by the text. */
export interface ImageAccount {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly home: string | undefined;
  /** True where its number is given by something that hides it. */
  readonly mayBeRoot?: boolean;
}

/** What a stage holds while its instructions are followed. */
export interface Machine {
  readonly tree: Tree;
  readonly accounts: Map<string, ImageAccount>;
  readonly groups: Map<string, number | undefined>;
  /** System packages installed by name. */
  readonly packages: Set<string>;
  /** All system packages that were installed, those that were removed again too. */
  readonly installed: Set<string>;
  /** Commands that a language's package manager put on PATH. */
  readonly commands: Set<string>;
  /** Whether the programs that this stage asked for were lacking when it first did. */
  readonly judged: Map<string, boolean>;
  /** What `apk add --virtual` gave a name to: removing the name removes it all. */
  readonly virtuals: Map<string, readonly string[]>;
  /** Commands that did what the text does not tell. */
  readonly opaque: string[];
  /** Commands that changed the owner or the permissions of something that the text does not tell. */
  readonly reowned: string[];
  /** The base image's tag, for what depends on it. */
  readonly baseTag: string | undefined;
  /** Whether commands such as chmod are GNU's; false where they are BusyBox's. */
  readonly hasGnuTools: boolean | undefined;
  /** Whether an ordinary account that is not listed does not exist. */
  readonly listsAccounts: boolean;
}

/** The machine a stage starts from. */
export function machineFor(
  stage: Stage,
  machineOf: (stage: Stage) => Machine,
): Machine {
  if (stage.base.kind === "stage") {
    const from = machineOf(stage.base.stage);
    return {
      tree: from.tree.fork(),
      accounts: new Map(from.accounts),
      groups: new Map(from.groups),
      packages: new Set(from.packages),
      installed: new Set(from.installed),
      commands: new Set(from.commands),
      judged: new Map(),
      virtuals: new Map(from.virtuals),
      opaque: [...from.opaque],
      reowned: [...from.reowned],
      baseTag: from.baseTag,
      hasGnuTools: from.hasGnuTools,
      listsAccounts: from.listsAccounts,
    };
  }
  const facts = stage.config.facts;
  const accounts = new Map<string, ImageAccount>();
  const groups = new Map<string, number | undefined>();
  for (const [name, account] of Object.entries<Account>(
    facts?.accounts ?? accountsOfAllTags(stage),
  )) {
    accounts.set(name, account);
    groups.set(name, account.gid);
  }
  const tag =
    stage.base.kind === "image" && stage.base.reference.tag.kind === "known"
      ? stage.base.reference.tag.value
      : undefined;
  const isScratch = stage.base.kind === "scratch";
  const { system } = facts ?? {};
  const isBusyBox = system === "alpine" || system === "busybox";
  return {
    tree: isScratch
      ? treeOver("none")
      : treeOver(facts === undefined ? "unknown" : "system", facts),
    accounts,
    groups,
    packages: new Set(),
    installed: new Set(),
    commands: new Set(),
    judged: new Map(),
    virtuals: new Map(),
    opaque: [],
    reowned: [],
    baseTag: tag,
    hasGnuTools: system === undefined ? undefined : !isBusyBox,
    listsAccounts: isScratch || facts !== undefined,
  };
}

/** The accounts that every tag of an image has, where a digest alone names it: those of distroless. */
function accountsOfAllTags({ base }: Stage): Readonly<Record<string, Account>> {
  if (base.kind !== "image" || base.reference.digest.kind === "absent")
    return {};
  const facts = imageFacts(base.reference.repository, undefined);
  return facts?.system === "distroless" ? facts.accounts : {};
}

/**
 * The numbers that a process has under `USER name` or `USER 1001:1001`: without a group it is that of the account, and
 * 0 where there is none (reference, USER).
 */
export function userOf(machine: Machine, text: string | undefined): Owner {
  if (text === undefined) return { uid: undefined, gid: undefined };
  const [user = "", group] = text.split(":");
  const account = accountOf(machine, user);
  const uid = numberOf(user) ?? account?.uid;
  if (group !== undefined && group !== "")
    return { uid, gid: numberOf(group) ?? machine.groups.get(group) };
  if (account !== undefined) return { uid, gid: account.gid };
  const isOrdinary = uid !== undefined && uid >= 1000 && uid < 60_000;
  return { uid, gid: machine.listsAccounts && isOrdinary ? 0 : undefined };
}

/**
 * The owner that `--chown` gives: a number without a group stands for both, and a name for its account (BuildKit,
 * solver/llbsolver/file, readUser). WORKDIR gives its directories to the user in the same way.
 */
export function chownOf(machine: Machine, text: string | undefined): Owner {
  if (text === undefined) return { uid: undefined, gid: undefined };
  if (text === "") return { uid: 0, gid: 0 };
  const [user = "", group = ""] = text.split(":");
  const id = numberOf(user);
  const account = user === "" ? { uid: 0, gid: 0 } : machine.accounts.get(user);
  const isRoot = user === "root";
  return {
    uid: id ?? (isRoot ? 0 : account?.uid),
    gid:
      group === ""
        ? (id ?? account?.gid)
        : (numberOf(group) ??
          (group === "root" ? 0 : machine.groups.get(group))),
  };
}

/** The home of a user, which runc puts into HOME; "/" where there is no account. */
export function homeOf(
  machine: Machine,
  text: string | undefined,
): string | undefined {
  if (text === undefined) return undefined;
  const [user = ""] = text.split(":");
  const account = accountOf(machine, user);
  if (account !== undefined) return account.home;
  return machine.listsAccounts && numberOf(user) !== undefined
    ? "/"
    : undefined;
}

function accountOf(
  { accounts }: Machine,
  user: string,
): ImageAccount | undefined {
  const id = user === "" || user === "root" ? 0 : numberOf(user);
  if (id === undefined) return accounts.get(user);
  for (const account of accounts.values())
    if (account.uid === id) return account;
  return id === 0 ? { uid: 0, gid: 0, home: "/root" } : undefined;
}

function numberOf(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
