import type { Span } from "../files.ts";
import { hasOption } from "../shell/queries.ts";
import type { Run } from "./instruction.ts";
import type { Stage } from "./model.ts";
import { hasMountAt } from "./mount-targets.ts";
import {
  packageCommandsByPlain,
  type PackageCommand,
} from "./package-commands.ts";
import type { ManagerName } from "./package-manager-data.ts";
import { runCommands, type RunCommand } from "./run-commands.ts";

/** Package lists or downloads that a RUN leaves in its layer. */
export interface LeftCache {
  readonly at: Span;
  readonly manager: ManagerName;
  /** The command that left it last. */
  readonly by: PackageCommand;
  /** Whether other commands of the RUN left some of it before. */
  readonly more: boolean;
  /** What stays, and where. */
  readonly left: string;
  readonly sameAs: readonly string[];
}

interface SystemCache {
  /** What fills it. */
  readonly fills: RegExp;
  /** What empties it: the verb and what follows. */
  readonly empties: RegExp;
  /** Options with which it is not filled, or somewhere else. */
  readonly without: readonly string[];
  readonly left: string;
  /** Where it may be: to remove or mount one of them counts. */
  readonly places: readonly string[];
  /** Other tools' ids, by program. */
  readonly sameAs: Readonly<Record<string, readonly string[]>>;
}

const APT_IDS = [
  "hadolint/DL3009",
  "kics/apt_get_install_lists_were_not_deleted",
  "dockle/DKL-DI-0005",
  "dockerfilelint/apt-get_missing_rm",
  "semgrep/remove-package-lists",
];

// Not pacman: whether its packages stay depends on a hook that some base images have, and no text tells which.
const CACHES: ReadonlyMap<ManagerName, SystemCache> = new Map([
  [
    "apt",
    {
      // "install" uses the lists that an update wrote, and adds none.
      fills: /^update$/,
      empties: /^dist-?clean\b/,
      without: [],
      left: "/var/lib/apt/lists",
      places: ["/var/lib/apt/lists"],
      sameAs: { "apt-get": APT_IDS, apt: APT_IDS, aptitude: APT_IDS },
    },
  ],
  [
    "apk",
    {
      fills: /^(?:add|update|upgrade)$/,
      empties: /^cache (?:clean|purge)\b/,
      without: ["--no-cache", "--cache-dir", "--no-network", "--root", "-p"],
      left: "/var/cache/apk",
      places: ["/var/cache/apk", "/etc/apk/cache"],
      sameAs: {
        apk: [
          "hadolint/DL3019",
          "kics/apk_add_using_local_cache_path",
          "trivy/DS-0025",
          "dockle/DKL-DI-0004",
          "dockerfilelint/apkadd-missing_nocache_or_updaterm",
          "semgrep/missing-apk-no-cache",
        ],
      },
    },
  ],
  [
    "dnf",
    {
      fills:
        /^(?:install|in|localinstall|groupinstall|reinstall|update|upgrade|up|downgrade|distro-sync|dsync|swap|builddep|makecache|check-update)$/,
      // "clean metadata" keeps what was made of it: the databases of yum, the solv files of dnf.
      empties: /^clean (?:.* )?(?:all\b|\$)/,
      without: ["-C", "--cacheonly", "--installroot"],
      left: "the repositories' metadata below /var/cache",
      places: ["/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5"],
      sameAs: {
        yum: ["hadolint/DL3032", "trivy/DS-0015"],
        dnf: [
          "hadolint/DL3040",
          "trivy/DS-0019",
          "kics/missing_dnf_clean_all",
          "semgrep/missing-dnf-clean-all",
        ],
        microdnf: ["hadolint/DL3040", "trivy/DS-0027"],
      },
    },
  ],
  [
    "zypper",
    {
      fills:
        /^(?:install|in|update|up|dist-upgrade|dup|patch|refresh|ref|source-install|si)$/,
      empties: /^(?:clean|cc)\b/,
      without: ["--root", "--installroot", "-R"],
      left: "/var/cache/zypp",
      places: ["/var/cache/zypp"],
      sameAs: {
        zypper: [
          "hadolint/DL3036",
          "trivy/DS-0020",
          "kics/missing_zypper_clean",
          "semgrep/missing-zypper-clean",
        ],
      },
    },
  ],
]);

/** The managers that leave them. */
export const SYSTEM_CACHE_MANAGERS: readonly ManagerName[] = [...CACHES.keys()];

/** The ids of other tools for all of these caches. */
export const SYSTEM_CACHE_IDS: readonly string[] = [
  ...new Set(
    [...CACHES.values()].flatMap(({ sameAs }) => Object.values(sameAs).flat()),
  ),
];

/** The caches of system package managers that the RUN instructions of a stage leave, one for each manager and RUN. */
export function* systemCachesLeft(stage: Stage): Generator<LeftCache> {
  const managed = packageCommandsByPlain(stage);
  if (managed.size === 0) return;
  let run: Run | undefined;
  let left = new Map<ManagerName, LeftCache>();
  for (const command of runCommands(stage)) {
    if (command.run !== run) {
      yield* left.values();
      left = new Map();
      run = command.run;
    }
    for (const { manager } of left.values())
      if (CACHES.get(manager)?.places.some((at) => removes(command, at)))
        left.delete(manager);
    const of = managed.get(command.plain);
    if (of !== undefined) follow(of, left);
  }
  yield* left.values();
}

function follow(of: PackageCommand, left: Map<ManagerName, LeftCache>): void {
  const cache = CACHES.get(of.manager);
  if (cache === undefined) return;
  const { manager, verb, words, operands } = of;
  const said = [verb, ...operands.map(({ text }) => text)].join(" ");
  if (cache.empties.test(said)) {
    const before = left.get(manager);
    if (before && isMicro(before.by) === isMicro(of)) left.delete(manager);
  } else if (
    cache.fills.test(verb) &&
    !hasOption(words, ...cache.without) &&
    !cache.places.some((at) => isMounted(of.run, at))
  )
    left.set(manager, {
      at: of.at,
      manager,
      by: of,
      more: left.has(manager),
      left: cache.left,
      sameAs: cache.sameAs[of.calledAs.split(" ")[0] ?? ""] ?? [],
    });
}

/** microdnf keeps its metadata in /var/cache/yum, dnf in /var/cache/dnf, and each empties its own. */
function isMicro({ calledAs }: PackageCommand): boolean {
  return calledAs.startsWith("microdnf");
}

/** Whether a command removes what a directory holds, or may do so: what a variable or a script does is not known. */
function removes(
  { plain: { name = "", arguments: words } }: RunCommand,
  directory: string,
): boolean {
  if (/clean/.test(name)) return true;
  const deletes =
    name === "rm" ||
    (name === "find" &&
      words.some(({ text }) => /^-(?:delete|exec)/.test(text)));
  return deletes && words.some(({ text }) => mayCover(text, directory));
}

/** Whether a path covers a directory, as far as it is plain; a pattern that may reach into it counts. */
function mayCover(text: string, directory: string): boolean {
  const path = text.replace(/["'\\]/g, "");
  const plain = /^[^*?[{$`]*/.exec(path)?.[0] ?? "";
  if (plain === path) return covers(path, directory);
  return directory.startsWith(plain) || plain.startsWith(`${directory}/`);
}

function covers(removed: string, directory: string): boolean {
  const path = removed.replace(/(?<!\/)\/+$/, "");
  return (
    path !== "" && (path === directory || directory.startsWith(`${path}/`))
  );
}

/** Whether a directory is mounted during a RUN, so that nothing written to it reaches the layer. */
export function isMounted(run: Run, directory: string): boolean {
  return hasMountAt(run, directory, (target) => mayCover(target, directory));
}
