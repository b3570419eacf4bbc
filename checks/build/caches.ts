import { hasOption, plainArguments } from "../shell/queries.ts";
import type { Call, Shell } from "./shell.ts";
import { knownText } from "../value.ts";

/** Where a package manager keeps what it downloaded. */
interface CacheRule {
  readonly names: string;
  /** The verbs that fill it; all where there is none. */
  readonly verbs?: RegExp;
  /** The verb, and what follows it, that empties it. */
  readonly empties?: RegExp;
  /** Options with which it is not filled. */
  readonly without?: readonly string[];
  /** Variables that move it or switch it off. */
  readonly variables?: readonly string[];
  /** Its path; `~` is the home of the user, `$NAME` a variable. */
  readonly at: string;
}

const EMPTIES = /^cache (?:clean|purge|rm|clear|prune)\b/;

const CACHES: readonly CacheRule[] = [
  // Docker's build best practices, "apt-get": the lists stay unless they are removed.
  {
    names: "apt-get apt aptitude",
    verbs: /^update$/,
    empties: /^dist-?clean\b/,
    at: "/var/lib/apt/lists/*",
  },
  // apk-tools, apk(8), --no-cache.
  {
    names: "apk",
    verbs: /^(?:add|update|upgrade)$/,
    without: ["--no-cache", "--cache-dir", "--no-network"],
    empties: EMPTIES,
    at: "/var/cache/apk/*",
  },
  // dnf.conf(5), cachedir; yum.conf(5); zypper(8).
  {
    names: "dnf microdnf",
    verbs: /^(?:install|update|upgrade|makecache)$/,
    empties: /^clean\b/,
    at: "/var/cache/dnf",
  },
  {
    names: "yum",
    verbs: /^(?:install|update|makecache)$/,
    empties: /^clean\b/,
    at: "/var/cache/yum",
  },
  {
    names: "zypper",
    verbs: /^(?:install|in|refresh|update|up)$/,
    empties: /^clean\b/,
    at: "/var/cache/zypp",
  },
  // npm docs, config, "cache".
  {
    names: "npm",
    verbs: /^(?:ci|clean-install|install-clean|install|i|add|update)$/,
    without: ["--cache"],
    variables: ["npm_config_cache"],
    empties: EMPTIES,
    at: "~/.npm",
  },
  // pnpm docs, settings, "storeDir".
  {
    names: "pnpm",
    verbs: /^(?:install|i|add|fetch|update)$/,
    without: ["--store-dir"],
    variables: ["PNPM_HOME", "XDG_DATA_HOME"],
    at: "~/.local/share/pnpm",
  },
  // pip docs, "Caching".
  {
    names: "pip pip3",
    verbs: /^(?:install|wheel|download)$/,
    without: ["--no-cache-dir", "--cache-dir"],
    variables: ["PIP_NO_CACHE_DIR", "PIP_CACHE_DIR", "XDG_CACHE_HOME"],
    empties: EMPTIES,
    at: "~/.cache/pip",
  },
  // uv docs, "Caching"; Poetry docs, configuration, "cache-dir".
  {
    names: "uv",
    verbs: /^(?:sync|add|pip|tool)$/,
    without: ["--no-cache", "-n", "--cache-dir"],
    variables: ["UV_NO_CACHE", "UV_CACHE_DIR", "XDG_CACHE_HOME"],
    empties: EMPTIES,
    at: "~/.cache/uv",
  },
  {
    names: "poetry",
    verbs: /^(?:install|add|update|sync)$/,
    without: ["--no-cache"],
    variables: ["POETRY_CACHE_DIR", "XDG_CACHE_HOME"],
    at: "~/.cache/pypoetry",
  },
  // "go help environment": GOMODCACHE and GOCACHE.
  {
    names: "go",
    verbs: /^(?:build|install|get|test|run|mod|generate)$/,
    variables: ["GOMODCACHE"],
    at: "$GOPATH/pkg/mod",
  },
  {
    names: "go",
    verbs: /^(?:build|install|test|run|vet)$/,
    variables: ["GOCACHE", "XDG_CACHE_HOME"],
    at: "~/.cache/go-build",
  },
  // Maven's settings reference, localRepository; Gradle's GRADLE_USER_HOME; the Cargo book, "Cargo Home".
  {
    names: "mvn mvnw",
    without: ["-Dmaven.repo.local"],
    at: "~/.m2/repository",
  },
  {
    names: "gradle gradlew",
    without: ["-g", "--gradle-user-home"],
    variables: ["GRADLE_USER_HOME"],
    at: "~/.gradle",
  },
  {
    names: "cargo",
    verbs: /^(?:build|fetch|install|test|check|run|vendor|b)$/,
    at: "$CARGO_HOME/registry",
  },
];

/** The rules for each command. */
const OF_COMMAND = new Map<string, CacheRule[]>();
for (const rule of CACHES)
  for (const name of rule.names.split(" "))
    OF_COMMAND.set(name, [...(OF_COMMAND.get(name) ?? []), rule]);

/** Marks what a command leaves in the caches of package managers; returns whether it only empties them. */
export function followCaches(name: string, { shell, words }: Call): boolean {
  if (!OF_COMMAND.has(name)) return false;
  const [verb, ...rest] = plainArguments(words.arguments).map(
    ({ value }) => value ?? "",
  );
  const said = [verb, ...rest].join(" ");
  let empties = false;
  for (const rule of OF_COMMAND.get(name) ?? []) {
    if (rule.without && hasOption(words.arguments, ...rule.without)) continue;
    const place = placeOf(shell, rule);
    if (rule.empties?.test(said) === true) {
      empties = true;
      shell.machine.tree.doubt(`${name} may leave some of its cache`);
      if (place !== undefined && !shell.inDoubt)
        shell.machine.tree.remove(place);
    } else if (rule.verbs?.test(verb ?? "") !== false) fill(shell, name, place);
  }
  return empties;
}

function fill(
  { machine: { tree }, state, inDoubt }: Shell,
  manager: string,
  place: string | undefined,
): void {
  if (place === undefined || inDoubt)
    tree.doubt(`${manager} may leave its cache in the image`);
  else
    tree.put(place, {
      type: "bundle",
      mode: undefined,
      uid: state.user.uid,
      gid: state.user.gid,
      origin: { kind: "command", command: manager },
      bundle: { manager, holds: "cache", development: false },
    });
}

/** The path of a cache, undefined where a variable may move it. */
function placeOf(
  shell: Shell,
  { at, variables = [] }: CacheRule,
): string | undefined {
  for (const name of variables)
    if (shell.state.environment.lookup(name).kind !== "unset") return undefined;
  const [, variable, rest = at] = /^\$(\w+)(.*)/.exec(at) ?? [];
  if (variable !== undefined) {
    const found = shell.state.environment.lookup(variable);
    const value = found.kind === "set" ? knownText(found.value) : undefined;
    return value?.startsWith("/") === true ? value + rest : undefined;
  }
  if (!at.startsWith("~")) return at;
  const home = shell.variable("HOME");
  return typeof home === "string" && home.startsWith("/")
    ? (home === "/" ? "" : home) + at.slice(1)
    : undefined;
}
