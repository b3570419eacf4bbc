import type { Config } from "../dockerfile/config.ts";
import { presenceOf, type Presence } from "../images.ts";
import { knownText } from "../value.ts";
import { isAbsent } from "./files.ts";
import type { Machine } from "./machine.ts";
import { absolute, parentOf } from "./tree.ts";

/** Packages that bring a command of another name. */
const PROVIDERS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    node: ["nodejs", "nodejs-current"],
    npm: ["nodejs"],
    python: ["python3", "python-is-python3"],
    pip: ["python3-pip", "py3-pip"],
    pip3: ["python3-pip", "py3-pip"],
    ps: ["procps", "procps-ng"],
    top: ["procps", "procps-ng"],
    pgrep: ["procps", "procps-ng"],
    nc: ["netcat-openbsd", "netcat-traditional", "netcat", "ncat", "nmap-ncat"],
    ping: ["iputils-ping", "iputils"],
    // Debian's git recommends both.
    ssh: ["openssh-client", "openssh", "git"],
    less: ["git"],
    sshd: ["openssh-server", "openssh"],
    gcc: ["build-essential", "build-base", "g++"],
    cc: ["build-essential", "build-base", "g++", "gcc"],
    "g++": ["build-essential", "build-base"],
    make: ["build-essential", "build-base"],
    useradd: ["shadow", "shadow-utils", "passwd"],
    groupadd: ["shadow", "shadow-utils", "passwd"],
    "redis-cli": ["redis", "redis-tools", "redis-server"],
    supervisord: ["supervisor"],
  }),
);

/** Packages that bring their own commands and libraries, and none of those that our base images lack. */
const SELF_CONTAINED =
  /^(?:\..+|lib(?!apache2-mod)[a-z][\w.+-]*\d|lib(?:c6|c|musl|pq)-dev|musl-dev|ca-certificates|tini|dumb-init|gosu|su-exec|tzdata|openssl|curl|wget|gnupg2?|jq|bash|git|less|file|shadow|coreutils|procps(?:-ng)?|netcat-\w+|iputils(?:-ping)?|iproute2|bind-tools|dnsutils|openssh-client|unzip|zip|xz(?:-utils)?|gcc|g\+\+|make|pkg-config|build-(?:base|essential)|python3(?:-minimal)?)$/;

const JAVA_RUNTIME: readonly string[] = ["java", "keytool"];
const JAVA_KIT: readonly string[] = [
  ...JAVA_RUNTIME,
  ..."javac jar jlink jdeps jshell".split(" "),
];

/** The commands of a package of Java (Debian and Ubuntu: openjdk-21-jre-headless; Alpine: openjdk21). */
function javaCommands(installed: string): readonly string[] | undefined {
  const [found, kind] =
    /^(?:default-|openjdk-?\d+-?)(jre|jdk)?(?:-headless|-base)?$/.exec(
      installed,
    ) ?? [];
  if (found === undefined) return undefined;
  return kind === "jre" ? JAVA_RUNTIME : JAVA_KIT;
}

/** The commands of a client of PostgreSQL (Debian: postgresql-client and postgresql-client-17; Alpine: postgresql17-client). */
const POSTGRESQL: readonly string[] =
  "psql pg_dump pg_dumpall pg_restore pg_isready".split(" ");

/** The commands of a package that brings more than its name tells; undefined where it is none that is known. */
function commandsOf(installed: string): readonly string[] | undefined {
  return /^postgresql(?:\d{0,2}-client(?:-\d{1,2})?)?$/.test(installed)
    ? POSTGRESQL
    : javaCommands(installed);
}

/** Whether a command can be started in an image, by its name or its path. */
export function commandPresence(
  machine: Machine,
  config: Config,
  command: string,
): Presence {
  const { facts } = config;
  const base = facts && presenceOf(facts, machine.baseTag, command);
  if (base === "present") return base;
  // An image holds what it starts by itself.
  if (command.startsWith("/") && facts?.entrypoint[0] === command)
    return "present";
  const name = command.slice(command.lastIndexOf("/") + 1);
  const places = commandPlaces(config, command);
  if (
    places.some((place) => {
      const entry = machine.tree.get(place);
      return entry !== undefined && entry.type !== "directory";
    })
  )
    return "present";
  const packages = [...machine.packages].map((text) =>
    text.replace(/[=/:~<>@].*/s, ""),
  );
  if (machine.commands.has(name) && isOnPath(places)) return "present";
  const providers = [name, ...(PROVIDERS.get(name) ?? [])];
  if (
    packages.some(
      (installed) =>
        providers.includes(installed) ||
        commandsOf(installed)?.includes(name) === true,
    )
  )
    return "present";
  // Nothing is in an image but what the Dockerfile puts there, where it starts from scratch.
  if (base === undefined)
    return places.every((place) => machine.tree.exists(place) === "absent")
      ? "absent"
      : "unknown";
  if (places.some((place) => mayHide(machine.tree, place))) return "unknown";
  if (
    command.includes("/") &&
    places.every((place) => isAbsent({ machine }, place))
  )
    return "absent";
  // A directory of PATH that the base image does not have may hold it: /opt/jre/bin, copied from another stage.
  const own = facts?.environment["PATH"]?.split(":") ?? [];
  if (
    !command.includes("/") &&
    places.some(
      (place) =>
        !own.includes(parentOf(place)) &&
        machine.tree.exists(place) !== "absent",
    )
  )
    return "unknown";
  const open =
    machine.opaque.length > 0 ||
    packages.some(
      (installed) =>
        !SELF_CONTAINED.test(installed) && commandsOf(installed) === undefined,
    );
  return base === "absent" && open ? "unknown" : base;
}

/** Whether what may be at a place was not seen: something unknown, or directories of another image. */
function mayHide(tree: Machine["tree"], place: string): boolean {
  if (tree.isObscured(place)) return true;
  for (let above = place; above !== "/";) {
    above = parentOf(above);
    if (tree.get(above)?.origin.kind === "image") return true;
  }
  return false;
}

/** Where a command is looked for: at its path, or in the directories of PATH. */
export function commandPlaces(
  config: Config,
  command: string,
): readonly string[] {
  return command.includes("/")
    ? [absolute(command, knownText(config.workdir.value) ?? "/")]
    : directoriesOfPath(config).map((directory) => `${directory}/${command}`);
}

/** Whether one of the places is where npm and pip put commands for everyone. */
function isOnPath(places: readonly string[]): boolean {
  return places.some((place) => place.startsWith("/usr/local/bin/"));
}

function directoriesOfPath(config: Config): readonly string[] {
  const variable = config.environment.lookup("PATH");
  return variable.kind === "set" && variable.value.kind === "known"
    ? variable.value.value.split(":")
    : [
        "/usr/local/sbin",
        "/usr/local/bin",
        "/usr/sbin",
        "/usr/bin",
        "/sbin",
        "/bin",
      ];
}
