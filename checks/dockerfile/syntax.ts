import { Util } from "dockerfile-ast/lib/util.js";
import { validate } from "dockerfile-utils";
import type { Span } from "../files.ts";
import type { Lines } from "../lines.ts";
import type { Heredoc } from "./heredocs.ts";

// dockerfile-ast looks for the byte order mark with Node's Buffer, which browsers lack.
Util.isUTF8BOM = (char: string) => char === "\uFEFF";

/** A place that the builder refuses, as dockerfile-utils says it. */
export interface SyntaxProblem extends Span {
  readonly message: string;
}

/**
 * Errors of dockerfile-utils 0.16.3 that stop no BuildKit (instructions/parse.go, dockerfile2llb): a newer flag, no
 * retries, two stages of one name, several sources for a directory without a slash, EXPOSE with a host port.
 */
const BUILDS_TODAY =
  /^Unknown flag: unpack$|^--retries must be at least 1 \(not 0\)|^duplicate name |with more than one source file|^Invalid containerPort: (?:[\d.]+:|\[[\da-f:]+\]:)?[\d-]*:\d+|^time: missing unit in duration 0$/;

/** Signals by name, as Go's moby/sys/signal reads them: in any case, with or without SIG. */
const SIGNAL =
  /^(?:SIG)?(?:ABRT|ALRM|BUS|CHLD|CLD|CONT|FPE|HUP|ILL|INT|IO|IOT|KILL|PIPE|POLL|PROF|PWR|QUIT|SEGV|STKFLT|STOP|SYS|TERM|TRAP|TSTP|TTIN|TTOU|URG|USR[12]|VTALRM|WINCH|XCPU|XFSZ|RTMIN(?:\+\d+)?|RTMAX(?:-\d+)?)$/i;

/** What is checked, cut into instructions by our own parser. */
interface Checked {
  readonly text: string;
  readonly lines: Lines;
  readonly instructions: readonly (Span & {
    readonly heredocs: readonly Heredoc[];
  })[];
}

const done = new WeakMap<object, readonly SyntaxProblem[]>();

/** What dockerfile-utils finds that stops a build; its warnings are other rules' business. */
export function syntaxProblems(dockerfile: Checked): readonly SyntaxProblem[] {
  const before = done.get(dockerfile);
  if (before !== undefined) return before;
  const problems = [...validated(dockerfile), ...openHeredocs(dockerfile)].sort(
    (a, b) => a.start - b.start,
  );
  done.set(dockerfile, problems);
  return problems;
}

function* validated({
  text,
  lines,
  instructions,
}: Checked): Generator<SyntaxProblem> {
  const starts = new Set(instructions.map(({ start }) => start));
  for (const { severity, message: content, range } of said(text)) {
    const message = typeof content === "string" ? content : content.value;
    // 1 is an error in the language server protocol.
    if (severity !== 1 || BUILDS_TODAY.test(message)) continue;
    const offset = (at: { line: number; character: number }): number =>
      lines.lineStart(at.line + 1) + at.character;
    const problem = {
      start: offset(range.start),
      end: offset(range.end),
      message,
    };
    // It cuts some here-documents otherwise than BuildKit and takes their lines for instructions.
    if (message.startsWith("Unknown instruction") && !starts.has(problem.start))
      continue;
    if (instructions.some((instruction) => isInHeredoc(problem, instruction)))
      continue;
    const written = text.slice(problem.start, problem.end);
    // It reads the signal without the variables, and only in upper case.
    if (
      message.startsWith("Invalid signal") &&
      (written.includes("$") || SIGNAL.test(written))
    )
      continue;
    // A duration of 0 stands for the default.
    if (
      message.startsWith("Interval ") &&
      /^=0(?:[a-zµ]+0?)*(?:\s|$)/.test(text.slice(problem.end))
    )
      continue;
    yield problem;
  }
}

function said(text: string): ReturnType<typeof validate> {
  try {
    return validate(text);
  } catch {
    // It throws on stages called like a property of every object: "FROM node AS constructor".
    return [];
  }
}

function isInHeredoc(
  { start }: Span,
  { heredocs, end }: Checked["instructions"][number],
): boolean {
  const [first] = heredocs;
  return first !== undefined && start >= first.body.start && start < end;
}

function* openHeredocs({ instructions }: Checked): Generator<SyntaxProblem> {
  for (const { heredocs } of instructions)
    for (const { name, marker, terminated } of heredocs)
      if (!terminated)
        yield {
          start: marker.start,
          end: marker.end,
          message: `The here-document ${name} is never closed: no line below is ${name} alone`,
        };
}
