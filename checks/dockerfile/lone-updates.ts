import type { PlainCommand } from "../shell/queries.ts";
import type { Stage } from "./model.ts";
import {
  packageCommands,
  packageCommandsByPlain,
  type PackageCommand,
} from "./package-commands.ts";
import type { ManagerName } from "./package-manager-data.ts";
import { runCommands, type RunCommand } from "./run-commands.ts";
import { PREPARATION, sureCommands } from "./sure-commands.ts";

/** An update of package lists that surely runs, in a RUN that does nothing with them. */
export interface LoneUpdate {
  readonly update: PackageCommand;
  /** An installation further down that relies on the lists. */
  readonly install: PackageCommand | undefined;
  /** Whether the manager works with old lists as long as nobody updates them. */
  readonly keepsOld: boolean;
  /** Whether the RUN removes them again, or may do so. */
  readonly cleaned: boolean;
}

interface Lists {
  readonly updates: RegExp;
  readonly installs: RegExp;
  readonly keepsOld: boolean;
}

const LISTS: ReadonlyMap<ManagerName, Lists> = new Map([
  ["apt", { updates: /^update$/, installs: /^install$/, keepsOld: true }],
  // apk(8): an index older than --cache-max-age is fetched again, and without a cache always.
  ["apk", { updates: /^update$/, installs: /^add$/, keepsOld: false }],
  [
    "zypper",
    {
      updates: /^ref(?:resh)?$/,
      installs: /^in(?:stall)?$/,
      // zypper(8): repositories with autorefresh are refreshed by install.
      keepsOld: false,
    },
  ],
  [
    "pacman",
    { updates: /^-S\w*y/, installs: /^-S(?!\w*[yc])/, keepsOld: true },
  ],
]);

/** Commands that do nothing with package lists. */
const ELSEWHERE = new Set([...PREPARATION, "test", "[", "grep", "ls"]);

/** The managers that keep package lists. */
export const LISTING_MANAGERS: readonly ManagerName[] = [...LISTS.keys()];

/** The updates of package lists that stand in a RUN of their own, in the order of the file. */
export function loneUpdates(stage: Stage): readonly LoneUpdate[] {
  if (!packageCommands(stage).some(isUpdate)) return [];
  const read = packageCommandsByPlain(stage);
  const sure = sureCommands(stage);
  const found: LoneUpdate[] = [];
  const relying = new Map<ManagerName, PackageCommand>();
  for (const commands of byRun(runCommands(stage)).reverse()) {
    const managed = commands.flatMap(({ plain }) => read.get(plain) ?? []);
    let cleaned = false;
    for (const { plain } of commands.toReversed()) {
      const update = read.get(plain);
      if (update !== undefined && isUpdate(update)) {
        const install = relying.get(update.manager);
        const { keepsOld = false } = LISTS.get(update.manager) ?? {};
        // "pacman -Syu" upgrades, and is no mere update.
        if (
          sure.has(plain) &&
          (install !== undefined || update.manager !== "pacman")
        )
          found.push({ update, install, keepsOld, cleaned });
      } else if (mayUseLists(plain)) break;
      else cleaned ||= mayClean(plain);
    }
    for (const install of managed.toReversed())
      if (isInstall(install) && !managed.some((other) => isUpdate(other)))
        relying.set(install.manager, install);
  }
  return found.reverse();
}

function byRun(commands: readonly RunCommand[]): RunCommand[][] {
  const groups: RunCommand[][] = [];
  for (const command of commands) {
    const last = groups.at(-1);
    if (last?.[0]?.run === command.run) last.push(command);
    else groups.push([command]);
  }
  return groups;
}

function isUpdate({ manager, verb, operands }: PackageCommand): boolean {
  return (
    LISTS.get(manager)?.updates.test(verb) === true &&
    (operands.length === 0 || manager !== "pacman")
  );
}

function isInstall({ manager, verb }: PackageCommand): boolean {
  return LISTS.get(manager)?.installs.test(verb) === true;
}

function mayUseLists({ name, arguments: words }: PlainCommand): boolean {
  return !(
    ELSEWHERE.has(name ?? "") ||
    (/^(?:apt(?:-get|itude)?|apk|zypper)$/.test(name ?? "") &&
      words.some(({ value }) => /^(?:auto|dist-?)?clean$/.test(value ?? "")))
  );
}

function mayClean({ arguments: words }: PlainCommand): boolean {
  return words.some(({ text }) => /\/var\b|[$`]|clean$/.test(text));
}
