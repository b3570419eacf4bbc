import type { Account, ImageFacts, ShellName } from "./images.ts";

/** What the files under a base image are made of. */
export type SystemName =
  "alpine" | "busybox" | "debian" | "ubuntu" | "distroless" | "scratch";

interface System {
  readonly shell: ShellName;
  readonly accounts: Readonly<Record<string, Account>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly command: readonly string[];
  readonly present: ReadonlySet<string>;
  readonly absent: ReadonlySet<string>;
  /** True where nothing exists but what is listed. */
  readonly closed?: boolean;
}

/** One image with its tags. */
export interface Family {
  readonly name: string;
  readonly repositories: readonly string[];
  /** The system, where the tag's variant does not choose it. */
  readonly system?: SystemName;
  /** The system of a tag that names none; Debian unless told. */
  readonly usualSystem?: SystemName;
  /** How many numbers of a version make a release line; 1 unless told. */
  readonly versionParts?: number;
  readonly accounts?: Readonly<Record<string, Account>>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly workdir?: string;
  readonly entrypoint?: readonly string[];
  readonly entrypointExecs?: boolean;
  readonly command?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly stopSignal?: string;
  /** Commands that the image adds to its system's. */
  readonly commands?: (
    variant: string,
    system: SystemName,
    version: string | undefined,
  ) => readonly string[];
  /** What a variant of the tag changes. */
  readonly variants?: (
    variant: string,
  ) => Partial<Pick<ImageFacts, "user" | "workdir" | "command">>;
}

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const root: Account = { uid: 0, gid: 0, home: "/root" };
const words = (text: string): readonly string[] => text.split(" ");

const coreutils = words(
  "[ basename cat chgrp chmod chown chroot cp cut date dd df dirname du echo env expr false head id install link ln ls md5sum mkdir mkfifo mknod mktemp mv nice nohup nproc od printenv printf pwd readlink realpath rm rmdir seq sha1sum sha256sum sha512sum sleep sort split stat sync tail tee test timeout touch tr true tty uname uniq unlink wc whoami xargs yes",
);
const posix = words("sh awk grep egrep fgrep sed find tar gzip gunzip kill");
const applets = words(
  "ash wget nc ping ps pgrep pkill pidof top vi unzip su adduser addgroup deluser delgroup crond hostname ifconfig ip less more nslookup netstat passwd chpasswd traceroute watch which who",
);
const languages = words(
  "node npm npx corepack yarn pnpm python python3 pip pip3 java javac jar jlink jdeps jshell keytool mvn gradle go cargo rustc ruby gem bundle php composer dotnet",
);
const extras = words(
  "curl git make gcc g++ cc sudo tini dumb-init gosu su-exec supervisord nginx ssh sshd vim nano jq unbuffer strace psql pg_dump pg_dumpall pg_restore pg_isready",
);

/** The systems, by name. Alpine: the BusyBox applets of the image; Debian and Ubuntu: the minimal base system. */
export const systems: Readonly<Record<SystemName, System>> = {
  alpine: {
    shell: "ash",
    accounts: { root, nobody: { uid: 65534, gid: 65534, home: "/" } },
    environment: { PATH },
    command: ["/bin/sh"],
    present: new Set([...posix, ...coreutils, ...applets, "apk"]),
    absent: new Set([
      ...languages,
      ...extras,
      ...words(
        "bash apt-get apt dpkg useradd groupadd usermod yum dnf microdnf zypper",
      ),
    ]),
  },
  busybox: {
    shell: "ash",
    accounts: { root, nobody: { uid: 65534, gid: 65534, home: "/home" } },
    environment: { PATH },
    command: ["sh"],
    present: new Set([...posix, ...coreutils, ...applets]),
    absent: new Set([
      ...languages,
      ...extras,
      ...words(
        "bash apk apt-get apt dpkg useradd groupadd usermod yum dnf microdnf zypper",
      ),
    ]),
  },
  debian: {
    shell: "dash",
    accounts: {
      root,
      nobody: { uid: 65534, gid: 65534, home: "/nonexistent" },
      "www-data": { uid: 33, gid: 33, home: "/var/www" },
      daemon: { uid: 1, gid: 1, home: "/usr/sbin" },
    },
    environment: { PATH },
    command: ["bash"],
    present: new Set([
      ...posix,
      ...coreutils,
      ...words(
        "bash dash apt-get apt apt-cache apt-mark dpkg useradd groupadd usermod groupmod userdel passwd chpasswd perl su hostname login",
      ),
    ]),
    absent: new Set([
      ...languages,
      ...extras,
      ...words("wget nc ping ps top apk yum dnf microdnf zypper unzip less"),
    ]),
  },
  ubuntu: {
    shell: "dash",
    accounts: {
      root,
      nobody: { uid: 65534, gid: 65534, home: "/nonexistent" },
      "www-data": { uid: 33, gid: 33, home: "/var/www" },
    },
    environment: { PATH },
    command: ["/bin/bash"],
    present: new Set([
      ...posix,
      ...coreutils,
      ...words(
        "bash dash apt-get apt apt-cache apt-mark dpkg useradd groupadd usermod groupmod userdel passwd chpasswd perl su hostname login ps",
      ),
    ]),
    absent: new Set([
      ...languages,
      ...extras,
      ...words("wget nc ping apk yum dnf microdnf zypper unzip"),
    ]),
  },
  distroless: {
    shell: "none",
    accounts: {
      root,
      nobody: { uid: 65534, gid: 65534, home: "/nonexistent" },
      nonroot: { uid: 65532, gid: 65532, home: "/home/nonroot" },
    },
    environment: {
      PATH,
      SSL_CERT_FILE: "/etc/ssl/certs/ca-certificates.crt",
    },
    command: [],
    present: new Set(),
    absent: new Set(),
    closed: true,
  },
  scratch: {
    shell: "none",
    accounts: {},
    environment: { PATH },
    command: [],
    present: new Set(),
    absent: new Set(),
    closed: true,
  },
};

/** What buildpack-deps adds to Debian under the full language images. */
const buildpack = words(
  "curl wget git gcc g++ cc make ps top ssh unzip python3 hg svn patch xz bzip2",
);
const isSlim = (variant: string): boolean => variant.includes("slim");
const nonrootVariant = (
  variant: string,
): Partial<Pick<ImageFacts, "user" | "workdir">> =>
  variant.includes("nonroot")
    ? { user: "65532", workdir: "/home/nonroot" }
    : { user: "0", workdir: "/" };

const distroless = (
  name: string,
  commands: readonly string[],
  entrypoint: readonly string[],
): Family => ({
  name: `distroless/${name}`,
  repositories: ["", "-debian12", "-debian13"].map(
    (suffix) => `gcr.io/distroless/${name}${suffix}`,
  ),
  system: "distroless",
  variants: nonrootVariant,
  entrypoint,
  commands: (variant) =>
    variant.includes("debug")
      ? [...commands, ...posix, ...coreutils, ...applets]
      : commands,
  // GoogleContainerTools/distroless README.md, SUPPORT_POLICY.md and static/static.bzl, 2026-08-21
});

/** What the images of nginx and those that run it without root have in common. */
const nginx = {
  versionParts: 2,
  accounts: { nginx: { uid: 101, gid: 101, home: "/nonexistent" } },
  environment: {
    NGINX_VERSION: undefined,
    NJS_VERSION: undefined,
    NJS_RELEASE: undefined,
    PKG_RELEASE: undefined,
    DYNPKG_RELEASE: undefined,
  },
  entrypoint: ["/docker-entrypoint.sh"],
  entrypointExecs: true,
  command: ["nginx", "-g", "daemon off;"],
  stopSignal: "SIGQUIT",
  commands: (variant: string): readonly string[] => [
    "nginx",
    "envsubst",
    ...(isSlim(variant) ? [] : ["curl"]),
  ],
};

const JAVA_HOME = "/opt/java/openjdk";
const jre = words("java keytool");
const jdk8 = words("java keytool javac jar jdeps");
const jdk = [...jdk8, "jlink", "jshell"];
const isJre = (variant: string): boolean => variant.split("-").includes("jre");

/** The images we know, by their full repository; a comment in each says where its facts come from. */
export const families: readonly Family[] = [
  {
    name: "node",
    repositories: ["docker.io/library/node"],
    accounts: { node: { uid: 1000, gid: 1000, home: "/home/node" } },
    environment: { NODE_VERSION: undefined, YARN_VERSION: undefined },
    entrypoint: ["docker-entrypoint.sh"],
    entrypointExecs: true,
    command: ["node"],
    // Node 25 left out Corepack, and the images of Node 26 Yarn; a tag without a number may have them.
    commands: (variant, system, version) => [
      ...words("node npm npx docker-entrypoint.sh"),
      ...(version === undefined || Number(version) < 25 ? ["corepack"] : []),
      ...(version === undefined || Number(version) < 26
        ? ["yarn", "yarnpkg"]
        : []),
      ...(system === "debian" && !isSlim(variant) ? buildpack : []),
    ],
    // nodejs/docker-node Dockerfiles, 2026-08-19
  },
  {
    name: "python",
    repositories: ["docker.io/library/python"],
    versionParts: 2,
    environment: {
      LANG: undefined,
      GPG_KEY: undefined,
      PYTHON_VERSION: undefined,
      PYTHON_SHA256: undefined,
    },
    command: ["python3"],
    commands: (variant, system) => [
      ...words("python python3 pip pip3 idle pydoc"),
      ...(system === "debian" && !isSlim(variant) ? buildpack : []),
    ],
    // docker-library/python Dockerfiles, 2026-06
  },
  {
    name: "golang",
    repositories: ["docker.io/library/golang"],
    versionParts: 2,
    environment: {
      GOLANG_VERSION: undefined,
      GOPATH: "/go",
      GOTOOLCHAIN: "local",
      PATH: `/go/bin:/usr/local/go/bin:${PATH}`,
    },
    workdir: "/go",
    commands: (_variant, system) => [
      ...words("go gofmt"),
      ...(system === "debian" ? buildpack : []),
    ],
    // docker-library/official-images library/, 2026-08-21
  },
  {
    ...nginx,
    name: "nginx",
    repositories: ["docker.io/library/nginx"],
    environment: { ...nginx.environment, ACME_VERSION: undefined },
    ports: ["80/tcp"],
    // nginxinc/docker-nginx Dockerfiles, 2025-02
  },
  {
    ...nginx,
    name: "nginx-unprivileged",
    repositories: [
      "docker.io/nginxinc/nginx-unprivileged",
      "ghcr.io/nginx/nginx-unprivileged",
      "public.ecr.aws/nginx/nginx-unprivileged",
      "quay.io/nginx/nginx-unprivileged",
    ],
    variants: () => ({ user: "101" }),
    ports: ["8080/tcp"],
    // nginx/docker-nginx-unprivileged README.md and stable/*/Dockerfile, 2026
  },
  {
    name: "eclipse-temurin",
    repositories: ["docker.io/library/eclipse-temurin"],
    usualSystem: "ubuntu",
    environment: {
      PATH: `${JAVA_HOME}/bin:${PATH}`,
      JAVA_HOME,
      JAVA_VERSION: undefined,
      LANG: "en_US.UTF-8",
      LANGUAGE: "en_US:en",
      LC_ALL: "en_US.UTF-8",
    },
    entrypoint: ["/__cacert_entrypoint.sh"],
    entrypointExecs: true,
    // An ENTRYPOINT empties the command of the image below (BuildKit, dispatchEntrypoint); only the JDK names a new one.
    variants: (variant) => ({ command: isJre(variant) ? [] : ["jshell"] }),
    commands: (variant, system, version) => [
      ...(isJre(variant) ? jre : version === "8" ? jdk8 : jdk).flatMap(
        (name) => [name, `${JAVA_HOME}/bin/${name}`],
      ),
      ...(system === "alpine" ? ["openssl"] : ["curl", "wget"]),
    ],
    // adoptium/containers 21/{jdk,jre}/{ubuntu/resolute,alpine/3.24}/Dockerfile and entrypoint.sh, 2026
  },
  {
    name: "alpine",
    repositories: ["docker.io/library/alpine"],
    system: "alpine",
    versionParts: 2,
    // docker-library/repo-info, 2026-09
  },
  {
    name: "debian",
    repositories: ["docker.io/library/debian"],
    system: "debian",
    // docker-library/official-images library/, 2026-08-21
  },
  {
    name: "ubuntu",
    repositories: ["docker.io/library/ubuntu"],
    system: "ubuntu",
    versionParts: 2,
    // docker-library/repo-info, 2026-09
  },
  {
    name: "busybox",
    repositories: ["docker.io/library/busybox"],
    system: "busybox",
    versionParts: 2,
    // docker-library/official-images library/, 2026-08-21
  },
  distroless("static", [], []),
  distroless("base", [], []),
  distroless("base-nossl", [], []),
  distroless("cc", [], []),
  ...["22", "24", "26"].map((version) =>
    distroless(`nodejs${version}`, ["/nodejs/bin/node"], ["/nodejs/bin/node"]),
  ),
  distroless("python3", words("python python3 python3.11 python3.13"), [
    "/usr/bin/python3",
  ]),
  // What java needs and not java itself, for a runtime that jlink made (java/java.bzl).
  distroless("java-base", [], []),
  ...["17", "21", "25"].map((version) =>
    distroless(`java${version}`, ["java"], ["/usr/bin/java", "-jar"]),
  ),
];

/** `FROM scratch`: nothing at all. */
export const scratchFacts: ImageFacts = {
  family: "scratch",
  system: "scratch",
  shell: "none",
  user: "",
  accounts: {},
  environment: { PATH },
  workdir: "",
  entrypoint: [],
  entrypointExecs: false,
  command: [],
  ports: [],
  volumes: [],
  stopSignal: "",
  // Dockerfile reference, FROM
};
