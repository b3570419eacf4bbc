import type { Span } from "../files.ts";
import { commandsOf } from "../build/run.ts";
import { mountOptions } from "../build/simulate.ts";
import { hasOption, plainArguments } from "../shell/queries.ts";
import type { Run } from "./instruction.ts";

/** Package lists or downloads that a RUN leaves in its layer. */
export interface LeftCache {
  readonly at: Span;
  readonly manager: string;
  /** The directory that stays. */
  readonly left: string;
  readonly sameAs: readonly string[];
}

interface Manager {
  readonly names: readonly string[];
  readonly verbs: readonly string[];
  readonly left: string;
  /** Whether these arguments of the manager leave nothing. */
  readonly clean: (words: Parameters<typeof hasOption>[0]) => boolean;
  readonly sameAs: readonly string[];
}

const MANAGERS: readonly Manager[] = [
  {
    names: ["apt-get", "apt"],
    verbs: ["install", "update", "upgrade", "dist-upgrade"],
    left: "/var/lib/apt/lists",
    clean: (words) => plainArguments(words)[0]?.value === "dist-clean",
    sameAs: [
      "hadolint/DL3009",
      "kics/apt_get_install_lists_were_not_deleted",
      "dockle/DKL-DI-0005",
      "dockerfilelint/apt-get_missing_rm",
      "semgrep/remove-package-lists",
    ],
  },
  {
    names: ["apk"],
    verbs: ["add", "update"],
    left: "/var/cache/apk",
    clean: (words) => hasOption(words, "--no-cache"),
    sameAs: [
      "hadolint/DL3019",
      "kics/apk_add_using_local_cache_path",
      "trivy/DS-0025",
      "dockle/DKL-DI-0004",
      "dockerfilelint/apkadd-missing_nocache_or_updaterm",
      "semgrep/missing-apk-no-cache",
    ],
  },
];

/** The caches of system package managers that a RUN leaves, at most one for each manager. */
export function* cachesLeftBy(run: Run): Generator<LeftCache> {
  const commands = [...commandsOf(run)];
  for (const manager of MANAGERS) {
    if (isMounted(run, manager.left)) continue;
    let left: LeftCache | undefined;
    for (const { command, plain } of commands) {
      const { name, arguments: words } = plain;
      if (name === "rm") {
        const removes = plainArguments(words).some(({ value }) =>
          covers(value ?? "", manager.left),
        );
        // Patterns such as "/var/lib/apt/lists/*" have no plain value.
        const removesPattern = words.some(({ text }) =>
          covers(text.replace(/\/\*$/, ""), manager.left),
        );
        if (removes || removesPattern) left = undefined;
        continue;
      }
      if (name === undefined || !manager.names.includes(name)) continue;
      if (manager.clean(words)) {
        if (plainArguments(words)[0]?.value === "dist-clean") left = undefined;
        continue;
      }
      const verb = plainArguments(words)[0]?.value ?? "";
      if (!manager.verbs.includes(verb)) continue;
      // "install" alone uses lists of an earlier layer and adds none.
      if (name !== "apk" && verb === "install") continue;
      left = {
        at: command ?? run.command,
        manager: name,
        left: manager.left,
        sameAs: manager.sameAs,
      };
    }
    if (left !== undefined) yield left;
  }
}

function covers(removed: string, directory: string): boolean {
  const path = removed.replace(/\/+$/, "");
  return (
    path !== "" && (path === directory || directory.startsWith(`${path}/`))
  );
}

function isMounted(run: Run, directory: string): boolean {
  return run.flags.some(({ name, value }) => {
    if (name !== "mount") return false;
    const options = mountOptions(value?.text ?? "");
    const type = options.get("type");
    if (type !== "cache" && type !== "tmpfs") return false;
    const target =
      options.get("target") ?? options.get("dst") ?? options.get("destination");
    return target !== undefined && covers(target, directory);
  });
}
