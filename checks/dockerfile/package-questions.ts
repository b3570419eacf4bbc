import { bottomOf } from "./dash.ts";
import type { Run } from "./instruction.ts";
import type { Part } from "./image-reference.ts";
import { mayConfigure, mayHaveOption } from "./package-options.ts";
import type { PackageCommand } from "./package-commands.ts";
import type { ManagerName } from "./package-manager-data.ts";
import type { Stage } from "./model.ts";

/** A question that a package manager asks during a build. */
export interface Question {
  /** When it asks, as the end of a sentence. */
  readonly asks: string;
  /** The option that answers it. */
  readonly answer: string;
  readonly sameAs: readonly string[];
}

interface Asking {
  readonly verbs: RegExp;
  /** Verbs that ask even where no package is named. */
  readonly bare: RegExp;
  readonly answers: readonly string[];
  readonly answer: string;
  readonly sameAs: Readonly<Record<string, readonly string[]>>;
}

const DNF = [
  "hadolint/DL3038",
  "kics/missing_flag_from_dnf_install",
  "semgrep/missing-dnf-assume-yes-switch",
];

// apt-get(8), dnf(8), zypper(8), pacman(8). Other tools' ids by program: they look at installations only.
const ASKING: ReadonlyMap<ManagerName, Asking> = new Map([
  [
    "apt",
    {
      verbs:
        /^(?:install|reinstall|remove|purge|build-dep|satisfy|autoremove|autopurge|(?:dist-|full-|safe-)?upgrade)$/,
      bare: /^(?:autoremove|autopurge|(?:dist-|full-|safe-)?upgrade)$/,
      answers:
        "-y --yes --assume-yes --force-yes --assume-no -s --simulate --just-print --dry-run --recon --no-act --print-uris --trivial-only".split(
          " ",
        ),
      answer: "-y",
      sameAs: {
        "apt-get": [
          "hadolint/DL3014",
          "trivy/DS-0021",
          "kics/apt_get_missing_flags_to_avoid_manual_input",
          "dockerfilelint/apt-get_missing_param",
          "semgrep/missing-assume-yes-switch",
        ],
      },
    },
  ],
  [
    "dnf",
    {
      verbs:
        /^(?:install|in|localinstall|groupinstall|reinstall|update|upgrade|up|downgrade|distro-sync|dsync|remove|erase|rm|autoremove|swap|builddep|enable|disable|reset|switch-to)$/,
      bare: /^(?:update|upgrade|up|distro-sync|dsync|autoremove)$/,
      answers: ["-y", "--assumeyes", "--assumeno"],
      answer: "-y",
      sameAs: {
        yum: [
          "hadolint/DL3030",
          "kics/yum_install_allows_manual_input",
          "semgrep/missing-yum-assume-yes-switch",
        ],
        dnf: DNF,
        microdnf: DNF,
      },
    },
  ],
  [
    "zypper",
    {
      verbs:
        /^(?:install|in|remove|rm|update|up|dist-upgrade|dup|patch|source-install|si|install-new-recommends|inr)$/,
      bare: /^(?:update|up|dist-upgrade|dup|patch)$/,
      answers: ["-y", "--no-confirm", "-n", "--non-interactive"],
      answer: "-y",
      sameAs: {
        zypper: [
          "hadolint/DL3034",
          "kics/missing_zypper_non_interactive_switch",
        ],
      },
    },
  ],
  [
    "pacman",
    {
      verbs: /^-(?:[SRU]|-(?:sync|remove|upgrade)$)/,
      bare: /^-S\w*u/,
      answers: ["--noconfirm"],
      answer: "--noconfirm",
      sameAs: {},
    },
  ],
]);

/** The managers that ask. */
export const ASKING_MANAGERS: readonly ManagerName[] = [...ASKING.keys()];

/** The ids of other tools for all of these questions. */
export const QUESTION_IDS: readonly string[] = [
  ...new Set(
    [...ASKING.values()].flatMap(({ sameAs }) => Object.values(sameAs).flat()),
  ),
];

/** What a command asks during a build that nobody answers, or undefined where it asks nothing or may be answered. */
export function questionOf(
  of: PackageCommand,
  stage: Stage,
): Question | undefined {
  const asking = ASKING.get(of.manager);
  const { verb, operands } = of;
  if (asking === undefined || !asking.verbs.test(verb)) return undefined;
  if (operands.length === 0 && !asking.bare.test(verb)) return undefined;
  if (/^microdnf\b/.test(of.calledAs) && isEnterpriseLinux8(stage))
    return undefined;
  if (mayHaveOption(of, ...asking.answers) || isAnswered(of, stage))
    return undefined;
  const isApt = of.manager === "apt";
  const installs = /^(?:re)?install$/.test(verb);
  return {
    asks:
      isApt && installs
        ? "asks before it installs more than the packages named"
        : "asks before it changes anything",
    answer: asking.answer,
    sameAs: /^in(?:stall)?$/.test(verb)
      ? (asking.sameAs[of.calledAs.split(" ")[0] ?? ""] ?? [])
      : [],
  };
}

/**
 * Whether a stage is known to be of Enterprise Linux 8, where microdnf answers itself: version 3.8 asks, and EL8's
 * package reverts that (microdnf.spec, 3.8.0-2).
 */
function isEnterpriseLinux8(stage: Stage): boolean {
  const base = bottomOf(stage);
  if (base.kind !== "image") return false;
  const { repository = "", tag } = base.reference;
  if (/(?:^|\/)ubi8(?:[/-]|$)/.test(repository)) return true;
  if (repository === "docker.io/library/openjdk") {
    const text = tag.kind === "absent" ? "latest" : knownTag(tag);
    return ON_ORACLE_LINUX_8.test(text);
  }
  return (
    /(?:^|\/)(?:oraclelinux|rockylinux|almalinux)$/.test(repository) &&
    /^8(?:[.-]|$)/.test(knownTag(tag))
  );
}

/** Tags of openjdk: Oracle Linux 9 came with 22 (docker-library/openjdk#535), and "latest" stayed at 18 (#522). */
const ON_ORACLE_LINUX_8 = /oraclelinux8|^latest$|^(?:1?\d|2[01])(?:[.-]|$)/;

function knownTag(tag: Part): string {
  return tag.kind === "known" ? tag.value : "";
}

/** Whether something else than an option may answer: the configuration, or what is piped in. */
function isAnswered(of: PackageCommand, stage: Stage): boolean {
  const { command, run, words, manager } = of;
  if (manager === "apt" && quietness(of) >= 2) return true;
  if (words.some(({ text }) => /assume-?yes/i.test(text))) return true;
  if ((command?.pipe.index ?? 0) > 0) return true;
  if (command?.redirects.some(({ operator }) => operator.startsWith("<")))
    return true;
  return saysYes(run) || mayConfigure(stage, ASSUME_YES);
}

const ASSUME_YES = {
  named: /(?:^|[^-])assume-?yes/i,
  place: /^"?\/etc\/(?:apt\/apt\.conf|dnf\/|yum\.conf|zypp\/)/,
};

const sayingYes = new WeakMap<Run, boolean>();

/** Whether a RUN pipes yes into something: `yes | (apt-get update && apt-get install curl)`. */
function saysYes(run: Run): boolean {
  let says = sayingYes.get(run);
  if (says === undefined) {
    says =
      run.command.form === "shell" &&
      run.command.script.commands.some(
        ({ name, pipe }) => name?.value === "yes" && pipe.length > 1,
      );
    sayingYes.set(run, says);
  }
  return says;
}

/** How quiet apt-get is told to be; level 2 takes every question as answered with yes (apt-get(8), -q). */
function quietness({ words }: PackageCommand): number {
  let level = 0;
  for (const { value, text } of words) {
    const option = value ?? text;
    const given = /^(?:-q|--quiet)=(\d+)$/.exec(option)?.[1];
    if (given !== undefined) level = Number(given);
    else if (option === "--quiet") level++;
    else if (/^-[A-Za-z]+$/.test(option)) level += option.split("q").length - 1;
  }
  return level;
}
