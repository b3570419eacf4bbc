import { baseName } from "../shell/queries.ts";
import type { ShellName } from "../images.ts";
import type { Config } from "./config.ts";
import type { Base, Stage } from "./model.ts";

/** The shells that the rules tell apart. */
export type KnownShell = Exclude<ShellName, "none"> | "zsh" | "ksh";

/** Which shell runs the text of a RUN, as far as SHELL or the base image tells. */
export function shellOf({ shell, facts }: Config): KnownShell | undefined {
  const name = baseName(shell.argv?.[0]);
  switch (name) {
    case "bash":
    case "ash":
    case "dash":
    case "zsh":
    case "ksh":
      return name;
    case "sh":
      return facts === undefined || facts.shell === "none"
        ? undefined
        : facts.shell;
    default:
      return undefined;
  }
}

const WITH_PIPEFAIL =
  /(?:^|-)(?:trixie|forky|sid|testing|unstable|plucky|questing|resolute)(?:$|-)/;
const WITHOUT_PIPEFAIL =
  /(?:^|-)(?:stretch|buster|bullseye|bookworm|oldstable|oldoldstable|xenial|bionic|focal|jammy|noble|oracular)(?:$|-)/;

/**
 * Whether a shell knows `set -o pipefail`; undefined where that cannot be told. bash, ash, zsh and ksh do. dash does
 * from Debian's 0.5.12-7 on: in Debian 13 and Ubuntu 25.04, not in Debian 12 and Ubuntu 24.04 (Debian bug 1071238).
 */
export function knowsPipefail(
  shell: KnownShell | undefined,
  stage: Stage,
): boolean | undefined {
  return shell === "dash" ? dashKnowsPipefail(stage) : shell && true;
}

/** What the lowest of the stages below a stage starts from. */
export function bottomOf(stage: Stage): Base {
  const passed: Stage[] = [];
  let at = stage;
  let base = at.memo.bottomBase;
  while (base === undefined) {
    passed.push(at);
    if (at.base.kind !== "stage") base = at.base;
    else base = (at = at.base.stage).memo.bottomBase;
  }
  for (const { memo } of passed) memo.bottomBase = base;
  return base;
}

function dashKnowsPipefail(stage: Stage): boolean | undefined {
  const base = bottomOf(stage);
  if (base.kind !== "image" || base.reference.tag.kind !== "known")
    return undefined;
  const tag = base.reference.tag.value;
  if (WITH_PIPEFAIL.test(tag)) return true;
  if (WITHOUT_PIPEFAIL.test(tag)) return false;
  const version = Number(/^\d+(?:\.\d+)?/.exec(tag)?.[0]);
  if (Number.isNaN(version)) return undefined;
  switch (base.facts?.family) {
    case "debian":
      return version >= 13;
    case "ubuntu":
      return version >= 25.04;
    default:
      return undefined;
  }
}
