import { knownText } from "../value.ts";
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
  /** A mount that serves. */
  readonly served: RegExp;
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
      served: /^\/var\/(?:cache|lib)\/apt/,
    },
  ],
  [
    "dnf",
    {
      downloads: /^ install$/,
      targets: ["/var/cache/dnf,sharing=locked"],
      extra: " Tell it to keep packages: keepcache=1.",
      served: /^\/var\/cache/,
    },
  ],
  [
    "pip",
    {
      downloads: /^ (?:install|wheel|download)$/,
      targets: ["/root/.cache/pip"],
      served: /cache/,
    },
  ],
  [
    "uv",
    {
      downloads: /^(?: sync|pip (?:install|sync)|tool install)$/,
      targets: ["/root/.cache/uv"],
      served: /cache|uv/,
    },
  ],
  [
    "poetry",
    {
      downloads: /^ (?:install|sync)$/,
      targets: ["/root/.cache/pypoetry"],
      served: /cache|poetry/,
    },
  ],
  [
    "npm",
    {
      downloads: /^ (?:install|i|in|add|ci|clean-install|install-clean|ic)$/,
      targets: ["/root/.npm"],
      served: /npm|cache/,
    },
  ],
  [
    "yarn",
    {
      downloads: /^ (?:install)?$/,
      targets: ["/usr/local/share/.cache/yarn"],
      served: /yarn|cache/,
    },
  ],
  [
    "pnpm",
    {
      downloads: /^ (?:install|i|fetch)$/,
      targets: ["/root/.local/share/pnpm/store"],
      served: /pnpm|store|cache/,
    },
  ],
  [
    "bundle",
    {
      downloads: /^ install$/,
      targets: ["/root/.gem"],
      served: /gem|bundle|cache/,
    },
  ],
  [
    "go",
    {
      downloads: /^ (?:build|install|test|mod)$/,
      targets: ["/go/pkg/mod", "/root/.cache/go-build"],
      served: /\/go|mod|cache/,
    },
  ],
  [
    "cargo",
    {
      downloads: /^ (?:build|b|install|test|fetch)$/,
      targets: ["/usr/local/cargo/registry"],
      served: /cargo|target|cache/,
    },
  ],
  [
    "composer",
    {
      downloads: /^ install$/,
      targets: ["/tmp/cache"],
      served: /cache|composer/,
    },
  ],
  [
    "maven",
    {
      downloads: /^ (?!-|$)/,
      targets: ["/root/.m2"],
      served: /\.m2|maven|cache/,
    },
  ],
  [
    "gradle",
    {
      downloads: /^ (?!-|$)/,
      targets: ["/root/.gradle"],
      served: /gradle|cache/,
    },
  ],
  [
    "dotnet",
    {
      downloads: /^ (?:restore|build|publish)$/,
      targets: ["/root/.nuget/packages"],
      served: /nuget|cache/,
    },
  ],
]);

/** What a command downloads without keeping it for the next build; undefined where it does not, or a mount keeps it. */
export function downloadOf(of: PackageCommand): KeptDownload | undefined {
  const { manager, group, verb, run, words } = of;
  const download = DOWNLOADS.get(manager);
  if (download?.downloads.test(`${group} ${verb}`) !== true) return undefined;
  if (
    words.some(({ text }) =>
      /^--(?:offline|no-restore|version|help)$|^-v$/.test(text),
    )
  )
    return undefined;
  const { served } = download;
  if (hasMountAt(run, served, (at) => at.includes("$") || served.test(at)))
    return undefined;
  // The homes of other users are somewhere else.
  const user = knownText(run.before.user.value) ?? "";
  const isRoot = /^(?:root|0)?(?::|$)/.test(user);
  return isRoot
    ? download
    : {
        ...download,
        extra: `${download.extra ?? ""} A home in it is root's; take that of USER ${user}.`,
      };
}
