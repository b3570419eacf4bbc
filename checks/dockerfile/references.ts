import type { Span } from "../files.ts";
import type { Instruction, Word } from "./instruction.ts";

/** A variable that a text asks for: `$NAME` or `${NAME:-word}`; the span is an offset into that text. */
export interface Reference extends Span {
  readonly name: string;
  /** What follows the name in braces: `:-`, `-`, `+`, `?`, `#`, `%`, `/`, or nothing. */
  readonly modifier: string;
  /** True inside the word of another reference, which may not be used. */
  readonly nested: boolean;
}

/** The references of a word; single quotes and escapes hide them (BuildKit, shell/lex.go). */
export function referencesIn(
  text: string,
  escape: string,
): readonly Reference[] {
  return text.includes("$") ? [...scan(text, escape, true)] : [];
}

/** The references of a here-document's text, in which quotes hide nothing. */
export function referencesInText(text: string): readonly Reference[] {
  return text.includes("$") ? [...scan(text, "\\", false)] : [];
}

const REFERENCE = /\$(?:([a-z_]\w*)|\{([a-z_]\w*)(:?[^}:])?)/iy;

function* scan(
  text: string,
  escape: string,
  quotes: boolean,
): Generator<Reference> {
  let quote = "";
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (quote === "'") {
      if (char === "'") quote = "";
    } else if (char === escape) at++;
    else if (quotes && char === '"') quote = quote === "" ? '"' : "";
    else if (quotes && char === "'" && quote === "") quote = "'";
    else if (char === "}" && depth > 0) depth--;
    else if (char === "$") {
      REFERENCE.lastIndex = at;
      const match = REFERENCE.exec(text);
      if (match === null) continue;
      const [whole, plain, braced, modifier] = match;
      const end = at + whole.length;
      const closes = braced !== undefined && text[end] === "}";
      yield {
        name: plain ?? braced ?? "",
        modifier: modifier ?? "",
        nested: depth > 0,
        start: at,
        end: closes ? end + 1 : end,
      };
      if (modifier !== undefined) depth++;
      at = (closes && modifier === undefined ? end + 1 : end) - 1;
    }
  }
}

/** Where a stretch of a word stands in the file: the word itself where a line break or a quoted string parts it. */
export function spanIn(word: Word, { start, end }: Span): Span {
  return word.end - word.start === word.text.length
    ? { start: word.start + start, end: word.start + end }
    : { start: word.start, end: word.end };
}

/** The words of an instruction in which the builder fills in variables; what a shell reads is none of them. */
export function* expandedWords(instruction: Instruction): Generator<Word> {
  switch (instruction.keyword) {
    case "COPY":
    case "ADD":
      for (const { name, value } of instruction.flags)
        if (name !== "from" && value !== undefined) yield value;
      yield* instruction.sources;
      if (instruction.destination !== undefined) yield instruction.destination;
      return;
    case "RUN":
      for (const { name, value } of instruction.flags)
        if (name === "mount" && value !== undefined) yield value;
      return;
    case "ENV":
    case "LABEL":
      for (const { name, value } of instruction.pairs) {
        yield name;
        yield value;
      }
      return;
    case "ARG":
      for (const { value } of instruction.declarations)
        if (value !== undefined) yield value;
      return;
    case "EXPOSE":
    case "VOLUME":
      yield* instruction.words;
      return;
    case "USER":
    case "WORKDIR":
    case "STOPSIGNAL":
      if (instruction.word !== undefined) yield instruction.word;
  }
}

/** Whether a reference says itself what stands in for an unset variable, or that there must be none. */
export function allowsUnset({ modifier }: Reference): boolean {
  return /[-+?]$/.test(modifier);
}

/**
 * Whether BuildKit refuses what follows a name in braces (shell/lex.go, processDollar: "unsupported modifier"), so that
 * the reference stands for nothing that could be set.
 */
export function isUnsupported({ modifier }: Reference): boolean {
  return modifier !== "" && !/^(?::?[-+?#%]|\/)$/.test(modifier);
}
