import { known, unknown, UNKNOWN_PART, type Value } from "../value.ts";
import type { Environment } from "./environment.ts";

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
  const reader = new Expansion(text, environment, escape);
  const result = reader.read("");
  if (reader.failure !== undefined) return unknown(reader.failure);
  return reader.because === undefined
    ? known(result)
    : unknown(reader.because, result);
}

/** Pattern operators take quadratic time; no real value comes near this many characters. */
const LONGEST_EDITED = 2000;

class Expansion {
  failure: string | undefined;
  because: string | undefined;
  private at = 0;
  private readonly text: string;
  private readonly environment: Environment;
  private readonly escape: string;

  constructor(text: string, environment: Environment, escape: string) {
    this.text = text;
    this.environment = environment;
    this.escape = escape;
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
      if (char === "'") out += this.singleQuoted();
      else if (char === '"') out += this.doubleQuoted();
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
    if (stop !== "") this.fail(`"${this.text}" lacks its closing ${stop}`);
    return out;
  }

  private fail(reason: string): void {
    this.failure ??= reason;
    this.at = this.text.length;
  }

  private singleQuoted(): string {
    const close = this.text.indexOf("'", this.at + 1);
    if (close === -1) {
      this.fail(`the single quote in ${this.text} is not closed`);
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
    this.fail(`the double quote in ${this.text} is not closed`);
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
      this.fail(`${this.text} has a bad substitution`);
      return "";
    }
    this.at++;
    return char === "}" ? this.valueOf(name) : this.modified(name, char);
  }

  private modified(name: string, first: string): string {
    let operator = first;
    const emptyIsUnset = first === ":";
    if (emptyIsUnset) operator = this.text[this.at++] ?? "";
    if (operator === "/") {
      const all = this.text[this.at] === "/";
      if (all) this.at++;
      const pattern = this.read("/", true);
      const replacement = this.read("}", true);
      return this.edited(name, (value) =>
        replaceIn(value, pattern, replacement, all),
      );
    }
    if (operator === "#" || operator === "%") {
      const word = this.read("}", true);
      return this.edited(name, (value) => trimmed(value, operator, word));
    }
    const becauseBefore = this.because;
    const word = this.read("}");
    const current = this.environment.lookup(name);
    if (
      current.kind === "unknown" ||
      (current.kind === "set" && current.value.kind === "unknown")
    )
      return this.valueOf(name);
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
        this.fail(`the modifier in ${this.text} is not supported`);
        return "";
    }
  }

  private edited(name: string, edit: (value: string) => string): string {
    const value = this.valueOf(name);
    if (value.length > LONGEST_EDITED) {
      this.because ??= `${name} is too long to work with`;
      return UNKNOWN_PART;
    }
    return value.includes(UNKNOWN_PART) ? UNKNOWN_PART : edit(value);
  }

  private name(): string {
    const match = /[@*#?\-$!0]|[0-9]+|[A-Za-z_][A-Za-z0-9_]*/y;
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
    if (variable.value.kind === "known") return variable.value.value;
    this.because ??= variable.value.because;
    return variable.value.pattern;
  }
}

/** `${name#pattern}`, `##`, `%` and `%%`. */
function trimmed(value: string, operator: string, word: string): string {
  const greedy = word.startsWith(operator);
  const pattern = greedy ? word.slice(1) : word;
  const lengths = Array.from({ length: value.length + 1 }, (_, i) => i);
  if (greedy) lengths.reverse();
  for (const length of lengths) {
    const part =
      operator === "#"
        ? value.slice(0, length)
        : value.slice(value.length - length);
    if (!matchesGlob(part, pattern)) continue;
    return operator === "#"
      ? value.slice(length)
      : value.slice(0, value.length - length);
  }
  return value;
}

function replaceIn(
  value: string,
  pattern: string,
  replacement: string,
  all: boolean,
): string {
  let out = "";
  let at = 0;
  while (at < value.length) {
    let end = value.length;
    while (end > at && !matchesGlob(value.slice(at, end), pattern)) end--;
    if (end === at) {
      out += value[at] ?? "";
      at++;
      continue;
    }
    out += replacement;
    at = end;
    if (!all) break;
  }
  return out + value.slice(at);
}

/** Whether a text matches a pattern of `*`, `?` and backslash escapes, in time linear in each star. */
function matchesGlob(text: string, pattern: string): boolean {
  let t = 0;
  let p = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    const char = pattern[p];
    const literal = char === "\\" ? pattern[p + 1] : char;
    if (char === "*") {
      star = p++;
      mark = t;
    } else if (char !== undefined && (char === "?" || literal === text[t])) {
      p += char === "\\" ? 2 : 1;
      t++;
    } else if (star !== -1) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p >= pattern.length;
}
