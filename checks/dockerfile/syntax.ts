import { Util } from "dockerfile-ast/lib/util.js";
import { validate, ValidationCode } from "dockerfile-utils";
import type { Span } from "../files.ts";
import type { Dockerfile } from "./model.ts";
import { isPlain } from "./plain-syntax.ts";
import { refusals } from "./refused.ts";
import "./stage-name-time.ts";
import { idsOf } from "./syntax-ids.ts";
import { isSyntaxReadWhole } from "./syntax-limit.ts";

// dockerfile-ast looks for the byte order mark with Node's Buffer, which browsers lack.
Util.isUTF8BOM = (char: string) => char === "\uFEFF";

/** A place that the builder refuses. */
export interface SyntaxProblem extends Span {
  readonly message: string;
  /** Dockerfile-utils' name of the problem, where it has one. */
  readonly code: string | undefined;
  /** What to do, where more can be said than that the form is wrong. */
  readonly remedy?: string;
  /** The other tools' ids for it. */
  readonly sameAs: readonly string[];
}

/**
 * Errors of dockerfile-utils 0.16.3 that stop no BuildKit (instructions/parse.go, dockerfile2llb): two stages of one
 * name, several sources for a directory without a slash.
 */
const BUILDS_TODAY = new Set([
  "DUPLICATE_BUILD_STAGE_NAME",
  "INVALID_DESTINATION",
]);

/** As above: a newer flag, no retries, a duration of 0. */
const SAYS_TOO_MUCH =
  /^Unknown flag: unpack$|^--retries must be at least 1 \(not 0\)|^time: missing unit in duration 0$/;

/** What `refusals` judges with the variables filled in. */
const JUDGED_THERE = new Set([
  "BASE_NAME_EMPTY",
  "INVALID_PORT",
  "INVALID_PROTO",
  "INVALID_REFERENCE_FORMAT",
  "INVALID_SIGNAL",
]);

const done = new WeakMap<object, readonly SyntaxProblem[]>();

/** What stops a build before it begins, by dockerfile-utils and by our own checks, in the order of the text. */
export function syntaxProblems(
  dockerfile: Dockerfile,
): readonly SyntaxProblem[] {
  const before = done.get(dockerfile);
  if (before !== undefined) return before;
  const hasFrom = dockerfile.stages.some(({ from }) => from !== undefined);
  const problems = [
    ...(isSyntaxReadWhole(dockerfile)
      ? errorsIn(dockerfile)
      : unknownIn(dockerfile)),
    ...openHeredocs(dockerfile),
    ...refusals(dockerfile),
  ]
    .sort((a, b) => a.start - b.start)
    .map((problem) => ({
      ...problem,
      sameAs:
        problem.code === undefined
          ? []
          : idsOf(problem.code, {
              keyword: instructionAt(dockerfile, problem)?.keyword,
              hasFrom,
            }),
    }));
  done.set(dockerfile, problems);
  return problems;
}

/** The instruction that a place belongs to. */
export function instructionAt(
  { instructions }: Dockerfile,
  at: Span,
): Dockerfile["instructions"][number] | undefined {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.start ?? 0) <= at.start) low = middle + 1;
    else high = middle;
  }
  const found = instructions[low - 1];
  return found !== undefined && at.start <= found.end ? found : undefined;
}

type Found = Omit<SyntaxProblem, "sameAs">;

function errorsIn(dockerfile: Dockerfile): Iterable<Found> {
  return isPlain(dockerfile) ? [] : validated(dockerfile);
}

/** The errors of dockerfile-utils that stop a build, those left out that `refusals` judges; none where it throws. */
export function* validated(dockerfile: Dockerfile): Generator<Found> {
  const { text, lines, instructions } = dockerfile;
  const starts = new Set(instructions.map(({ start }) => start));
  for (const { severity, message: content, range, code: number } of said(
    dockerfile,
  )) {
    const message = typeof content === "string" ? content : content.value;
    const code =
      typeof number === "number" ? ValidationCode[number] : undefined;
    // 1 is an error in the language server protocol.
    if (severity !== 1 || SAYS_TOO_MUCH.test(message)) continue;
    if (
      code !== undefined &&
      (BUILDS_TODAY.has(code) || JUDGED_THERE.has(code))
    )
      continue;
    const offset = (at: { line: number; character: number }): number =>
      lines.lineStart(at.line + 1) + at.character;
    const problem = {
      start: offset(range.start),
      end: offset(range.end),
      message,
      code,
    };
    // It cuts some here-documents otherwise than BuildKit and takes their lines for instructions.
    if (code === "UNKNOWN_INSTRUCTION" && !starts.has(problem.start)) continue;
    const instruction = instructionAt(dockerfile, problem);
    if (instruction !== undefined && isInHeredoc(problem, instruction))
      continue;
    // A duration of 0 stands for the default.
    if (
      code === "FLAG_LESS_THAN_1MS" &&
      /^=0(?:[a-zµ]0?)*(?:\s|$)/.test(text.slice(problem.end))
    )
      continue;
    yield problem;
  }
}

function said({ text }: Dockerfile): ReturnType<typeof validate> {
  try {
    // A carriage return alone is white space to BuildKit, and the end of a line to dockerfile-utils.
    return validate(text.replace(/\r(?!\n)/g, " "));
  } catch {
    // It throws on stages called like a property of every object: "FROM node AS constructor".
    return [];
  }
}

/** What is no instruction, where dockerfile-utils is not asked. */
function* unknownIn({ instructions }: Dockerfile): Generator<Found> {
  for (const { keyword, keywordText, keywordSpan } of instructions)
    if (keyword === "UNKNOWN")
      yield {
        ...keywordSpan,
        message: `Unknown instruction: ${keywordText.toUpperCase()}`,
        code: "UNKNOWN_INSTRUCTION",
      };
}

function isInHeredoc(
  { start }: Span,
  { heredocs, end }: Dockerfile["instructions"][number],
): boolean {
  const [first] = heredocs;
  return first !== undefined && start >= first.body.start && start < end;
}

function* openHeredocs({ instructions }: Dockerfile): Generator<Found> {
  for (const { heredocs } of instructions)
    for (const { name, marker, terminated } of heredocs)
      if (!terminated)
        yield {
          start: marker.start,
          end: marker.end,
          message: `The here-document ${name} is never closed: no line below is ${name} alone`,
          code: undefined,
          remedy: `Write ${name} on a line of its own where the text ends.`,
        };
}
