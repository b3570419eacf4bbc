import { createHash } from "node:crypto";
import { imageFacts, presenceOf, type ImageFacts } from "../../images.ts";
import { systems, type SystemName } from "../../images-data.ts";
import { parseReference } from "../../dockerfile/image-reference.ts";
import { known } from "../../value.ts";
import type { Produced } from "./build-case.ts";
import {
  busyboxPrograms,
  debianPrograms,
  stubPrograms,
} from "./stub-programs.ts";
import { tarDirectory, tarFile, writeTar, type TarEntry } from "./tar.ts";

/** A base image made here: it has the accounts and the configuration that we state, and programs that run. */
export interface StubImage {
  /** As `FROM` names it. */
  readonly name: string;
  /** What its archive calls it: its name, unless it is made for one case. */
  readonly tag: string;
  /** What `docker load` and `buildah pull docker-archive:` take. */
  readonly archive: Buffer;
  readonly digest: string;
}

const made = new Map<string, StubImage>();

/**
 * The stub of an image, by its name, in which commands write what they are declared to; one that we know nothing of is a
 * Debian without configuration.
 */
export function stubImage(name: string, produces: Produced = {}): StubImage {
  const key = JSON.stringify([name, produces]);
  const before = made.get(key);
  if (before !== undefined) return before;
  const { repository, tag: part } = parseReference(known(name));
  const version = part.kind === "known" ? part.value : undefined;
  const facts = imageFacts(repository, version);
  const layer = writeTar([
    ...filesOf(facts, version, produces),
    // No two images are the same.
    tarFile("etc/os-release", `NAME="stub of ${name}"\n`),
  ]);
  const layerDigest = createHash("sha256").update(layer).digest("hex");
  const config = JSON.stringify({
    architecture: "amd64",
    os: "linux",
    created: "2026-01-01T00:00:00Z",
    config: configOf(facts),
    rootfs: { type: "layers", diff_ids: [`sha256:${layerDigest}`] },
    history: [{ created: "2026-01-01T00:00:00Z", created_by: "stub" }],
  });
  const tag =
    Object.keys(produces).length === 0
      ? version === undefined
        ? `${name}:latest`
        : name
      : `localhost/stub:${layerDigest.slice(0, 12)}`;
  const archive = writeTar([
    tarFile("config.json", config),
    tarFile("layer.tar", layer),
    tarFile(
      "manifest.json",
      JSON.stringify([
        { Config: "config.json", RepoTags: [tag], Layers: ["layer.tar"] },
      ]),
    ),
  ]);
  const digest = createHash("sha256").update(archive).digest("hex");
  const image = { name, tag, archive, digest };
  made.set(key, image);
  return image;
}

/** The value of a variable that our facts leave open, such as a version. */
const OPEN = "1.0";

function configOf(
  facts: ImageFacts | undefined,
): Readonly<Record<string, unknown>> {
  if (facts === undefined) return {};
  const set = (names: readonly string[]): Record<string, unknown> =>
    Object.fromEntries(names.map((name) => [name, {}]));
  const { user, workdir, entrypoint, command, ports, volumes, stopSignal } =
    facts;
  return {
    Env: Object.entries(facts.environment).map(
      ([name, value]) => `${name}=${value ?? OPEN}`,
    ),
    ...(user === "" ? {} : { User: user }),
    ...(workdir === "" ? {} : { WorkingDir: workdir }),
    ...(entrypoint.length === 0 ? {} : { Entrypoint: entrypoint }),
    ...(command.length === 0 ? {} : { Cmd: command }),
    ...(ports.length === 0 ? {} : { ExposedPorts: set(ports) }),
    ...(volumes.length === 0 ? {} : { Volumes: set(volumes) }),
    ...(stopSignal === "" ? {} : { StopSignal: stopSignal }),
  };
}

/** Directories of every image; those that a container's start would make are there, so that no layer has them. */
const DIRECTORIES = [
  ..."dev etc home media mnt opt proc root run srv sys tmp usr var".split(" "),
  ..."bin lib lib64 sbin share local local/bin local/lib local/sbin local/share"
    .split(" ")
    .map((name) => `usr/${name}`),
  ..."cache lib log run spool tmp".split(" ").map((name) => `var/${name}`),
  ..."pts shm".split(" ").map((name) => `dev/${name}`),
];
const ROOT_DIRECTORIES = ["bin", "lib", "lib64", "sbin"];

/** What one system has besides (Debian policy 10.1; alpine-baselayout). */
const OF_SYSTEM: Partial<Record<SystemName, readonly string[]>> = {
  alpine: ["etc/apk", "var/cache/apk"],
  debian: ["etc/apt", "usr/src", "var/cache/apt/archives", "var/lib/apt/lists"],
  ubuntu: ["etc/apt", "usr/src", "var/cache/apt/archives", "var/lib/apt/lists"],
};

const MODES: ReadonlyMap<string, number> = new Map([
  ["tmp", 0o1777],
  ["var/tmp", 0o1777],
  ["root", 0o700],
  ["proc", 0o555],
  ["sys", 0o555],
]);

function filesOf(
  facts: ImageFacts | undefined,
  tag: string | undefined,
  produces: Produced,
): readonly TarEntry[] {
  const files = new Map<string, TarEntry>();
  const put = (entry: TarEntry): void => {
    const slash = entry.path.lastIndexOf("/");
    const parent = entry.path.slice(0, Math.max(slash, 0));
    if (parent !== "" && !files.has(parent))
      put(tarDirectory(parent, { mode: MODES.get(parent) ?? 0o755 }));
    if (!files.has(entry.path)) files.set(entry.path, entry);
  };
  // Debian has had the directories for programs in /usr since version 12.
  const isMerged = facts === undefined || facts.shell === "dash";
  const link = (path: string, target: string): void =>
    put(tarFile(path, "", { type: "symlink", mode: 0o777, target }));
  for (const path of ROOT_DIRECTORIES)
    if (isMerged) link(path, `usr/${path}`);
    else put(tarDirectory(path));
  const system = facts?.system ?? "debian";
  if (system === "alpine" || isMerged) link("var/run", "/run");
  for (const path of [...DIRECTORIES, ...(OF_SYSTEM[system] ?? [])])
    put(tarDirectory(path, { mode: MODES.get(path) ?? 0o755 }));
  // Where an image keeps programs of its own, as /opt/java/openjdk/bin.
  for (const path of facts?.environment["PATH"]?.split(":") ?? [])
    put(tarDirectory(path.slice(1)));
  for (const path of ["hostname", "hosts", "resolv.conf"])
    put(tarFile(`etc/${path}`, ""));
  for (const entry of accountFiles(facts)) put(entry);
  const programs =
    facts?.shell === "none"
      ? []
      : facts?.shell === "ash"
        ? busyboxPrograms()
        : debianPrograms();
  for (const entry of programs) put(entry);
  const real = new Set(programs.map(({ path }) => path.replace(/^.*\//, "")));
  const missing = commandsOf(facts, tag).filter((name) => !real.has(name));
  for (const entry of stubPrograms(missing, produces)) put(entry);
  return [...files.values()];
}

/** The commands that our facts put into an image. */
function commandsOf(
  facts: ImageFacts | undefined,
  tag: string | undefined,
): readonly string[] {
  const named = Object.values(systems).flatMap(({ present, absent }) => [
    ...present,
    ...absent,
  ]);
  return [...new Set([...named, "docker-entrypoint.sh", "/nodejs/bin/node"])]
    .filter((name) =>
      facts === undefined
        ? systems.debian.present.has(name)
        : presenceOf(facts, tag, name) === "present",
    )
    .sort();
}

function accountFiles(facts: ImageFacts | undefined): readonly TarEntry[] {
  const accounts = Object.entries(facts?.accounts ?? systems.debian.accounts);
  const lines = (
    line: (name: string, account: (typeof accounts)[number][1]) => string,
  ): string =>
    accounts.map(([name, account]) => `${line(name, account)}\n`).join("");
  const shell = facts?.shell === "none" ? "/sbin/nologin" : "/bin/sh";
  return [
    tarFile(
      "etc/passwd",
      lines(
        (name, { uid, gid, home }) =>
          `${name}:x:${uid}:${gid}:${name}:${home}:${shell}`,
      ),
    ),
    tarFile(
      "etc/group",
      lines((name, { gid }) => `${name}:x:${gid}:`),
    ),
    tarFile(
      "etc/shadow",
      lines((name) => `${name}:*:20000:0:99999:7:::`),
      { mode: 0o640 },
    ),
    tarFile(
      "etc/gshadow",
      lines((name) => `${name}:*::`),
      { mode: 0o640 },
    ),
    ...accounts
      .filter(([, { home }]) => home.startsWith("/home/"))
      .map(([, { uid, gid, home }]) =>
        tarDirectory(home.slice(1), { uid, gid }),
      ),
  ];
}
