import type { Config } from "../dockerfile/config.ts";
import { presenceOf, type Account, type Presence } from "../images.ts";
import type { Stage } from "../dockerfile/model.ts";
import { knownText } from "../value.ts";
import { absolute, treeOver, type Tree } from "./tree.ts";

/** An account whose numbers may not be told by the text. */
export interface ImageAccount {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly home: string | undefined;
  /** True where its number is given by something that hides it. */
  readonly mayBeRoot?: boolean;
}

/** What a stage holds while its instructions are followed. */
export interface Machine {
  readonly tree: Tree;
  readonly accounts: Map<string, ImageAccount>;
  readonly groups: Map<string, number | undefined>;
  /** System packages installed by name. */
  readonly packages: Set<string>;
  /** What `apk add --virtual` gave a name to: removing the name removes it all. */
  readonly virtuals: Map<string, readonly string[]>;
  /** Commands that did what the text does not tell. */
  readonly opaque: string[];
  /** The base image's tag, for what depends on it. */
  readonly baseTag: string | undefined;
}

/** The machine a stage starts from. */
export function machineFor(
  stage: Stage,
  machineOf: (stage: Stage) => Machine,
): Machine {
  if (stage.base.kind === "stage") {
    const from = machineOf(stage.base.stage);
    return {
      tree: from.tree.fork(),
      accounts: new Map(from.accounts),
      groups: new Map(from.groups),
      packages: new Set(from.packages),
      virtuals: new Map(from.virtuals),
      opaque: [...from.opaque],
      baseTag: from.baseTag,
    };
  }
  const facts = stage.config.facts;
  const accounts = new Map<string, ImageAccount>();
  const groups = new Map<string, number | undefined>();
  for (const [name, account] of Object.entries<Account>(
    facts?.accounts ?? {},
  )) {
    accounts.set(name, account);
    groups.set(name, account.gid);
  }
  const tag =
    stage.base.kind === "image" && stage.base.reference.tag.kind === "known"
      ? stage.base.reference.tag.value
      : undefined;
  return {
    tree: treeOver(
      stage.base.kind === "scratch"
        ? "none"
        : facts === undefined
          ? "unknown"
          : "system",
    ),
    accounts,
    groups,
    packages: new Set(),
    virtuals: new Map(),
    opaque: [],
    baseTag: tag,
  };
}

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
    ssh: ["openssh-client", "openssh"],
    sshd: ["openssh-server", "openssh"],
    gcc: ["build-essential", "build-base"],
    "g++": ["build-essential", "build-base"],
    make: ["build-essential", "build-base"],
    java: ["default-jre", "default-jre-headless", "default-jdk"],
    useradd: ["shadow", "shadow-utils", "passwd"],
    groupadd: ["shadow", "shadow-utils", "passwd"],
    pg_isready: ["postgresql-client", "postgresql"],
    psql: ["postgresql-client", "postgresql"],
    "redis-cli": ["redis", "redis-tools", "redis-server"],
    supervisord: ["supervisor"],
  }),
);

/** Packages that bring their own commands and libraries, and none of those that our base images lack. */
const SELF_CONTAINED =
  /^(?:\..+|lib[a-z][\w.+-]*\d|lib(?:c6|c|musl|pq)-dev|musl-dev|ca-certificates|tini|dumb-init|gosu|su-exec|tzdata|openssl|curl|wget|gnupg2?|jq|bash|git|less|file|shadow|coreutils|procps(?:-ng)?|netcat-\w+|iputils(?:-ping)?|iproute2|bind-tools|dnsutils|openssh-client|unzip|zip|xz(?:-utils)?|gcc|g\+\+|make|pkg-config|build-(?:base|essential))$/;

/** Whether a command can be started in an image, by its name or its path. */
export function commandPresence(
  machine: Machine,
  config: Config,
  command: string,
): Presence {
  const name = command.slice(command.lastIndexOf("/") + 1);
  const places = command.includes("/")
    ? [absolute(command, knownText(config.workdir.value) ?? "/")]
    : directoriesOfPath(config).map((directory) => `${directory}/${name}`);
  if (
    places.some((place) => {
      const entry = machine.tree.get(place);
      return entry !== undefined && entry.type !== "directory";
    })
  )
    return "present";
  const packages = [...machine.packages].map((text) =>
    text.replace(/[=/:~<>@].*$/, ""),
  );
  const providers = [name, ...(PROVIDERS.get(name) ?? [])];
  if (packages.some((installed) => providers.includes(installed)))
    return "present";
  if (config.facts === undefined) return "unknown";
  if (places.some((place) => machine.tree.isObscured(place))) return "unknown";
  const base = presenceOf(config.facts, machine.baseTag, command);
  const open =
    machine.opaque.length > 0 ||
    packages.some((installed) => !SELF_CONTAINED.test(installed));
  return base === "absent" && open ? "unknown" : base;
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
