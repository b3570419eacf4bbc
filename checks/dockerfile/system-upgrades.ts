import type { PackageCommand } from "./package-commands.ts";
import type { ManagerName } from "./package-manager-data.ts";

interface Upgrade {
  readonly verbs: RegExp;
  /** Other tools' ids, by program and verb; the verb may be left out. */
  readonly sameAs: Readonly<Record<string, readonly string[]>>;
}

const DIST_UPGRADE = [
  "trivy/DS-0024",
  "dockle/DKL-DI-0003",
  "dockerfilelint/apt-get-dist-upgrade",
  "semgrep/avoid-apt-get-upgrade",
];
const DIST_UPGRADE_OF_ZYPPER = [
  "hadolint/DL3035",
  "semgrep/avoid-zypper-update",
];

const UPGRADES: ReadonlyMap<ManagerName, Upgrade> = new Map([
  [
    "apt",
    {
      verbs: /^(?:dist-|full-|safe-)?upgrade$/,
      sameAs: {
        "apt-get upgrade": [
          "dockerfilelint/apt-get-upgrade",
          "semgrep/avoid-apt-get-upgrade",
        ],
        "apt-get dist-upgrade": DIST_UPGRADE,
        "apt dist-upgrade": ["dockle/DKL-DI-0003"],
      },
    },
  ],
  [
    "apk",
    { verbs: /^upgrade$/, sameAs: { apk: ["semgrep/avoid-apk-upgrade"] } },
  ],
  [
    "dnf",
    {
      verbs:
        /^(?:update|upgrade|up|update-minimal|upgrade-minimal|distro-sync|dsync)$/,
      sameAs: {
        yum: ["semgrep/avoid-yum-update"],
        dnf: ["semgrep/avoid-dnf-update"],
      },
    },
  ],
  [
    "zypper",
    {
      verbs: /^(?:update|up|dist-upgrade|dup|patch)$/,
      sameAs: {
        "zypper dup": DIST_UPGRADE_OF_ZYPPER,
        "zypper dist-upgrade": DIST_UPGRADE_OF_ZYPPER,
        zypper: ["semgrep/avoid-zypper-update"],
      },
    },
  ],
]);

/** What other tools call an update without an installation after it, where yum, dnf and zypper upgrade everything. */
const ALONE = ["trivy/DS-0017", "kics/update_instruction_alone"];

/** The managers that upgrade a system. */
export const UPGRADING_MANAGERS: readonly ManagerName[] = [...UPGRADES.keys()];

/** The ids of other tools for all of these upgrades. */
export const UPGRADE_IDS: readonly string[] = [
  ...new Set([
    ...[...UPGRADES.values()].flatMap(({ sameAs }) =>
      Object.values(sameAs).flat(),
    ),
    ...ALONE,
  ]),
];

/** The other tools' ids for a command that upgrades every package of the system; undefined for any other. */
export function systemUpgradeIds(
  { manager, calledAs, verb, operands }: PackageCommand,
  alone: boolean,
): readonly string[] | undefined {
  const upgrade = UPGRADES.get(manager);
  // With packages named, it upgrades those.
  if (upgrade?.verbs.test(verb) !== true || operands.length > 0)
    return undefined;
  const { sameAs } = upgrade;
  const ids = sameAs[`${calledAs} ${verb}`] ?? sameAs[calledAs] ?? [];
  return alone && /^(?:update|up)$/.test(verb) ? [...ids, ...ALONE] : ids;
}
