import { knownText } from "../value.ts";
import type { Run } from "./instruction.ts";
import type { Dockerfile } from "./model.ts";
import { hasMountAt } from "./mount-targets.ts";
import type { PackageCommand } from "./package-commands.ts";
import type { ManagerName } from "./package-manager-data.ts";

/** Where a package manager would find its downloads again, if they were kept. */
export interface KeptDownload {
  /** Directories to mount, for root where they lie in a home. */
  readonly targets: readonly string[];
  /** What else there is to do. */
  readonly extra?: string;
}

interface Download extends KeptDownload {
  /** The group and verb of what downloads. */
  readonly downloads: RegExp;
  /** Where a mount serves by itself; elsewhere the manager has to be told of it. */
  readonly served: RegExp;
  /** What lets the manager keep nothing. */
  readonly off?: { readonly options: RegExp; readonly variable?: string };
}

// Docker's build cache documentation, "Use cache mounts"; and the documentation of uv, Poetry, Yarn, pnpm, Maven and Gradle.
const DOWNLOADS: ReadonlyMap<ManagerName, Download> = new Map<
  ManagerName,
  Download
>([
  [
    "apt",
    {
      downloads: /^ install$/,
      targets: ["/var/cache/apt,sharing=locked", "/var/lib/apt,sharing=locked"],
      extra:
        " Remove /etc/apt/apt.conf.d/docker-clean before, which empties the cache.",
      served: /^\/var\/cache(?:\/apt(?:\/archives)?)?\/?$/,
    },
  ],
  [
    "dnf",
    {
      downloads: /^ install$/,
      targets: ["/var/cache/dnf,sharing=locked"],
      extra: " Tell it to keep packages: keepcache=1.",
      served: /^\/var\/cache(?:\/(?:dnf|yum|libdnf5)\b|\/?$)/,
    },
  ],
  [
    "pip",
    {
      downloads: /^ (?:install|wheel|download)$/,
      targets: ["/root/.cache/pip"],
      served: /\.cache\/?$|pip/,
      off: { options: /^--no-cache-dir(?:=|$)/, variable: "PIP_NO_CACHE_DIR" },
    },
  ],
  [
    "uv",
    {
      downloads: /^(?: sync|pip (?:install|sync)|tool install)$/,
      targets: ["/root/.cache/uv"],
      served: /\.cache\/?$|\buv\b/,
      off: { options: /^(?:--no-cache|-n)$/ },
    },
  ],
  [
    "poetry",
    {
      downloads: /^ (?:install|sync)$/,
      targets: ["/root/.cache/pypoetry"],
      served: /\.cache\/?$|poetry/,
      off: { options: /^--no-cache$/ },
    },
  ],
  [
    "npm",
    {
      downloads: /^ (?:install|i|in|add|ci|clean-install|install-clean|ic)$/,
      targets: ["/root/.npm"],
      served: /npm/,
    },
  ],
  [
    "yarn",
    {
      downloads: /^ (?:install)?$/,
      targets: ["/usr/local/share/.cache/yarn"],
      served: /\.cache\/?$|yarn/,
    },
  ],
  [
    "pnpm",
    {
      downloads: /^ (?:install|i|fetch)$/,
      targets: ["/root/.local/share/pnpm/store"],
      served: /\.cache\/?$|pnpm|store/,
    },
  ],
  [
    "bundle",
    {
      downloads: /^ install$/,
      targets: ["/root/.gem"],
      served: /gem|bundle/,
    },
  ],
  [
    "go",
    {
      downloads: /^ (?:build|install|test|mod)$/,
      targets: ["/go/pkg/mod", "/root/.cache/go-build"],
      served: /\.cache\/?$|\/go(?:\/|-build|\/?$)|\/pkg(?:\/mod)?/,
    },
  ],
  [
    "cargo",
    {
      downloads: /^ (?:build|b|install|test|fetch)$/,
      targets: ["/usr/local/cargo/registry"],
      served: /cargo|target/,
    },
  ],
  [
    "composer",
    {
      downloads: /^ install$/,
      targets: ["/tmp/cache"],
      served: /^\/tmp\/cache|composer/,
    },
  ],
  [
    "maven",
    {
      downloads: /^ (?!-|$)/,
      targets: ["/root/.m2"],
      served: /\.m2|maven/,
    },
  ],
  [
    "gradle",
    {
      downloads: /^ (?!-|$)/,
      targets: ["/root/.gradle"],
      served: /gradle/,
    },
  ],
  [
    "dotnet",
    {
      downloads: /^ (?:restore|build|publish)$/,
      targets: ["/root/.nuget/packages"],
      served: /nuget/i,
    },
  ],
]);

/** The managers whose downloads a cache mount can keep. */
export const DOWNLOADING_MANAGERS: readonly ManagerName[] = [
  ...DOWNLOADS.keys(),
];

/**
 * What a command downloads without keeping it for the next build; undefined where it does not, or a mount keeps it, or
 * may.
 */
export function downloadOf(
  of: PackageCommand,
  dockerfile: Dockerfile,
): KeptDownload | undefined {
  const { manager, group, verb, run, words } = of;
  const download = DOWNLOADS.get(manager);
  if (download?.downloads.test(`${group} ${verb}`) !== true) return undefined;
  if (words.some((word) => AWAY.test(word.text))) return undefined;
  const off = offBy(of, download);
  const isServed = hasMountAt(run, download, (target, type) =>
    mayServe(target, type, download, dockerfile),
  );
  const isEmptied = manager === "apt" && emptiesItself(run, dockerfile.text);
  if (isServed && off === undefined && !isEmptied) return undefined;
  // The homes of other users are somewhere else.
  const user = knownText(run.before.user.value) ?? "";
  const isRoot = /^(?:root|0)?(?::|$)/.test(user);
  const extra = [
    download.extra ?? "",
    off === undefined ? "" : ` Leave out ${off}, with which nothing is kept.`,
    isRoot ? "" : ` A home in it is root's; take that of USER ${user}.`,
  ].join("");
  return { targets: download.targets, ...(extra !== "" && { extra }) };
}

/** Options with which nothing is downloaded. */
const AWAY = /^--(?:offline|no-restore|version|help)$|^-v$/;

/** The option or variable that lets a command keep nothing. */
function offBy(
  { words, run, command }: PackageCommand,
  { off }: Download,
): string | undefined {
  if (off === undefined) return undefined;
  const option = words.find(({ text }) => off.options.test(text));
  if (option !== undefined) return option.text;
  const { variable } = off;
  if (variable === undefined) return undefined;
  const own = command?.assignments.find(({ name }) => name === variable);
  const given = run.before.environment.lookup(variable);
  const value =
    own === undefined
      ? given.kind === "set"
        ? knownText(given.value)
        : undefined
      : own.value.value;
  return value === undefined || value === "" ? undefined : variable;
}

/** Whether a mount keeps the downloads of a manager, or may: at their place, or at one that the file names elsewhere. */
function mayServe(
  target: string,
  type: string,
  { served }: Download,
  dockerfile: Dockerfile,
): boolean {
  if (/^(?:tmpfs|secret|ssh)$/.test(type)) return false;
  if (target.includes("$") || served.test(target)) return true;
  const { paths, mayBeElsewhere } = namedIn(dockerfile);
  return mayBeElsewhere || paths.has(target.replace(/(?<!\/)\/+$/, ""));
}

interface Named {
  /** Paths that stand in a Dockerfile other than as the target of a mount, and those above them. */
  readonly paths: ReadonlySet<string>;
  /** Whether settings that are not in the Dockerfile may name others. */
  readonly mayBeElsewhere: boolean;
}

const named = new WeakMap<Dockerfile, Named>();

function namedIn(dockerfile: Dockerfile): Named {
  const before = named.get(dockerfile);
  if (before !== undefined) return before;
  const { text } = dockerfile;
  const paths = new Set<string>();
  for (const [path] of text.matchAll(
    /(?<!target=|dst=|destination=|[\w./-])\/[\w./-]{1,200}/g,
  ))
    for (
      let at = path.replace(/(?<!\/)\/+$/, "");
      at !== "" && !paths.has(at);
      at = at.slice(0, at.lastIndexOf("/"))
    )
      paths.add(at);
  const of = {
    paths,
    mayBeElsewhere:
      /npmrc|pip\.conf|yarnrc|(?:poetry|uv|config)\.toml|settings\.xml|gradle\.properties|nuget\.config/i.test(
        text,
      ),
  };
  named.set(dockerfile, of);
  return of;
}

/**
 * Whether the image empties apt's cache after each installation: /etc/apt/apt.conf.d/docker-clean does in Debian's and
 * Ubuntu's images until it is removed (Dockerfile reference, RUN --mount=type=cache, "Example: cache apt packages").
 */
function emptiesItself({ before: { facts } }: Run, text: string): boolean {
  const isKnown = facts?.system === "debian" || facts?.system === "ubuntu";
  return (
    isKnown &&
    !/^[^#\n\r\u2028\u2029]*(?:docker-clean|apt\.conf|Keep-Downloaded-Packages)/m.test(
      text,
    )
  );
}
