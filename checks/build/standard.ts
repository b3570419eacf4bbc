import type { SystemName } from "../images-data.ts";
import type { ImageFacts } from "../images.ts";
import type { BaseFiles, Entry, Existence } from "./tree.ts";

/** Directories that every image with a file system of its own has. */
const STANDARD = new Set([
  "/",
  ..."bin dev etc home lib media mnt opt proc root run sbin srv sys tmp usr var"
    .split(" ")
    .map((name) => `/${name}`),
  ..."bin lib sbin share local local/bin local/lib local/sbin local/share"
    .split(" ")
    .map((name) => `/usr/${name}`),
  ..."cache lib log run spool tmp".split(" ").map((name) => `/var/${name}`),
]);

/** Standard directories with other permissions than 0755 (Debian base-files, Alpine alpine-baselayout). */
const MODES = new Map([
  ["/tmp", 0o1777],
  ["/var/tmp", 0o1777],
  ["/root", 0o700],
  ["/proc", 0o555],
  ["/sys", 0o555],
]);

/** Directories that the package managers of official images have. */
const OF_SYSTEM: Partial<Record<SystemName, readonly string[]>> = {
  alpine: ["/etc/apk", "/var/cache/apk"],
};
for (const system of ["debian", "ubuntu"] as const)
  OF_SYSTEM[system] = [
    "/var/lib/apt",
    "/var/lib/apt/lists",
    "/var/cache/apt",
    "/var/cache/apt/archives",
    "/etc/apt",
    "/usr/src",
  ];

/** Directories of official images whose files are not listed. */
const OF_FAMILY: Readonly<Record<string, readonly string[]>> = {
  "eclipse-temurin": ["/opt/java/openjdk"],
};

/** The shells of the systems, which links such as /bin/sh lead to. */
const SHELLS: Partial<Record<SystemName, readonly string[]>> = {
  alpine: ["/bin/busybox"],
  debian: ["/usr/bin/dash", "/usr/bin/bash"],
  ubuntu: ["/usr/bin/dash", "/usr/bin/bash"],
};

/** What stands in for other paths. */
const LINKS: Partial<Record<SystemName, string>> = {
  alpine: "/var/run>/run /bin/sh>/bin/busybox",
};
// "/bin, /sbin and /lib* are links into /usr" (Debian policy 10.1, since Debian 12; Ubuntu since 20.04).
LINKS.debian = LINKS.ubuntu =
  "/bin>usr/bin /sbin>usr/sbin /lib>usr/lib /var/run>/run /usr/bin/sh>dash";

/** What some of the official images have at their root. */
const OF_SOME_IMAGES = new Set(
  "__cacert_entrypoint.sh boot busybox docker-entrypoint.d docker-entrypoint.sh go lib32 lib64 libx32 nodejs"
    .split(" ")
    .map((name) => `/${name}`),
);

/** Paths of an official image where nothing stands until a Dockerfile puts it there; caches may be left in /tmp. */
const FOR_APPLICATIONS = new RegExp(
  [
    "^/(?:(?:srv|usr/src|home/[^/]+)/[^.]",
    "home/(?!(?:node|nonroot|ubuntu)(?:/|$)).",
    "opt/(?!yarn|[.\\0])",
    "tmp/(?!v8-|node-|yarn|hsperf|[.\\0])",
    "var/(?:lib/apt/lists|cache/apk)/)",
  ].join("|"),
);

/** Whether a base image holds a path that nothing is known of. */
export function existsInBase(base: BaseFiles, path: string): Existence {
  if (base === "none") return "absent";
  if (STANDARD.has(path)) return "present";
  if (base === "unknown") return "unknown";
  const end = path.indexOf("/", 1);
  const top = end === -1 ? path : path.slice(0, end);
  if (OF_SOME_IMAGES.has(top)) return "unknown";
  return !STANDARD.has(top) || FOR_APPLICATIONS.test(path)
    ? "absent"
    : "unknown";
}

/** A standard directory of an official image. */
export function standardDirectory(path: string): Entry | undefined {
  return STANDARD.has(path) ? broughtDirectory(path) : undefined;
}

const BASE = { kind: "base" } as const;

function broughtDirectory(path: string): Entry {
  const mode = MODES.get(path) ?? 0o755;
  return { type: "directory", mode, uid: 0, gid: 0, origin: BASE };
}

/** What is known of the files of an image with a system. */
export function* broughtBy({
  family,
  system,
  accounts,
}: Pick<ImageFacts, "family" | "system" | "accounts">): Generator<
  readonly [string, Entry]
> {
  for (const path of OF_SYSTEM[system] ?? [])
    yield [path, broughtDirectory(path)];
  for (const path of OF_FAMILY[family] ?? [])
    yield [path, { ...broughtDirectory(path), type: "opaque" }];
  for (const path of SHELLS[system] ?? [])
    yield [path, { ...broughtDirectory(path), type: "file" }];
  for (const link of LINKS[system]?.split(" ") ?? []) {
    const [path = "", target = ""] = link.split(">");
    yield [
      path,
      { type: "symlink", mode: 0o777, uid: 0, gid: 0, origin: BASE, target },
    ];
  }
  for (const { uid, gid, home } of Object.values(accounts))
    if (/^\/home\/./.test(home))
      yield [
        home,
        { type: "directory", mode: undefined, uid, gid, origin: BASE },
      ];
}
