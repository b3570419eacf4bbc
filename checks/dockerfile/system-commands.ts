import type { ShellCommand, ShellWord } from "../shell/parse.ts";
import type { Run } from "./instruction.ts";
import type { RunCommand } from "./run-commands.ts";

/** Why a command has no place in a build. */
export type Misplaced = "machine" | "view" | "person" | "privilege" | "process";

const LISTS: readonly (readonly [Misplaced, string])[] = [
  ["machine", "shutdown reboot poweroff halt"],
  ["view", "top htop free ifconfig ps uptime vmstat lsof netstat dmesg"],
  ["person", "vim vi nvim nano emacs less more ssh telnet screen tmux"],
  ["privilege", "mount umount modprobe insmod swapon swapoff"],
  ["process", "kill pkill killall"],
];

const BY_NAME: ReadonlyMap<string, Misplaced> = new Map(
  LISTS.flatMap(([why, names]) =>
    names.split(" ").map((name) => [name, why] as const),
  ),
);

/** The commands that may have no place in a build. */
export const MISPLACED_COMMANDS: readonly string[] = [...BY_NAME.keys()];

/** The commands of a stage that have no place in a build, and why. */
export function* misplacedIn(
  commands: readonly RunCommand[],
): Generator<{ readonly found: RunCommand; readonly why: Misplaced }> {
  const candidates = commands.filter(({ plain }) =>
    BY_NAME.has(plain.name ?? ""),
  );
  if (candidates.length === 0) return;
  const seen = new Map<Run, Seen>();
  for (const { run, command } of commands) {
    let of = seen.get(run);
    if (of === undefined)
      seen.set(
        run,
        (of = { first: command, hasBackground: false, rescued: new Set() }),
      );
    if (command?.nesting.includes("background")) of.hasBackground = true;
    if (command?.connector === "||") of.rescued.add(command.statement);
  }
  for (const found of candidates) {
    const why = misplaced(found, seen.get(found.run));
    if (why !== undefined) yield { found, why };
  }
}

/** What is known of the other commands of a RUN. */
interface Seen {
  readonly first: ShellCommand | undefined;
  hasBackground: boolean;
  /** Statements in which a failure has a way out. */
  readonly rescued: Set<number>;
}

function misplaced(
  { run, command, plain: { name = "", arguments: words } }: RunCommand,
  seen: Seen | undefined,
): Misplaced | undefined {
  const why = BY_NAME.get(name);
  if (why === undefined || isWanted(name, words)) return undefined;
  // Nothing in the exec form comes before or after it.
  if (command === undefined) return why;
  if (
    command.pipe.length > 1 ||
    command.redirects.length > 0 ||
    command.nesting.length > 0 ||
    seen?.rescued.has(command.statement) === true
  )
    return undefined;
  switch (why) {
    case "machine":
      return why;
    case "view":
      return seen?.hasBackground === true ? undefined : why;
    case "process":
      return seen?.first === command ? why : undefined;
    case "privilege":
    case "person":
      // A mount may bring a key or a file, "--security=insecure" the privileges.
      return run.flags.length > 0 ? undefined : why;
  }
}

/** Options with which a program asks for nothing, or does another job. */
function isWanted(name: string, words: readonly ShellWord[]): boolean {
  const texts = words.map(({ value, text }) => value ?? text);
  switch (name) {
    case "vim":
    case "vi":
    case "nvim":
      return texts.some((text) =>
        /^(?:\+|-[A-Za-z]*[ceEs]|--(?:headless|version|cmd))/.test(text),
      );
    case "emacs":
      return texts.some((text) => /^--?(?:batch|script|version)/.test(text));
    case "ssh":
      return texts.some((text) => /^-(?:V|i|o|F)/.test(text));
    case "screen":
    case "tmux":
      return texts.length > 0;
    case "mount":
      return texts.length === 0;
    case "kill":
      return texts[0] === "-l";
    default:
      return texts.some((text) => /^--?(?:version|help)$/.test(text));
  }
}
