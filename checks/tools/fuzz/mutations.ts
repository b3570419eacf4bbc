import fc from "fast-check";
import { INSTRUCTIONS, NESTS, ODD } from "./odd-texts.ts";
import { MOST_CHARACTERS } from "./target.ts";

/** Numbers that say where and how much a text is changed. */
interface Dice {
  /** Each from 0 to 1, 1 excluded. */
  readonly at: number;
  readonly size: number;
  readonly choice: number;
}

type Mutation = (text: string, dice: Dice, texts: Texts) => string;

/** What is put into a text. */
export interface Texts {
  /** Whole texts of the same kind. */
  readonly whole: readonly string[];
  readonly lines: readonly string[];
  readonly words: readonly string[];
}

/** So many times at most is something repeated or nested. */
const MOST_TIMES = 3_000;

/** How often a run repeats that is long for a word. */
const LONG = 60;
/** Signs that few words take at their end. */
const ENDS: readonly string[] = ["!", "%", ":", "$", '"', "0", "\u00e9", ""];

const MUTATIONS: readonly Mutation[] = [
  // Bytes.
  (text, dice) => put(text, place(text, dice.at), 0, pick(ODD, dice.choice)),
  (text, dice) => put(text, place(text, dice.at), 1 + few(dice.size), ""),
  (text, dice) => text.slice(0, place(text, dice.at)),
  (text, { at, size, choice }) =>
    put(text, place(text, at), few(size), text.slice(place(text, choice))),
  // Words.
  (text, dice, { words }) => word(text, dice.at, pick(words, dice.choice)),
  (text, dice) => word(text, dice.at, pick(ODD, dice.choice)),
  (text, { at, choice }) => word(text, at, pick(text.split(/\s+/), choice)),
  // A long run and an end that does not fit: what makes a regular expression try again and again.
  (text, { at, size, choice }) => {
    const is = wordAt(text, at);
    const start = place(is, size);
    const run = is.slice(start, start + 1 + few(choice) / 3).repeat(LONG);
    return word(text, at, is.slice(0, start) + run + pick(ENDS, choice));
  },
  // Lines.
  (text, { at, choice }, { lines }) => line(text, at, pick(lines, choice)),
  (text, { at, choice }) => line(text, at, pick(INSTRUCTIONS, choice)),
  (text, { at, choice }) => line(text, at, pick(text.split("\n"), choice)),
  (text, dice) => onLine(text, dice.at, () => []),
  (text, dice) => onLine(text, dice.at, (is) => [`ONBUILD ${is}`]),
  (text, dice) =>
    onLine(text, dice.at, (is) => [is.replaceAll(" ", " \\\n# b\n\n ")]),
  (text, dice) =>
    onLine(text, dice.at, (is) => [`${is} <<E`, pick(ODD, dice.choice), "E"]),
  (text, dice) =>
    onLine(text, dice.at, (is) => [
      is.replace(
        /^(\w+ )(.*)/,
        (_, name, rest) => `${name}if ${rest}; then (${rest}) || exit 1; fi`,
      ),
    ]),
  (text, dice) =>
    onLine(text, dice.at, (is) => [
      is.replace(
        /^(\w+ )(.*)/,
        (_, name, rest) => `${name}${JSON.stringify(rest.split(" "))}`,
      ),
    ]),
  // Two texts.
  (text, { at, size, choice }, { whole }) => {
    const other = pick(whole, choice);
    return text.slice(0, place(text, at)) + other.slice(place(other, size));
  },
  (text, { at, size, choice }, { whole }) => {
    const [own, other] = [text.split("\n"), pick(whole, choice).split("\n")];
    return [
      ...own.slice(0, Math.floor(at * own.length)),
      ...other.slice(Math.floor(size * other.length)),
    ].join("\n");
  },
  // Much of it.
  (text, { at, size, choice }) =>
    put(text, place(text, at), 0, pick(ODD, choice).repeat(many(size))),
  (text, { at, size, choice }) => {
    const start = place(text, at);
    const part = text.slice(start, start + 1 + few(choice));
    return put(text, start, 0, part.repeat(many(size)));
  },
  (text, { at, size, choice }, { words }) =>
    put(text, place(text, at), 0, pick(words, choice).repeat(many(size))),
  (text, { at, size }) => {
    const lines = text.split("\n");
    const is = lines[Math.floor(at * lines.length)] ?? "";
    return onLine(text, at, () => Array.from({ length: many(size) }, () => is));
  },
  (text, { at, size, choice }) => {
    const [open, close] = pick(NESTS, choice);
    const times = many(size);
    return put(
      text,
      place(text, at),
      0,
      open.repeat(times) + close.repeat(times),
    );
  },
  (text) => text.replaceAll("\n", "\r\n"),
];

/** A text of the kind, changed a few times. */
export function mutated(texts: Texts): fc.Arbitrary<string> {
  const part = fc.nat({ max: 999_999 }).map((number) => number / 1_000_000);
  const step = fc.tuple(
    fc.constantFrom(...MUTATIONS),
    fc.record({ at: part, size: part, choice: part }),
  );
  return fc
    .tuple(
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...texts.whole) },
        {
          weight: 2,
          arbitrary: fc
            .array(fc.constantFrom(...texts.lines), { maxLength: 12 })
            .map((lines) => lines.join("\n")),
        },
        { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
      ),
      fc.array(step, { maxLength: 6 }),
    )
    .map(([start, steps]) =>
      steps.reduce(
        (text, [mutate, dice]) =>
          mutate(text, dice, texts).slice(0, MOST_CHARACTERS),
        start,
      ),
    );
}

function pick<Item>(items: readonly Item[], at: number): Item {
  const item = items[Math.floor(at * items.length)];
  if (item === undefined) throw new Error("There is nothing to choose from.");
  return item;
}

function place(text: string, at: number): number {
  return Math.floor(at * (text.length + 1));
}

function wordAt(text: string, at: number): string {
  const words = text.split(/\s+/);
  return words[Math.floor(at * words.length)] ?? "";
}

function few(size: number): number {
  return Math.floor(size * 12);
}

/** Mostly some, at times very many. */
function many(size: number): number {
  return 1 + Math.floor(size ** 8 * MOST_TIMES);
}

function put(text: string, at: number, length: number, other: string): string {
  return text.slice(0, at) + other + text.slice(at + length);
}

function word(text: string, at: number, other: string): string {
  const words = text.split(/(\s+)/);
  const index = 2 * Math.floor((at * (words.length + 1)) / 2);
  return words.with(Math.min(index, words.length - 1), other).join("");
}

function line(text: string, at: number, other: string): string {
  return onLine(text, at, (is) => [other, is]);
}

function onLine(
  text: string,
  at: number,
  change: (line: string) => readonly string[],
): string {
  const lines = text.split("\n");
  const index = Math.floor(at * lines.length);
  return lines
    .flatMap((is, each) => (each === index ? change(is) : [is]))
    .join("\n");
}
