import type { Span } from "../files.ts";
import { tailOf, type JoinedLine } from "./logical-line.ts";
import { splitQuoted } from "./words.ts";

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

const WITH_HEREDOCS = /^(?:(?:ONBUILD\s+)?(?:RUN|COPY|ADD))$/;
const MARKER = /^\d*<<(-?)([^<]+)$/;

/** The here-documents that follow an instruction's line, and where the instruction ends. */
export function findHeredocs(
  text: string,
  keyword: string,
  joined: JoinedLine,
  escape: string,
): { heredocs: readonly Heredoc[]; end: number } {
  const line = tailOf(joined.line, 0);
  const heredocs: Heredoc[] = [];
  let end = joined.end;
  if (!line.text.includes("<<")) return { heredocs, end };
  const trigger = /^\S+/.exec(line.text)?.[0].toUpperCase() ?? "";
  const owner = keyword === "ONBUILD" ? `ONBUILD ${trigger}` : keyword;
  if (!WITH_HEREDOCS.test(owner)) return { heredocs, end };

  for (const word of splitQuoted(line, escape)) {
    const match = MARKER.exec(word.text);
    if (match === null) continue;
    const quoted = match[2] ?? "";
    const name = quoted.replace(/["'\\]/g, "");
    if (name === "") continue;
    const chomp = match[1] === "-";
    const body = readBody(text, end, name, chomp);
    heredocs.push({
      name,
      marker: line.span(word.start, word.end),
      body: body.span,
      content: chomp ? body.content.replace(/^\t+/gm, "") : body.content,
      expand: name === quoted,
      chomp,
      terminated: body.terminated,
    });
    end = body.end;
  }
  return { heredocs, end };
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
    const line = text.slice(at, lineEnd).replace(/\r$/, "");
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
