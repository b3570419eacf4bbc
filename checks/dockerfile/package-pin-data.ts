import type { ManagerName } from "./package-manager-data.ts";

/** How versions are written for a package manager. */
export interface Pinning {
  /** The group and verb of an installation. */
  readonly installs: RegExp;
  /** Whether a package has a version, or needs none. */
  readonly pinned: (name: string) => boolean;
  /** Options with which versions come from elsewhere. */
  readonly elsewhere?: readonly string[];
  /** A variable that names a file of versions. */
  readonly variable?: string;
  /** Other tools' ids, by program. */
  readonly sameAs: Readonly<Record<string, readonly string[]>>;
  /** Those that hold for one package, where not all do. */
  readonly idsFor?: (name: string, ids: readonly string[]) => readonly string[];
  /** How to write a version. */
  readonly write: string;
}

const matches =
  (pattern: RegExp) =>
  (name: string): boolean =>
    pattern.test(name);

/** Packages of the operating system. */
export const OS_PINS: ReadonlyMap<ManagerName, Pinning> = new Map([
  [
    "apt",
    {
      installs: /^ install$/,
      // "=" and "/" choose a version or a release, "-" at the end removes, "^" is a task.
      pinned: matches(/[=/^]|\.deb$|-$/),
      sameAs: {
        "apt-get": [
          "hadolint/DL3008",
          "kics/apt_get_install_pin_version_not_defined",
        ],
      },
      write: "NAME=VERSION",
    },
  ],
  [
    "apk",
    {
      installs: /^ add$/,
      // "!" is a conflict, a name with a dot at its start a virtual package.
      pinned: matches(/[=<>~/]|\.apk$|^[!.]/),
      sameAs: {
        apk: ["hadolint/DL3018", "kics/unpinned_package_version_in_apk_add"],
      },
      write: "NAME=VERSION, or NAME~VERSION for its beginning",
    },
  ],
  [
    "dnf",
    {
      installs: /^(?: (?:install|in|localinstall)|module (?:install|enable))$/,
      pinned: matches(/-(?:\d+:)?\d[^-]*(?:-\d[^-]*)?$|^[@^]|\/|\.rpm$|[=<>:]/),
      sameAs: {
        yum: ["hadolint/DL3033", "kics/yum_install_without_version"],
        dnf: [
          "hadolint/DL3041",
          "kics/missing_version_specification_in_dnf_install",
        ],
        microdnf: ["hadolint/DL3041"],
      },
      write: "NAME-VERSION, or NAME:STREAM for a module",
    },
  ],
  [
    "zypper",
    {
      installs: /^ in(?:stall)?$/,
      pinned: matches(/[=<>/:]|\.rpm$|^[-!~]/),
      elsewhere: ["-t", "--type"],
      sameAs: {
        zypper: ["hadolint/DL3037", "kics/zypper_install_without_version"],
      },
      write: "NAME=VERSION",
    },
  ],
]);

/** A tag such as `latest`, which moves from version to version. */
const TAG = /^@?[^@:]+@(?!v?\d)[a-z][\w.-]*$/i;
const REPOSITORY =
  /^(?:git(?:\+\w+)?:|git@|(?:github|gitlab|bitbucket|gist):|https?:.*\.git(?:#|$)|\w[\w.-]*\/[\w.-]+(?:#|$))/;

const NODE: Omit<Pinning, "installs"> = {
  pinned: (name) => {
    if (REPOSITORY.test(name)) return name.includes("#");
    if (/^(?:[./~]|\w+:)|\.(?:tgz|tar|tar\.gz)$/.test(name)) return true;
    return /^(?:true|false)$|^@?[^@]+@./.test(name) && !TAG.test(name);
  },
  sameAs: {
    npm: ["hadolint/DL3016", "kics/npm_install_without_pinned_version"],
  },
  // The others take a tag for a version; KICS takes a repository for one as well.
  idsFor: (name, ids) =>
    TAG.test(name)
      ? []
      : REPOSITORY.test(name)
        ? ids.filter((id) => !id.startsWith("kics/"))
        : ids,
  write: "NAME@VERSION",
};

const PIP: Omit<Pinning, "installs" | "sameAs"> = {
  pinned: (name) => {
    if (/^(?:git|hg|svn|bzr)[+:]/.test(name)) return /@[^/@]+$/.test(name);
    return (
      !/^[A-Za-z\d][\w.-]*(?:\[[\w,.-]*\])?$/.test(name) || isArchive(name)
    );
  },
  elsewhere: ["-c", "--constraint", "--constraints", "--require-hashes"],
  variable: "PIP_CONSTRAINT",
  write: "NAME==VERSION, or a requirements file that has them",
};

function isArchive(name: string): boolean {
  return /\.(?:whl|zip|tar\.gz|tar\.bz2)$/.test(name);
}

/** Packages of programming languages. */
export const LANGUAGE_PINS: ReadonlyMap<ManagerName, Pinning> = new Map<
  ManagerName,
  Pinning
>([
  [
    "pip",
    {
      ...PIP,
      installs: /^ install$/,
      sameAs: {
        pip: [
          "hadolint/DL3013",
          "kics/unpinned_package_version_in_pip_install",
        ],
      },
    },
  ],
  [
    "uv",
    {
      ...PIP,
      installs: /^(?:pip|tool) install$/,
      sameAs: {},
      write: "NAME==VERSION",
    },
  ],
  [
    "pipx",
    { ...PIP, installs: /^ install$/, sameAs: {}, write: "NAME==VERSION" },
  ],
  ["npm", { ...NODE, installs: /^ (?:install|i|in|add)$/ }],
  ["yarn", { ...NODE, installs: /^(?:global)? add$/, sameAs: {} }],
  ["pnpm", { ...NODE, installs: /^ (?:install|i|add)$/, sameAs: {} }],
  ["bun", { ...NODE, installs: /^ (?:install|i|add|a)$/, sameAs: {} }],
  [
    "gem",
    {
      installs: /^ (?:install|i)$/,
      pinned: matches(/[:/]|\.gem$|^(?:true|false)$|^-/),
      elsewhere: ["-v", "--version", "-g", "--file"],
      sameAs: { gem: ["hadolint/DL3028", "kics/gem_install_without_version"] },
      write: "NAME:VERSION",
    },
  ],
  [
    "go",
    {
      installs: /^ (?:install|get|run)$/,
      pinned: matches(
        /@(?!(?:latest|upgrade|patch|master|main)$)|^[^./@]*(?:\/|$)|^\./,
      ),
      sameAs: { go: ["hadolint/DL3062"] },
      write: "PATH@VERSION",
    },
  ],
  [
    "cargo",
    {
      installs: /^ install$/,
      pinned: matches(/@/),
      elsewhere: ["--version", "--vers", "--path", "--git"],
      sameAs: {},
      write: "NAME@VERSION",
    },
  ],
  [
    "composer",
    {
      installs: /^(?:global)? require$/,
      pinned: matches(/[:=]|^[^/]+$/),
      sameAs: {},
      write: "NAME:VERSION",
    },
  ],
]);
