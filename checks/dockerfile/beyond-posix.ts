import type { Construct } from "../shell/bashisms.ts";
import type { ShellCommand } from "../shell/parse.ts";

/** The shells whose limits are known. */
export type SmallShell = "dash" | "ash";

/** What a small shell makes of something that bash has. */
export interface Beyond {
  /** As the end of a sentence about the shell. */
  readonly effect: string;
  /** Whether what stands there fails, or only does something else. */
  readonly fails: boolean;
  readonly sameAs: string;
}

interface Row {
  readonly shells: readonly SmallShell[];
  /** With `#` for what is written. */
  readonly effect: string;
  readonly fails: boolean;
  readonly shellCheck: string;
}

const BOTH: readonly SmallShell[] = ["dash", "ash"];
const DASH: readonly SmallShell[] = ["dash"];

const stops = (
  shellCheck: string,
  shells = BOTH,
  what = "stops at #",
): Row => ({ shells, effect: what, fails: true, shellCheck });

/** Tried with dash 0.5.12 and BusyBox ash 1.35. ShellCheck's numbers are those of its wiki. */
const CONSTRUCTS: Readonly<Record<Construct, Row>> = {
  "[[ ]]": stops(
    "SC3010",
    DASH,
    "has no [[ ]] and looks for a command of that name",
  ),
  "<( )": stops("SC3001", DASH),
  "<<<": stops("SC3011"),
  array: stops("SC3030", BOTH, "has no arrays and stops at #"),
  function: stops(
    "SC2112",
    DASH,
    "does not know the word function and stops there",
  ),
  "&>": {
    shells: DASH,
    effect:
      "reads &> as & and >, so the command runs in the background and nobody waits for it",
    fails: true,
    shellCheck: "SC3020",
  },
  "|&": stops("SC3029", BOTH, "stops at |&"),
  "(( ))": stops(
    "SC3006",
    BOTH,
    "takes (( )) for subshells and looks for a command in them",
  ),
  "for (( ))": stops("SC3005", BOTH, "stops at for (("),
  "{ , }": {
    shells: BOTH,
    effect: "leaves # as it stands: one word, braces included",
    fails: false,
    shellCheck: "SC3009",
  },
  "${ / }": stops("SC3060", DASH),
  "${ : }": stops("SC3057", DASH),
  "${ ^ }": stops("SC3059"),
  "${! }": stops("SC3053"),
  "$' '": {
    shells: DASH,
    effect: "keeps the $ of # in the text",
    fails: false,
    shellCheck: "SC3003",
  },
  "+=": stops("SC3024", BOTH, "does not know += and takes # for a name"),
  "**": stops("SC3019", DASH),
};

const NO_COMMAND = "has no command #";
const COMMANDS: ReadonlyMap<string, Row> = new Map([
  ["source", stops("SC3046", DASH, NO_COMMAND)],
  ["let", stops("SC3039", DASH, NO_COMMAND)],
  ...[
    "pushd popd dirs shopt declare typeset mapfile readarray disown builtin enable",
  ]
    .flatMap((names) => names.split(" "))
    .map((name) => [name, stops("SC3044", BOTH, NO_COMMAND)] as const),
]);

const EQUALS: Row = stops(
  "SC3014",
  DASH,
  "has no == in #, only =, and the test fails whatever it compares",
);
const ECHO: Row = {
  shells: DASH,
  effect: "has an echo without -e, which prints # as text",
  fails: false,
  shellCheck: "SC3037",
};
const PIPEFAIL: Row = stops(
  "SC3040",
  DASH,
  "has no pipefail in this release and stops at set",
);

/** The ids of hadolint, which hands the text to ShellCheck. */
export const shellCheckIds: readonly string[] = [
  ...new Set(
    [...Object.values(CONSTRUCTS), ...COMMANDS.values(), EQUALS, ECHO, PIPEFAIL]
      .map(({ shellCheck }) => `hadolint/${shellCheck}`)
      .sort(),
  ),
];

/** What a shell makes of a construct, undefined where it knows it. */
export function constructBeyond(
  construct: Construct,
  written: string,
  shell: SmallShell,
): Beyond | undefined {
  return beyond(CONSTRUCTS[construct], written, shell);
}

/** What a shell makes of a command, undefined where it knows it. */
export function commandBeyond(
  command: ShellCommand,
  shell: SmallShell,
): Beyond | undefined {
  const name = command.name?.value ?? "";
  const words = command.arguments;
  const row = COMMANDS.get(name);
  if (row !== undefined) return beyond(row, name, shell);
  if (name === "[" || name === "test")
    return words.some(({ text }) => text === "==")
      ? beyond(EQUALS, name, shell)
      : undefined;
  const [first] = words;
  return name === "echo" && /^-[nE]*e[neE]*$/.test(first?.text ?? "")
    ? beyond(ECHO, first?.text ?? "", shell)
    : undefined;
}

/** What a dash that has no pipefail makes of `set -o pipefail`. */
export function pipefailBeyond(): Beyond {
  return {
    effect: PIPEFAIL.effect,
    fails: true,
    sameAs: `hadolint/${PIPEFAIL.shellCheck}`,
  };
}

function beyond(
  { shells, effect, fails, shellCheck }: Row,
  written: string,
  shell: SmallShell,
): Beyond | undefined {
  if (!shells.includes(shell)) return undefined;
  const text = written.replace(/\s+/g, " ");
  return {
    effect: effect.replace("#", () =>
      text.length > 40 ? `${text.slice(0, 39)}…` : text,
    ),
    fails,
    sameAs: `hadolint/${shellCheck}`,
  };
}
