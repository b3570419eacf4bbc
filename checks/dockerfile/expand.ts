import { known, unknown, UNKNOWN_PART, type Value } from "../value.ts";
import type { Environment } from "./environment.ts";
import { replaced, trimmed } from "./shell-pattern.ts";

/**
 * A word after quotes, escapes and variables are resolved, by the rules of BuildKit's shell/lex.go. An unset variable
 * is empty text; a bad substitution or an open quote, which fails the build, is unknown.
 */
export function expand(
  text: string,
  environment: Environment,
  escape: string,
): Value {
  if (!/["'$\\`]/.test(text)) return known(text);
  return resultOf(new Expansion(text, environment, escape, true));
}

/** The text of a here-document with its variables filled in: quotes stay, a backslash escapes and goes. */
export function expandText(text: string, environment: Environment): Value {
  if (!/[$\\]/.test(text)) return known(text);
  return resultOf(new Expansion(text, environment, "\\", false));
}

function resultOf(reader: Expansion): Value {
  const result = reader.read("");
  if (reader.failure !== undefined) return unknown(reader.failure);
  return reader.because === undefined
    ? known(result)
    : unknown(reader.because, result);
}

/** Pattern operators take quadratic time; no real value comes near this many characters. */
const LONGEST_EDITED = 500;

/** Values that contain each other may double in length line by line; no builder takes more than this. */
const LONGEST_VALUE = 131_072;

/** Substitutions inside each other deeper than this are not read. */
const DEEPEST = 50;

class Expansion {
  failure: string | undefined;
  because: string | undefined;
  private at = 0;
  private depth = 0;
  private filledIn = 0;
  private readonly text: string;
  private readonly environment: Environment;
  private readonly escape: string;
  private readonly quotes: boolean;

  constructor(
    text: string,
    environment: Environment,
    escape: string,
    quotes: boolean,
  ) {
    this.text = text;
    this.environment = environment;
    this.escape = escape;
    this.quotes = quotes;
  }

  /** Reads up to an unquoted stop character, or to the end where that is empty. */
  read(stop: string, keepEscapes = false): string {
    let out = "";
    while (this.at < this.text.length) {
      const char = this.text[this.at] ?? "";
      if (char === stop) {
        this.at++;
        return out;
      }
      if (this.quotes && char === "'") out += this.singleQuoted();
      else if (this.quotes && char === '"') out += this.doubleQuoted();
      else if (char === "$") out += this.dollar();
      else if (char === this.escape) {
        if (keepEscapes) out += char;
        out += this.text[this.at + 1] ?? "";
        this.at += 2;
      } else {
        out += char;
        this.at++;
      }
    }
    if (stop !== "") this.fail(`"${this.shown}" lacks its closing ${stop}`);
    return out;
  }

  /** The text as a message quotes it. */
  private get shown(): string {
    return this.text.length > 60 ? `${this.text.slice(0, 60)}…` : this.text;
  }

  private fail(reason: string): void {
    this.failure ??= reason;
    this.at = this.text.length;
  }

  private singleQuoted(): string {
    const close = this.text.indexOf("'", this.at + 1);
    if (close === -1) {
      this.fail(`the single quote in ${this.shown} is not closed`);
      return "";
    }
    const inner = this.text.slice(this.at + 1, close);
    this.at = close + 1;
    return inner;
  }

  private doubleQuoted(): string {
    let out = "";
    this.at++;
    while (this.at < this.text.length) {
      const char = this.text[this.at] ?? "";
      if (char === '"') {
        this.at++;
        return out;
      }
      if (char === "$") out += this.dollar();
      else if (char === this.escape) {
        const next = this.text[this.at + 1] ?? "";
        const escapable = next === '"' || next === "$" || next === this.escape;
        out += escapable ? next : char;
        this.at += escapable ? 2 : 1;
      } else {
        out += char;
        this.at++;
      }
    }
    this.fail(`the double quote in ${this.shown} is not closed`);
    return out;
  }

  private dollar(): string {
    this.at++;
    if (this.text[this.at] !== "{") {
      const name = this.name();
      return name === "" ? "$" : this.valueOf(name);
    }
    this.at++;
    const name = this.name();
    const char = this.text[this.at] ?? "";
    if (name === "" || char === "") {
      this.fail(`${this.shown} has a bad substitution`);
      return "";
    }
    this.at++;
    if (char === "}") return this.valueOf(name);
    if (this.depth > DEEPEST) this.fail(`${name} is nested too deeply`);
    this.depth++;
    const out = this.modified(name, char);
    this.depth--;
    return out;
  }

  private modified(name: string, first: string): string {
    let operator = first;
    const emptyIsUnset = first === ":";
    if (emptyIsUnset) operator = this.text[this.at++] ?? "";
    if (operator === "/" && !emptyIsUnset) {
      const all = this.text[this.at] === "/";
      if (all) this.at++;
      const pattern = this.read("/", true);
      const replacement = this.read("}", true);
      return this.edited(name, pattern, (value) =>
        replaced(value, pattern, replacement, all),
      );
    }
    if (operator === "#" || operator === "%") {
      const word = this.read("}", true);
      return this.edited(name, word, (value) => trimmed(value, operator, word));
    }
    const becauseBefore = this.because;
    const word = this.read("}");
    const current = this.environment.lookup(name);
    if (
      current.kind === "unknown" ||
      (current.kind === "set" && current.value.kind === "unknown")
    ) {
      this.because = becauseBefore;
      // Twice, as even where the variable is known to be unset, the text is not just missing.
      return this.valueOf(name) + UNKNOWN_PART;
    }
    const value =
      current.kind === "set" && current.value.kind === "known"
        ? current.value.value
        : "";
    const absent = current.kind === "unset" || (emptyIsUnset && value === "");
    // What the unused alternative lacks does not matter.
    const useWord = operator === "-" ? absent : operator === "+" && !absent;
    if (!useWord) this.because = becauseBefore;
    switch (operator) {
      case "-":
      case "+":
        if (useWord) return word;
        return operator === "-" ? value : "";
      case "?":
        if (absent) this.fail(`${name} must be set`);
        return value;
      default:
        this.fail(`the modifier in ${this.shown} is not supported`);
        return "";
    }
  }

  private edited(
    name: string,
    pattern: string,
    edit: (value: string) => string,
  ): string {
    const value = this.valueOf(name);
    if (value.length > LONGEST_EDITED) {
      this.because ??= `${name} is too long to work with`;
      return UNKNOWN_PART;
    }
    const hidden =
      value.includes(UNKNOWN_PART) || pattern.includes(UNKNOWN_PART);
    return hidden ? UNKNOWN_PART : edit(value);
  }

  private name(): string {
    const match = /[@*#?\-$!]|\p{Nd}+|[\p{L}_][\p{L}\p{Nd}_]*/uy;
    match.lastIndex = this.at;
    const name = match.exec(this.text)?.[0] ?? "";
    this.at += name.length;
    return name;
  }

  private valueOf(name: string): string {
    const variable = this.environment.lookup(name);
    if (variable.kind === "unset") return "";
    if (variable.kind === "unknown") {
      this.because ??= variable.because;
      return UNKNOWN_PART;
    }
    const { value } = variable;
    if (value.kind === "unknown") this.because ??= value.because;
    const text = value.kind === "known" ? value.value : value.pattern;
    this.filledIn += text.length;
    if (this.filledIn <= LONGEST_VALUE) return text;
    this.fail(`the value of ${name} makes it too long`);
    return "";
  }
}
