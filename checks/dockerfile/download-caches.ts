import type { Files, Severity } from "../files.ts";
import { hasOption } from "../shell/queries.ts";
import { knownText } from "../value.ts";
import type { Run } from "./instruction.ts";
import type { Stage } from "./model.ts";
import { hasMountAt } from "./mount-targets.ts";
import {
  packageCommandsByPlain,
  type PackageCommand,
} from "./package-commands.ts";
import type { ManagerName } from "./package-manager-data.ts";
import { mayConfigure, type Setting } from "./package-options.ts";
import { runCommands, type RunCommand } from "./run-commands.ts";

/** Downloads of a language's package manager that a RUN leaves in its layer. */
export interface LeftDownloads {
  /** The commands that left them, in their order. */
  readonly by: readonly PackageCommand[];
  /** Whether the base image may move the cache or switch it off. */
  readonly inDoubt: boolean;
  /** The setting that switches the cache off although it reads as the opposite, such as `PIP_NO_CACHE_DIR=0`. */
  readonly misread: string | undefined;
  readonly cache: DownloadCache;
}

/** Where a package manager keeps what it downloads. */
export interface DownloadCache {
  /** The group and verb of what fills it. */
  readonly fills: RegExp;
  /** What empties it: the verb and what follows. */
  readonly empties: RegExp;
  /** Options that switch it off or move it. */
  readonly without: RegExp;
  /** Variables that do. */
  readonly variables: readonly string[];
  /** A setting that does. */
  readonly setting?: Setting;
  readonly place: string;
  /** Paths that hold it, to remove or to mount. */
  readonly paths: RegExp;
  /** The option that switches it off, or the command that empties it. */
  readonly off: { readonly option: string } | { readonly command: string };
  readonly severity: Severity;
  readonly sameAs: readonly string[];
}

const ALL_CACHES = /\.cache(?:\/\*?)?$/.source;

const CACHES: ReadonlyMap<ManagerName, DownloadCache> = new Map<
  ManagerName,
  DownloadCache
>([
  [
    // pip docs, Caching. Any value of PIP_NO_CACHE_DIR switches it off, also 0 (pip, cmdoptions.py, _handle_no_cache_dir).
    "pip",
    {
      fills: /^ (?:install|wheel|download)$/,
      empties: /^cache (?:purge|remove)\b/,
      without: /^--(?:no-cache(?:-dir)?|cache-dir)(?:=|$)/,
      variables: ["PIP_NO_CACHE_DIR", "PIP_CACHE_DIR", "XDG_CACHE_HOME"],
      setting: {
        named:
          /\bpip[\d.]{0,5} config [^&|;]{0,60}cache-dir|^[ \t]*(?:no-)?cache-dir\s*=/m,
        place: /pip\.conf/,
      },
      place: "~/.cache/pip",
      paths: new RegExp(`${ALL_CACHES}|\\.cache/pip\\b`),
      off: { option: "--no-cache-dir" },
      severity: "warning",
      sameAs: [
        "hadolint/DL3042",
        "kics/pip_install_keeping_cached_packages",
        "semgrep/missing-pip-no-cache-dir",
      ],
    },
  ],
  [
    // uv docs, Using uv in Docker, Caching.
    "uv",
    {
      fills: /^(?: (?:sync|add)|pip (?:install|sync)|tool install)$/,
      empties: /^(?:cache (?:clean|prune)|clean)\b/,
      without: /^(?:--no-cache|-n|--cache-dir)(?:=|$)/,
      variables: ["UV_NO_CACHE", "UV_CACHE_DIR", "XDG_CACHE_HOME"],
      place: "~/.cache/uv",
      paths: new RegExp(`${ALL_CACHES}|\\.cache/uv\\b`),
      off: { option: "--no-cache" },
      severity: "info",
      sameAs: [],
    },
  ],
  [
    // Poetry docs, Configuration, cache-dir.
    "poetry",
    {
      fills: /^ (?:install|add|update|sync)$/,
      empties: /^cache clear\b/,
      without: /^--no-cache$/,
      variables: ["POETRY_CACHE_DIR", "XDG_CACHE_HOME"],
      setting: {
        named: /\bpoetry config [^&|;]{0,60}cache-dir/,
        place: /poetry\.toml/,
      },
      place: "~/.cache/pypoetry",
      paths: new RegExp(`${ALL_CACHES}|pypoetry`),
      off: { option: "--no-cache" },
      severity: "info",
      sameAs: [],
    },
  ],
  [
    // Yarn 1 docs, yarn cache; for root below /usr/local/share (yarn, src/util/user-home-dir.js).
    "yarn",
    {
      fills: /^(?: (?:install|add)?|global add)$/,
      empties: /^cache clean\b/,
      without: /^(?:--cache-folder(?:=|$)|--version$|-v$|--help$|-h$)/,
      variables: ["YARN_CACHE_FOLDER", "XDG_CACHE_HOME"],
      // Later versions keep the cache elsewhere, some of them in the project.
      setting: {
        named: /\bcorepack\b|\byarn (?:set version|config set cache)/i,
        place: /yarnrc|\.yarn\b/,
      },
      place: ".cache/yarn",
      paths: new RegExp(`${ALL_CACHES}|yarn`),
      off: { command: "yarn cache clean" },
      severity: "info",
      sameAs: ["hadolint/DL3060", "kics/run_yarn_clean_after_yarn_install"],
    },
  ],
]);

/** The managers that keep them. */
export const DOWNLOAD_CACHE_MANAGERS: readonly ManagerName[] = [
  ...CACHES.keys(),
];

/** The ids of other tools for all of these caches. */
export const DOWNLOAD_CACHE_IDS: readonly string[] = [
  ...CACHES.values(),
].flatMap(({ sameAs }) => sameAs);

type Left = LeftDownloads & { readonly by: PackageCommand[] };

/** The download caches that the RUN instructions of a stage leave, one for each manager and RUN. */
export function* downloadsLeft(
  stage: Stage,
  files: Files,
): Generator<LeftDownloads> {
  const managed = packageCommandsByPlain(stage);
  if (managed.size === 0) return;
  let run: Run | undefined;
  let left = new Map<ManagerName, Left>();
  let exported = new Map<string, string | undefined>();
  for (const command of runCommands(stage)) {
    if (command.run !== run) {
      yield* left.values();
      left = new Map();
      exported = new Map();
      run = command.run;
    }
    const { name = "", arguments: words } = command.plain;
    if (name === "export")
      for (const { text, value } of words)
        exported.set(text.replace(/=.*/s, ""), value?.replace(/^[^=]*=?/, ""));
    for (const [manager, { cache }] of left)
      if (removes(command, cache.paths)) left.delete(manager);
    const of = managed.get(command.plain);
    const cache = of && CACHES.get(of.manager);
    if (of === undefined || cache === undefined) continue;
    const found = follow(of, cache, exported);
    if (found === "empty") left.delete(of.manager);
    if (found === undefined || found === "empty") continue;
    if (cache.setting && isSet(stage, files, of.manager, cache.setting))
      continue;
    const before = left.get(of.manager);
    if (before?.misread !== found.misread && before !== undefined) yield before;
    if (before === undefined || before.misread !== found.misread)
      left.set(of.manager, { ...found, by: [of] });
    else before.by.push(of);
  }
  yield* left.values();
}

function follow(
  of: PackageCommand,
  cache: DownloadCache,
  exported: ReadonlyMap<string, string | undefined>,
): Omit<LeftDownloads, "by"> | "empty" | undefined {
  const { group, verb, words, operands, run, command } = of;
  const said = [verb, ...operands.map(({ text }) => text)].join(" ");
  if (cache.empties.test(said)) return "empty";
  if (!cache.fills.test(`${group} ${verb}`)) return undefined;
  if (words.some(({ text }) => cache.without.test(text))) return undefined;
  // A variable may hold the option.
  if (words.some(({ text }) => /^"?\$\{?\w*(?:OPT|FLAG|ARG)/i.test(text)))
    return undefined;
  if (hasMountAt(run, cache.paths, (target) => mayBe(target, cache.paths)))
    return undefined;
  let inDoubt = false;
  for (const name of cache.variables) {
    const variable = run.before.environment.lookup(name);
    if (variable.kind === "unknown") inDoubt = true;
    if (command?.arguments.some(({ text }) => text.startsWith(`${name}=`)))
      return undefined;
    const assigned = command?.assignments.find((each) => each.name === name);
    const isSet = variable.kind === "set" && knownText(variable.value) !== "";
    if (assigned === undefined && !exported.has(name) && !isSet) continue;
    const value =
      assigned?.value.value ??
      exported.get(name) ??
      (isSet ? knownText(variable.value) : undefined);
    return name === "PIP_NO_CACHE_DIR" &&
      /^(?:0|off|no?|f|false)$/i.test(value ?? "")
      ? { inDoubt, misread: `${name}=${value}`, cache }
      : undefined;
  }
  return { inDoubt, misread: undefined, cache };
}

function isSet(
  stage: Stage,
  files: Files,
  manager: ManagerName,
  setting: Setting,
): boolean {
  return (
    mayConfigure(stage, setting) ||
    (manager === "yarn" && Object.hasOwn(files, ".yarnrc.yml"))
  );
}

/** Whether a command removes a cache, or may do so. */
function removes(
  { plain: { name = "", arguments: words } }: RunCommand,
  paths: RegExp,
): boolean {
  if (/clean/.test(name)) return true;
  const deletes =
    name === "rm" ||
    (name === "find" && hasOption(words, "-delete", "-exec", "-execdir"));
  return deletes && words.some(({ text }) => mayBe(text, paths));
}

/** Whether a path holds a cache or may hold it: what a variable stands for is not known. */
function mayBe(text: string, paths: RegExp): boolean {
  const path = text.replace(/["'\\]/g, "").replace(/(?<!\/)\/+$/, "");
  return (
    paths.test(path) ||
    /[$`{]/.test(path) ||
    /^(?:\/root|~|\/home(?:\/[^/]+)?)(?:\/(?:\.?\*|\.\[.*))?$/.test(path)
  );
}
