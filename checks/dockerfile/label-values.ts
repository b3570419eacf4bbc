/** What is wrong with the value of a label. */
export interface WrongValue {
  /** As it goes on after "which ". */
  readonly why: string;
  readonly remedy: string;
  readonly sameAs: readonly string[];
}

interface Kind {
  readonly keys: readonly string[];
  readonly sameAs: readonly string[];
  /** What is wrong with a value, or undefined. */
  readonly judge: (
    value: string,
  ) => Pick<WrongValue, "why" | "remedy"> | undefined;
}

const OCI = "org.opencontainers.image.";
const OLD = "org.label-schema.";

/**
 * The keys of the OCI image specification, v1.1, annotations.md; the older Label Schema names are those that it calls
 * compatible.
 */
const KINDS: readonly Kind[] = [
  {
    keys: [
      `${OCI}url`,
      `${OCI}documentation`,
      `${OCI}source`,
      `${OLD}url`,
      `${OLD}vcs-url`,
    ],
    sameAs: ["hadolint/DL3052"],
    judge: (value) =>
      /^[a-z][a-z\d+.-]*:\/\/[^\s/]\S*$/i.test(value)
        ? undefined
        : {
            why: "is no URL",
            remedy:
              "Write an address with its scheme, such as https://example.com/.",
          },
  },
  {
    keys: [`${OCI}created`, `${OLD}build-date`],
    sameAs: ["hadolint/DL3053"],
    judge: (value) =>
      isTime(value)
        ? undefined
        : {
            why: "is no time as RFC 3339 writes it",
            remedy: "Write date, time and zone, such as 2026-11-21T09:30:00Z.",
          },
  },
  {
    keys: [`${OCI}licenses`],
    sameAs: ["hadolint/DL3054"],
    judge: judgeLicence,
  },
  {
    keys: [`${OCI}revision`, `${OLD}vcs-ref`],
    sameAs: ["hadolint/DL3055"],
    judge: (value) =>
      /^(?:refs\/heads\/.*|main|master|trunk|head|develop|latest)$/i.test(value)
        ? {
            why: "names what moves, and no revision",
            remedy:
              "Give the commit with a build argument, as git rev-parse HEAD prints it.",
          }
        : undefined,
  },
  {
    keys: [`${OCI}version`, `${OLD}version`],
    sameAs: ["hadolint/DL3056"],
    judge: (value) =>
      /^(?:latest|stable|current)$/i.test(value)
        ? {
            why: "names no version, as every later image has it too",
            remedy: "Give the version of the packaged software.",
          }
        : undefined,
  },
  {
    keys: [`${OCI}base.digest`],
    sameAs: [],
    judge: (value) =>
      /^(?:sha256:[a-f\d]{64}|sha512:[a-f\d]{128})$/.test(value)
        ? undefined
        : {
            why: "is no digest",
            remedy:
              "Write sha256: and the 64 digits of the base image's digest.",
          },
  },
];

const kindOf = new Map(
  KINDS.flatMap((kind) => kind.keys.map((key) => [key, kind] as const)),
);

/** Keys of the specification whose value may be any text. */
const FREE =
  "authors vendor ref.name title description base.name referrer.subject referrer.convert";

/** Every key under `org.opencontainers.image.`, without that. */
export const ociKeys: ReadonlySet<string> = new Set([
  ...FREE.split(" "),
  ...[...kindOf.keys()]
    .filter((key) => key.startsWith(OCI))
    .map((key) => key.slice(OCI.length)),
]);

/** The ids of other tools that `wrongValue` can give. */
export const valueIds: readonly string[] = KINDS.flatMap(
  ({ sameAs }) => sameAs,
);

/** What is wrong with a label's value; undefined for one that is fine, empty, or of a key without a form. */
export function wrongValue(key: string, value: string): WrongValue | undefined {
  const kind = kindOf.get(key);
  const wrong = value === "" ? undefined : kind?.judge(value);
  return kind && wrong && { ...wrong, sameAs: kind.sameAs };
}

/** As section 5.6 of RFC 3339 has it; a space for the T is common and allowed by its note. */
function isTime(value: string): boolean {
  const match =
    /^(\d{4}-\d\d-\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[+-](\d\d):(\d\d))$/.exec(
      value,
    );
  if (match === null) return false;
  const [, day = "", hour, minute, second, zoneHour = 0, zoneMinute = 0] =
    match;
  const date = new Date(`${day}T00:00:00Z`);
  return (
    !Number.isNaN(date.getTime()) &&
    // Some engines take 31 February for a day in March.
    date.toISOString().startsWith(day) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) <= 60 &&
    Number(zoneHour) < 24 &&
    Number(zoneMinute) < 60
  );
}

/** Names that people give to licences and that the SPDX list does not have, in lower case, and what it calls them. */
const MISNAMED: Readonly<Record<string, string>> = {
  apache: "Apache-2.0",
  apache2: "Apache-2.0",
  "apache-2": "Apache-2.0",
  "apache2.0": "Apache-2.0",
  "apache-v2": "Apache-2.0",
  asl2: "Apache-2.0",
  "asl-2.0": "Apache-2.0",
  bsd: "BSD-2-Clause or BSD-3-Clause",
  "bsd-3": "BSD-3-Clause",
  mpl2: "MPL-2.0",
  mplv2: "MPL-2.0",
  proprietary: "LicenseRef-Proprietary",
  commercial: "LicenseRef-Commercial",
  unlicensed: "LicenseRef-Proprietary",
};

/** A word that names a licence in part, with the version in it: `GPL`, `LGPLv2.1+`. `GPL-2.0` is an old name of the list. */
const FAMILY =
  /^(?:([al]?gpl)(?:-?v?(\d)(?:\.(\d))?(?<!-\d\.\d))?(\+)?|apache|bsd)$/;
/** A version in the words after that. */
const VERSION =
  /^(?:licen[cs]e,? )?(?:version |ver\.? |v\.? ?)?(\d)(?:\.(\d))?(?:\.\d)?(?![\w.])(\+| or (?:later|newer|any later))?/i;

/** What the SPDX list calls a licence that is named by the word at a place of an expression, or undefined. */
function nameFor(words: readonly string[], at: number): string | undefined {
  const word = words[at]?.toLowerCase() ?? "";
  const family = FAMILY.exec(word);
  if (family === null)
    return Object.hasOwn(MISNAMED, word) ? MISNAMED[word] : undefined;
  const after = VERSION.exec(words.slice(at + 1, at + 6).join(" "));
  const [, gnu, ...own] = family;
  const [major, minor = "0", later] =
    own[0] === undefined ? (after?.slice(1) ?? []) : own;
  if (gnu === undefined)
    return major === undefined
      ? MISNAMED[word]
      : word === "bsd"
        ? `BSD-${major}-Clause`
        : `Apache-${major}.${minor}`;
  const name = gnu.toUpperCase();
  if (major === undefined)
    return `${name} with its version, such as ${name}-3.0-only or ${name}-3.0-or-later`;
  const version = `${name}-${major}.${minor}`;
  return later === undefined
    ? `${version}-only or ${version}-or-later`
    : `${version}-or-later`;
}

/** Judges the form of an SPDX expression, and names that are known to be none of its list. */
function judgeLicence(
  value: string,
): Pick<WrongValue, "why" | "remedy"> | undefined {
  const tokens = value.match(/[()]|[^\s()]+/g) ?? [];
  const words = tokens.filter((token) => token !== "(" && token !== ")");
  const named = words.findIndex((_, at) => nameFor(words, at) !== undefined);
  const name = nameFor(words, named);
  const isExpression =
    words.length % 2 === 1 &&
    words.every((word, index) =>
      index % 2 === 1
        ? /^(?:AND|OR|WITH)$/i.test(word)
        : /^[a-z\d][a-z\d.:-]*\+?$/i.test(word),
    );
  if (isExpression && name === undefined) return undefined;
  return {
    why: "is no SPDX licence expression",
    remedy: `Write ${
      name ??
      "names of the SPDX licence list with AND, OR or WITH between them, such as Apache-2.0"
    }.`,
  };
}
