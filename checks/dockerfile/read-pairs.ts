import type { Declaration, Pair, Word } from "./instruction.ts";
import type { LogicalLine } from "./logical-line.ts";
import type { Reading } from "./read-word.ts";
import { splitQuoted, type RawWord } from "./words.ts";

/** Reads the names and values of ENV and LABEL; words without a value are left out. */
export function readPairs(
  line: LogicalLine,
  resolve: (word: RawWord) => Word,
  file: Reading,
): { pairs: readonly Pair[]; legacy: boolean } {
  const words = splitQuoted(line, file.escape);
  const [first] = words;
  if (first !== undefined && !first.text.includes("=")) {
    const match = /^(\S+)\s+(\S.*)$/s.exec(line.text.trimEnd());
    if (match === null) return { pairs: [], legacy: true };
    const name = match[1] ?? "";
    const value = match[2] ?? "";
    const end = line.text.trimEnd().length;
    return {
      legacy: true,
      pairs: [
        {
          name: resolve({ text: name, start: 0, end: name.length }),
          value: resolve({ text: value, start: end - value.length, end }),
        },
      ],
    };
  }
  const pairs: Pair[] = [];
  for (const word of words) {
    const equals = word.text.indexOf("=");
    if (equals === -1) continue;
    pairs.push(pairIn(word, equals, resolve));
  }
  return { pairs, legacy: false };
}

/** Reads the names of ARG and their defaults. */
export function readDeclarations(
  line: LogicalLine,
  resolve: (word: RawWord) => Word,
  file: Reading,
): readonly Declaration[] {
  return splitQuoted(line, file.escape).map((word) => {
    const equals = word.text.indexOf("=");
    if (equals === -1) return { name: resolve(word), value: undefined };
    return pairIn(word, equals, resolve);
  });
}

function pairIn(
  { text, start, end }: RawWord,
  equals: number,
  resolve: (word: RawWord) => Word,
): Pair {
  const middle = start + equals;
  return {
    name: resolve({ text: text.slice(0, equals), start, end: middle }),
    value: resolve({ text: text.slice(equals + 1), start: middle + 1, end }),
  };
}
