import type { Span } from "../files.ts";
import type { LogicalLine } from "./logical-line.ts";
import { splitQuoted, type RawWord } from "./words.ts";

/** A here-document of RUN, COPY or ADD. */
export interface Heredoc {
  readonly name: string;
  /** Where the marker stands, such as `<<EOF`. */
  readonly marker: Span;
  /** The lines between marker and terminator. */
  readonly body: Span;
  readonly content: string;
  /** False where the name is quoted: variables are then left as they are. */
  readonly expand: boolean;
  /** True for `<<-`: leading tabs are dropped. */
  readonly chomp: boolean;
  /** False where the file ends before the terminator: the build fails. */
  readonly terminated: boolean;
}

/** An instruction of more here-documents would take time by the square of their number. */
const MOST_HEREDOCS = 100;

const NONE: readonly Heredoc[] = [];
const WITH_HEREDOCS = /^(?:(?:ONBUILD\s+)?(?:RUN|COPY|ADD))$/;
const MARKER = /^\d*<<(-?)([^<]*)$/;

/** The here-documents that follow an instruction's line, which ends at `lineEnd`, and where the instruction ends. */
export function findHeredocs(
  text: string,
  keyword: string,
  line: LogicalLine,
  lineEnd: number,
): { heredocs: readonly Heredoc[]; end: number } {
  if (!line.text.includes("<<")) return { heredocs: NONE, end: lineEnd };
  const trigger = /^\S+/.exec(line.text)?.[0].toUpperCase() ?? "";
  const owner = keyword === "ONBUILD" ? `ONBUILD ${trigger}` : keyword;
  if (!WITH_HEREDOCS.test(owner)) return { heredocs: NONE, end: lineEnd };

  const heredocs: Heredoc[] = [];
  let end = lineEnd;
  for (const { word, spaced } of possibleMarkers(line)) {
    const match = MARKER.exec(word.text);
    if (match === null) continue;
    const { name, quoted } = unquoted(match[2] ?? "");
    if (name === "") continue;
    if (heredocs.length === MOST_HEREDOCS) break;
    const chomp = match[1] === "-";
    const body = readBody(text, end, name, chomp);
    // Before BuildKit 0.22 a space ended the marker, and "1 << 2" is no heredoc to anyone.
    if (spaced && !body.terminated) continue;
    heredocs.push({
      name,
      marker: line.span(word.start, word.end),
      body: body.span,
      content: chomp ? body.content.replace(/^\t+/gm, "") : body.content,
      expand: !quoted,
      chomp,
      terminated: body.terminated,
    });
    end = body.end;
  }
  return { heredocs, end };
}

/** The words of a line, `<< EOF` as one; none where a quote stays open. The escape here is always a backslash. */
function* possibleMarkers(
  line: LogicalLine,
): Generator<{ word: RawWord; spaced: boolean }> {
  const words = splitQuoted(line, "\\");
  if (words.some(({ text }) => unquoted(text).open)) return;
  for (const [at, word] of words.entries()) {
    const next = words[at + 1];
    if (next !== undefined && /^\d*<<$/.test(word.text))
      yield {
        word: {
          text: word.text + next.text,
          start: word.start,
          end: next.end,
        },
        spaced: true,
      };
    else yield { word, spaced: false };
  }
}

/** A word without its quotes and escapes. */
function unquoted(word: string): {
  name: string;
  quoted: boolean;
  open: boolean;
} {
  let name = "";
  let quote = "";
  let quoted = false;
  for (let at = 0; at < word.length; at++) {
    const char = word[at] ?? "";
    if (char === "\\" && quote !== "'") name += word[++at] ?? "";
    else if (quote === "" && (char === '"' || char === "'")) {
      quote = char;
      quoted = true;
    } else if (char === quote) quote = "";
    else name += char;
  }
  return { name, quoted, open: quote !== "" };
}

function readBody(
  text: string,
  from: number,
  name: string,
  chomp: boolean,
): { span: Span; content: string; end: number; terminated: boolean } {
  const newline = text.indexOf("\n", from);
  const start = newline === -1 ? text.length : newline + 1;
  let at = start;
  while (at < text.length) {
    const next = text.indexOf("\n", at);
    const lineEnd = next === -1 ? text.length : next;
    const line = text.slice(at, lineEnd).replace(/(?<!\r)\r+$/, "");
    if ((chomp ? line.replace(/^\t+/, "") : line) === name)
      return {
        span: { start, end: at },
        content: text.slice(start, at),
        end: at + line.length,
        terminated: true,
      };
    at = lineEnd + 1;
  }
  return {
    span: { start, end: text.length },
    content: text.slice(start),
    end: text.length,
    terminated: false,
  };
}
