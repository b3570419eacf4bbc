import type { Copy } from "../dockerfile/instruction.ts";
import { parseReference } from "../dockerfile/image-reference.ts";
import { imageFacts, type Account } from "../images.ts";
import { known, knownText } from "../value.ts";
import type { ImageAccount, Machine } from "./machine.ts";
import { absolute, type Entry } from "./tree.ts";

const PASSWD = "/etc/passwd";
const GROUP = "/etc/group";

/** The files that name the accounts and groups of an image, as they are at one time. */
export interface AccountFiles {
  readonly passwd: Entry | undefined;
  readonly group: Entry | undefined;
}

/** The files of accounts before an instruction. */
export function accountFiles({ tree }: Machine): AccountFiles {
  return { passwd: tree.get(PASSWD), group: tree.get(GROUP) };
}

/** Whose accounts a COPY may bring: those of a stage, or of another image. */
export type AccountSource = Pick<Machine, "accounts" | "groups"> | undefined;

/**
 * Takes over the accounts of an /etc/passwd that an instruction wrote: by its text where that is known, else by the stage
 * or the image that it was copied from. What is not known leaves the accounts as they were.
 */
export function followAccountFiles(
  machine: Machine,
  before: AccountFiles,
  copy?: Copy,
  source?: () => AccountSource,
): void {
  const after = accountFiles(machine);
  if (after.passwd !== before.passwd && after.passwd !== undefined) {
    const accounts =
      after.passwd.text === undefined
        ? copiesFrom(copy, PASSWD) && source?.()?.accounts
        : accountsIn(after.passwd.text);
    if (accounts) replace(machine.accounts, accounts);
  }
  if (after.group !== before.group && after.group !== undefined) {
    const groups =
      after.group.text === undefined
        ? copiesFrom(copy, GROUP) && source?.()?.groups
        : groupsIn(after.group.text);
    if (groups) replace(machine.groups, groups);
  }
}

/** The accounts of an image of which nothing else is copied, where they are known. */
export function accountsOfImage(image: string): AccountSource {
  const { repository, tag } = parseReference(known(image));
  const facts = imageFacts(
    repository,
    tag.kind === "known" ? tag.value : undefined,
  );
  if (facts === undefined) return undefined;
  const all = Object.entries<Account>(facts.accounts);
  return {
    accounts: new Map(all),
    groups: new Map(all.map(([name, { gid }]) => [name, gid])),
  };
}

function copiesFrom(copy: Copy | undefined, path: string): boolean {
  return (
    copy?.sources.some(({ value }) => {
      const source = knownText(value);
      return source !== undefined && absolute(source, "/") === path;
    }) === true
  );
}

function replace<Of>(
  kept: Map<string, Of>,
  others: Iterable<readonly [string, Of]>,
): void {
  const all = [...others];
  kept.clear();
  for (const [name, one] of all) kept.set(name, one);
}

/** `name:x:uid:gid:comment:home:shell` (passwd(5)). */
function* accountsIn(text: string): Generator<readonly [string, ImageAccount]> {
  for (const line of text.split("\n")) {
    const [name = "", , uid, gid, , home] = line.split(":", 7);
    if (name !== "" && isNumber(uid))
      yield [name, { uid: Number(uid), gid: numberOf(gid), home }];
  }
}

/** `name:x:gid:members` (group(5)). */
function* groupsIn(
  text: string,
): Generator<readonly [string, number | undefined]> {
  for (const line of text.split("\n")) {
    const [name = "", , gid] = line.split(":", 3);
    if (name !== "" && isNumber(gid)) yield [name, Number(gid)];
  }
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^\d{1,10}$/.test(text);
}

function numberOf(text: string | undefined): number | undefined {
  return isNumber(text) ? Number(text) : undefined;
}
