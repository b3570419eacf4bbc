import { validate } from "dockerfile-utils";
import type { Span } from "../files.ts";
import type { Lines } from "../lines.ts";

/** A place that the builder refuses, as dockerfile-utils says it. */
export interface SyntaxProblem extends Span {
  readonly message: string;
}

/** Errors that are none: what newer builders know and dockerfile-utils 0.16.3 does not. */
const KNOWN_TODAY = /^Unknown flag: (?:unpack)$/;

const done = new WeakMap<object, readonly SyntaxProblem[]>();

/** What dockerfile-utils finds that stops a build; its warnings are other rules' business. */
export function syntaxProblems(dockerfile: {
  readonly text: string;
  readonly lines: Lines;
}): readonly SyntaxProblem[] {
  const before = done.get(dockerfile);
  if (before !== undefined) return before;
  const problems = validated(dockerfile.text, dockerfile.lines);
  done.set(dockerfile, problems);
  return problems;
}

function validated(text: string, lines: Lines): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  for (const { severity, message: said, range } of validate(text)) {
    const message = typeof said === "string" ? said : said.value;
    // 1 is an error in the language server protocol.
    if (severity !== 1 || KNOWN_TODAY.test(message)) continue;
    const offset = (at: { line: number; character: number }): number =>
      lines.lineStart(at.line + 1) + at.character;
    problems.push({
      start: offset(range.start),
      end: offset(range.end),
      message,
    });
  }
  return problems;
}
