import type { ExpandedWord } from "./expansion.ts";

/** The words of a command: its options and the rest. */
export interface ReadArguments {
  /** Options without a value, by their letter or long name. */
  readonly flags: ReadonlySet<string>;
  /** Options with a value, undefined where a variable hides it. */
  readonly options: ReadonlyMap<string, string | undefined>;
  readonly names: readonly ExpandedWord[];
}

/** Long options that take a value, of all the commands that are read. */
const VALUED_LONG = new Set(
  "uid gid groups ingroup home home-dir shell comment skel key gecos base-dir expiredate inactive password root prefix conf login mode target-directory owner group reference suffix context".split(
    " ",
  ),
);

/** Reads the words of a command; `valued` are the letters of options that take a value, attached or in the next word. */
export function readArguments(
  words: readonly ExpandedWord[],
  valued: string,
): ReadArguments {
  const flags = new Set<string>();
  const options = new Map<string, string | undefined>();
  const names: ExpandedWord[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const text = word.value ?? word.text;
    const long = /^--([\w-]+)(=)?/.exec(text);
    if (text === "--") {
      names.push(...words.slice(at + 1));
      break;
    }
    if (long !== null) {
      const [whole, name = "", equals] = long;
      if (equals !== undefined)
        options.set(name, word.value?.slice(whole.length));
      else if (VALUED_LONG.has(name)) options.set(name, words[++at]?.value);
      else flags.add(name);
    } else if (/^-./.test(text)) {
      // A group such as "-ms": its first letter that takes a value ends it.
      for (let letter = 1; letter < text.length; letter++) {
        const name = text[letter] ?? "";
        if (!valued.includes(name)) flags.add(name);
        else {
          const attached = word.value?.slice(letter + 1);
          options.set(name, attached === "" ? words[++at]?.value : attached);
          break;
        }
      }
    } else names.push(word);
  }
  return { flags, options, names };
}
