import type { Span } from "../files.ts";
import { parseScript, type ShellScript } from "../shell/parse.ts";
import { known } from "../value.ts";
import type { Heredoc } from "./heredocs.ts";
import type { CommandLine } from "./instruction.ts";
import type { LogicalLine } from "./logical-line.ts";
import { toWord, type Reading } from "./read-word.ts";
import { jsonStrings } from "./words.ts";

/** Reads what a container or a step runs: a JSON array, or else text for the shell with the here-documents it has. */
export function readCommand(
  line: LogicalLine,
  heredocs: readonly Heredoc[],
  file: Reading,
): CommandLine {
  const whole = line.span(0, line.text.trimEnd().length);
  const strings = jsonStrings(line);
  if (strings !== undefined)
    return {
      form: "exec",
      arguments: strings.map((word) => toWord(line, word, known(word.text))),
      ...whole,
    };
  return new ShellForm(line, whole, heredocs, file.text);
}

/** A command line for the shell, parsed when its script is first asked for. */
// A class: V8 keeps the shape of an object with a getter of its own, and with it all that the getter sees, for long.
class ShellForm {
  readonly form = "shell" as const;
  readonly line: LogicalLine;
  readonly start: number;
  readonly end: number;
  private readonly heredocs: readonly Heredoc[];
  private readonly fileText: string;
  private parsed: ShellScript | undefined;

  constructor(
    line: LogicalLine,
    { start, end }: Span,
    heredocs: readonly Heredoc[],
    fileText: string,
  ) {
    this.line = line;
    this.start = start;
    this.end = end;
    this.heredocs = heredocs;
    this.fileText = fileText;
  }

  get script(): ShellScript {
    return (this.parsed ??= parseScript(
      scriptOf(this.line, this.heredocs, this.fileText),
    ));
  }
}

/** What the shell is given: the line, then its here-documents; a line that is one marker alone is its body. */
function scriptOf(
  line: LogicalLine,
  heredocs: readonly Heredoc[],
  text: string,
): LogicalLine {
  const [first] = heredocs;
  if (first === undefined) return line;
  const bodyOf = (heredoc: Heredoc): LogicalLine => ({
    text: text.slice(heredoc.body.start, heredoc.body.end),
    span: (start, end) => ({
      start: heredoc.body.start + start,
      end: heredoc.body.start + end,
    }),
  });
  const whole = line.span(0, line.text.trimEnd().length);
  const { marker } = first;
  if (marker.start === whole.start && marker.end === whole.end)
    return bodyOf(first);
  return heredocs.reduce((before, heredoc) => {
    const added = `${text.slice(heredoc.body.start, heredoc.body.end)}${heredoc.name}`;
    const offset = before.text.length + 1;
    return {
      text: `${before.text}\n${added}`,
      span: (start, end): Span =>
        start < offset
          ? before.span(start, Math.min(end, offset - 1))
          : {
              start: heredoc.body.start + start - offset,
              end: heredoc.body.start + end - offset,
            },
    };
  }, line);
}
