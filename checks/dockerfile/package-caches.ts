import type { Span } from "../files.ts";
import { commandsOf } from "../build/run.ts";
import { mountOptions } from "../build/stage-sources.ts";
import type { ShellWord } from "../shell/parse.ts";
import { hasOption, plainArguments } from "../shell/queries.ts";
import type { Run } from "./instruction.ts";

/** Package lists or downloads that a RUN leaves in its layer. */
export interface LeftCache {
  readonly at: Span;
  readonly manager: string;
  /** What the manager was told to do: `update`, `add`. */
  readonly verb: string;
  /** The directory that stays. */
  readonly left: string;
  readonly sameAs: readonly string[];
}

interface Manager {
  readonly names: readonly string[];
  /** What fills the cache. */
  readonly verbs: readonly string[];
  /** What empties it. */
  readonly cleans: RegExp;
  /** Options with which it is not filled. */
  readonly without: readonly string[];
  readonly left: string;
  /** Directories that are used instead where they exist. */
  readonly instead: readonly string[];
  readonly sameAs: readonly string[];
}

const MANAGERS: readonly Manager[] = [
  {
    names: ["apt-get", "apt", "aptitude"],
    // "install" uses the lists that an update wrote, and adds none.
    verbs: ["update"],
    cleans: /^dist-?clean$/,
    without: [],
    left: "/var/lib/apt/lists",
    instead: [],
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
    verbs: ["add", "update", "upgrade"],
    cleans: /^$/,
    without: ["--no-cache", "--cache-dir", "--no-network"],
    left: "/var/cache/apk",
    instead: ["/etc/apk/cache"],
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
  for (const manager of MANAGERS) {
    if ([manager.left, ...manager.instead].some((at) => isMounted(run, at)))
      continue;
    const left = cacheLeftBy(run, manager);
    if (left !== undefined) yield left;
  }
}

function cacheLeftBy(run: Run, manager: Manager): LeftCache | undefined {
  let left: LeftCache | undefined;
  for (const { command, plain } of commandsOf(run)) {
    const { name = "", arguments: words } = plain;
    if (removes(name, words, manager.left)) left = undefined;
    if (!manager.names.includes(name)) continue;
    // "apt-get -o Acquire::Check-Date=false update": a value with "=" is no verb.
    const verb = plainArguments(words).find(({ text }) => !text.includes("="));
    if (manager.cleans.test(verb?.value ?? "?")) left = undefined;
    if (!manager.verbs.includes(verb?.value ?? "")) continue;
    if (hasOption(words, ...manager.without)) continue;
    left = {
      at: command ?? run.command,
      manager: name,
      verb: verb?.value ?? "",
      left: manager.left,
      sameAs: manager.sameAs,
    };
  }
  return left;
}

/** Whether a command removes what a directory holds, or may do so: what a variable or a script does is not known. */
function removes(
  name: string,
  words: readonly ShellWord[],
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
  const path = removed.replace(/\/+$/, "");
  return (
    path !== "" && (path === directory || directory.startsWith(`${path}/`))
  );
}

/** Whether a directory is mounted during a RUN, so that nothing written to it reaches the layer. */
export function isMounted(run: Run, directory: string): boolean {
  return run.flags.some(({ name, value }) => {
    if (name !== "mount") return false;
    const options = mountOptions(value);
    const target =
      options.get("target") ?? options.get("dst") ?? options.get("destination");
    return target !== undefined && mayCover(target, directory);
  });
}
