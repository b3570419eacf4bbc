import type { LogicalLine } from "./logical-line.ts";

/** A word of a logical line, quotes and escapes still in place; offsets into the line. */
export interface RawWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Splits at ASCII white space alone, as FROM, COPY, ADD and EXPOSE do: quotes do not protect a space. */
export function splitAtSpace(line: LogicalLine): readonly RawWord[] {
  const { text } = line;
  const words: RawWord[] = [];
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const isWord = at < text.length && !isBreak(text.charCodeAt(at));
    if (isWord && start === -1) start = at;
    else if (!isWord && start !== -1) {
      words.push({ text: text.slice(start, at), start, end: at });
      start = -1;
    }
  }
  return words;
}

/** Whether a character is a tab, a vertical tab, a form feed, a carriage return or a space. */
function isBreak(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0x09 ||
    code === 0x0b ||
    code === 0x0c ||
    code === 0x0d
  );
}

/** Splits at white space outside quotes, as ENV, LABEL and ARG do. */
export function splitQuoted(
  line: LogicalLine,
  escape: string,
): readonly RawWord[] {
  const { text } = line;
  const words: RawWord[] = [];
  let start = -1;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (start === -1) {
      if (isSpaceAt(text, at)) continue;
      start = at;
    }
    if (quote === "" && isSpaceAt(text, at)) {
      words.push({ text: text.slice(start, at), start, end: at });
      start = -1;
    } else if (char === escape && quote !== "'") at++;
    else if (quote === "" && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = "";
  }
  if (start !== -1)
    words.push({ text: text.slice(start), start, end: text.length });
  return words;
}

/** Text, its offset and its end for each string of a JSON array, or undefined where the text is not one. */
export function jsonStrings(line: LogicalLine): readonly RawWord[] | undefined {
  if (!line.text.startsWith("[")) return undefined;
  const values = parseJson(line.text);
  if (!Array.isArray(values)) return undefined;
  const words: RawWord[] = [];
  let at = 1;
  for (const value of values as readonly unknown[]) {
    if (typeof value !== "string") return undefined;
    const start = line.text.indexOf('"', at);
    at = start + 1;
    while (line.text[at] !== '"') at += line.text[at] === "\\" ? 2 : 1;
    at++;
    words.push({ text: value, start, end: at });
  }
  return words;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a character is what Go takes for white space: a byte order mark is none. */
export function isSpaceAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return code > 0x7e && code !== 0xfeff && /[\s\u0085]/.test(text[at] ?? "");
}
