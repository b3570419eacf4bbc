import { codeNamed } from "./code-names.ts";
import {
  families,
  systems,
  type Family,
  type SystemName,
} from "./images-data.ts";

/** The date of the facts below, and the clock of every rule that no other is given to. */
export const FACTS_DATE = "2026-11-21";

/** What an image's `/bin/sh` is; it decides who is PID 1 under the shell form. */
export type ShellName = "dash" | "ash" | "bash" | "none";

/** An account of an image. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

/** What is known about one tag of one base image. */
export interface ImageFacts {
  /** The family, such as `node` or `distroless/static`. */
  readonly family: string;
  readonly system: SystemName;
  readonly shell: ShellName;
  /** The configured user; empty text means root. */
  readonly user: string;
  readonly accounts: Readonly<Record<string, Account>>;
  /** The complete configured environment; undefined stands for a value that the tag does not tell. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workdir: string;
  readonly entrypoint: readonly string[];
  /** True where the entrypoint ends in `exec "$@"`, so that the command replaces it. */
  readonly entrypointExecs: boolean;
  readonly command: readonly string[];
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly stopSignal: string;
}

/** Whether a command is on an image's PATH. */
export type Presence = "present" | "absent" | "unknown";

const byName = new Map(families.map((family) => [family.name, family]));
const byRepository = new Map(
  families.flatMap((family) =>
    family.repositories.map((repository) => [repository, family]),
  ),
);

/** The facts about an image, or undefined where it is not one of those we know. */
export function imageFacts(
  repository: string | undefined,
  tag: string | undefined,
): ImageFacts | undefined {
  const family = byRepository.get(repository ?? "");
  if (family === undefined) return undefined;
  const parts = readTag(family, tag);
  const system = systemOf(family, parts.variant);
  if (system === undefined) return undefined;
  const variant = family.variants?.(parts.variant) ?? {};
  const of = systems[system];
  return {
    family: family.name,
    system,
    shell: of.shell,
    user: variant.user ?? "",
    accounts: { ...of.accounts, ...family.accounts },
    environment: { ...of.environment, ...family.environment },
    workdir: variant.workdir ?? family.workdir ?? "",
    entrypoint: family.entrypoint ?? [],
    entrypointExecs: family.entrypointExecs ?? false,
    command: variant.command ?? family.command ?? of.command,
    ports: family.ports ?? [],
    volumes: family.volumes ?? [],
    stopSignal: family.stopSignal ?? "",
  };
}

/** The release line that a tag of a known image names: `24` in `node:24-slim`, `13` in `debian:trixie-slim`. */
export function releaseLine(
  repository: string | undefined,
  tag: string,
): string | undefined {
  const family = byRepository.get(repository ?? "");
  return family && readTag(family, tag).version;
}

/** Whether an image holds a command before anything is installed. */
export function presenceOf(
  facts: ImageFacts,
  tag: string | undefined,
  command: string,
): Presence {
  const own = ownCommands(facts, tag);
  const system = systems[facts.system];
  const has = (name: string): boolean =>
    own.has(name) || system.present.has(name);
  const slash = command.lastIndexOf("/");
  const name = command.slice(slash + 1);
  // A command listed with its directory stands there and not with the others, as Node does in distroless.
  if (has(command)) return "present";
  if (slash !== -1 && isOnPath(command) && hasElsewhere(own, name))
    return "absent";
  if (slash !== -1 && has(name) && isOnPath(command)) return "present";
  if (system.closed) return "absent";
  // What is said to be absent is absent from PATH; any other directory may hold it.
  return system.absent.has(name) &&
    !has(name) &&
    (slash === -1 || isOnPath(command))
    ? "absent"
    : "unknown";
}

const commandsByTag = new WeakMap<
  ImageFacts,
  Map<string, ReadonlySet<string>>
>();

/** The commands that an image has beside those of its system. */
function ownCommands(
  facts: ImageFacts,
  tag: string | undefined,
): ReadonlySet<string> {
  let byTag = commandsByTag.get(facts);
  if (byTag === undefined) commandsByTag.set(facts, (byTag = new Map()));
  let own = byTag.get(tag ?? "");
  if (own === undefined) {
    const family = byName.get(facts.family);
    const parts = family && readTag(family, tag);
    own = new Set(
      family?.commands?.(parts?.variant ?? "", facts.system, parts?.version),
    );
    byTag.set(tag ?? "", own);
  }
  return own;
}

function hasElsewhere(own: ReadonlySet<string>, name: string): boolean {
  for (const command of own) if (command.endsWith(`/${name}`)) return true;
  return false;
}

function isOnPath(path: string): boolean {
  return /^\/(?:(?:usr\/(?:local\/)?)?s?bin|busybox)\/[^/]+$/.test(path);
}

/** The release line and variant in a tag: `24.21.0-alpine3.24` gives 24 and `alpine3.24`. */
function readTag(
  family: Family,
  tag: string | undefined,
): { version: string | undefined; variant: string } {
  const text = tag ?? "latest";
  // Temurin writes the build after the version: "21.0.12_8-jre".
  const match = /^v?(\d+(?:\.\d+)*)(?:_\d+)?(?:-(.+))?$/.exec(text);
  if (match === null) {
    const [first = "", ...rest] = text.split("-");
    const [distribution, line] = codeNamed(first) ?? [];
    if (distribution === family.name)
      return { version: line, variant: rest.join("-") };
    const dash = text.indexOf("-");
    const isChannel =
      dash !== -1 &&
      /^(?:lts|current|latest|stable|mainline)$/.test(text.slice(0, dash));
    return {
      version: undefined,
      variant: isChannel ? text.slice(dash + 1) : text,
    };
  }
  const numbers = (match[1] ?? "").split(".");
  return {
    version: numbers.slice(0, family.versionParts ?? 1).join("."),
    variant: match[2] ?? "",
  };
}

function systemOf(family: Family, variant: string): SystemName | undefined {
  if (family.system !== undefined) return family.system;
  // Code names and release candidates stand before it: "krypton-alpine3.24", "rc-alpine".
  if (/(?:^|-)alpine/.test(variant)) return "alpine";
  if (/(?:^|-)(?:nanoserver|windowsservercore|ubi\d|centos)/.test(variant))
    return undefined;
  return family.usualSystem ?? "debian";
}
