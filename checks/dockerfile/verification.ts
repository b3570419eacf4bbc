import type { Span } from "../files.ts";
import type { ShellCommand, ShellWord } from "../shell/parse.ts";
import type { PlainCommand } from "../shell/queries.ts";
import { addressesOf, isLoopback, textOf } from "./downloads.ts";
import {
  INSECURE,
  SETTINGS,
  SWITCHES,
  VARIABLES,
  type LostCheck,
} from "./verification-data.ts";

/** A check of downloads that is switched off. */
export interface SwitchedOff {
  readonly at: Span;
  /** What does it, as written: `--insecure`, `strict-ssl false`. */
  readonly by: string;
  /** Who no longer checks. */
  readonly tool: string;
  readonly lost: LostCheck;
  readonly sameAs: readonly string[];
}

/** The checks that a command switches off; one that only talks to its own machine has none to lose. */
export function* switchedOffBy(plain: PlainCommand): Generator<SwitchedOff> {
  const [tool, words] = toolOf(plain);
  const switches = SWITCHES.get(tool);
  if (switches === undefined) return;
  // A question to the database of packages installs nothing.
  if (tool === "rpm" && words.some(({ text }) => /^-[a-z]*q/.test(text)))
    return;
  const addresses = addressesOf(plain);
  if (addresses.length > 0 && addresses.every(({ text }) => isLoopback(text)))
    return;
  const group = tool === "curl" ? insecureLetters(words) : undefined;
  if (group !== undefined)
    yield { ...INSECURE, at: group, by: group.text, tool };
  for (const [at, word] of words.entries()) {
    const text = textOf(word);
    const next = words[at + 1];
    for (const { word: pattern, followedBy, lost, sameAs } of switches) {
      if (!pattern.test(text)) continue;
      if (followedBy === undefined)
        yield { at: word, by: text, tool, lost, sameAs };
      else if (
        next !== undefined &&
        followedBy.test(textOf(next)) &&
        words.slice(0, at).some(({ value }) => SETS.test(value ?? ""))
      )
        yield {
          at: { start: word.start, end: next.end },
          by: `${text} ${textOf(next)}`,
          tool,
          lost,
          sameAs,
        };
    }
  }
}

/** Before the name of a setting: in other places the same words may be packages. */
const SETS = /^(?:config|set|c)$/;

/** The program and its words: `python3 -m pip` and `pip3.12` are pip. */
function toolOf({
  name = "",
  arguments: words,
}: PlainCommand): readonly [string, readonly ShellWord[]] {
  if (/^pip[\d.]*$/.test(name)) return ["pip", words];
  const runsPip =
    /^python[\d.]*$/.test(name) &&
    words[0]?.value === "-m" &&
    words[1]?.value === "pip";
  return runsPip ? ["pip", words.slice(2)] : [name, words];
}

/** `-k` in a group of letters; those that take a value end the group (curl(1)). */
const HAS_K = /^-(?!-)[^AbcCdDeEFHKmoPQrtTuUwxXyYz]*k/;
const TAKES_NEXT =
  /^-(?!-)[^AbcCdDeEFHKmoPQrtTuUwxXyYz]*[AbcCdDeEFHKmoPQrtTuUwxXyYz]$/;

/** The group of letters that has the `-k` of curl, such as `-fsSLk`, but not the name after `-o`. */
function insecureLetters(words: readonly ShellWord[]): ShellWord | undefined {
  return words.find((word, at) => {
    const before = words[at - 1];
    return (
      HAS_K.test(textOf(word)) &&
      (before === undefined || !TAKES_NEXT.test(textOf(before)))
    );
  });
}

/** The check that a variable switches off, or undefined. A value that is not known counts where any value does. */
export function looseVariable(
  name: string,
  value: string | undefined,
): Omit<SwitchedOff, "at"> | undefined {
  if (!/ssl|tls|host|verify/i.test(name)) return undefined;
  const row = VARIABLES.find((each) => each.name.test(name));
  if (row === undefined || !row.value.test(value ?? "")) return undefined;
  const { tool, lost, sameAs } = row;
  return { by: value ? `${name}=${value}` : name, tool, lost, sameAs };
}

/** The checks that the text which a command writes into a file switches off. */
export function* writtenSwitches(
  { name, arguments: words }: PlainCommand,
  { redirects, pipe }: ShellCommand,
): Generator<SwitchedOff> {
  if (!/^(?:echo|printf|cat|tee)$/.test(name ?? "")) return;
  // What is only printed changes nothing.
  const writes =
    pipe.length > 1 ||
    name === "tee" ||
    redirects.some(({ operator }) => operator.startsWith(">"));
  if (!writes) return;
  const texts =
    name === "echo" || name === "printf"
      ? words.map((word) => ({
          at: word,
          text: textOf(word).replaceAll("\\n", "\n"),
        }))
      : redirects.flatMap(({ body, start, end }) =>
          body === undefined ? [] : [{ at: { start, end }, text: body }],
        );
  for (const { at, text } of texts)
    for (const { line, tool, lost, sameAs } of SETTINGS) {
      const [found] = line.exec(text) ?? [];
      if (found !== undefined)
        yield { at, by: found.trim(), tool, lost, sameAs };
    }
}
