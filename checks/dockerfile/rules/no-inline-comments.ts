import type { Severity, Span } from "../../files.ts";
import { defineRule, type Problem } from "../../rule.ts";
import { inlineComment, isArrayWithComment } from "../inline-comment.ts";
import type { Instruction } from "../instruction.ts";
import { syntaxProblems } from "../syntax.ts";

export default defineRule({
  id: "no-inline-comments",
  title: "Give a comment a line of its own",
  category: "correctness",
  severity: "error",
  mentions: /[ \t]#/,
  *check({ dockerfile }): Generator<Problem> {
    const { text } = dockerfile;
    let next = 0;
    for (const instruction of dockerfile.instructions) {
      const at = inlineComment(instruction);
      const effect = at && effectOf(instruction, text.slice(at.start, at.end));
      if (at === undefined || effect === undefined) continue;
      // What stops the builder from reading the file is said by valid-syntax.
      const problems = syntaxProblems(dockerfile);
      while ((problems[next]?.end ?? Infinity) < instruction.start) next++;
      const isRefused = (problems[next]?.start ?? Infinity) <= instruction.end;
      if (isRefused) continue;
      yield {
        at,
        message: `Inside a line # begins no comment: ${effect.says}.`,
        remedy: "Move the comment to a line of its own.",
        severity: effect.severity,
        ...fixFor(instruction, at, text),
      };
    }
  },
});

/** What becomes of the words; each was tried with BuildKit. */
function effectOf(
  instruction: Instruction,
  comment: string,
): { readonly says: string; readonly severity: Severity } | undefined {
  const words = comment.split(/\s+/).filter((word) => word !== "");
  const list = `${words.slice(0, 3).join(", ")}${words.length > 3 ? ", …" : ""}`;
  switch (instruction.keyword) {
    case "ARG":
      return {
        says: `ARG declares ${list} as well`,
        severity: "warning",
      };
    case "VOLUME":
      return {
        says: `VOLUME makes ${list} volumes as well`,
        severity: "error",
      };
    case "WORKDIR":
      return {
        says: `the directory is called ${instruction.word?.text ?? comment}`,
        severity: "error",
      };
    case "USER":
      return {
        says: `the user is called ${instruction.word?.text ?? comment}, and no container starts under that name`,
        severity: "error",
      };
    case "COPY":
    case "ADD":
      return {
        says: `${instruction.keyword} takes # for a source and ${words.at(-1) ?? ""} for the destination`,
        severity: "error",
      };
    case "ENV":
    case "LABEL": {
      const [pair] = instruction.pairs;
      return instruction.legacy && pair !== undefined
        ? {
            says: `the value of ${pair.name.text} is ${pair.value.text}`,
            severity: "warning",
          }
        : undefined;
    }
    case "CMD":
    case "ENTRYPOINT":
    case "HEALTHCHECK":
    case "RUN":
      return isArrayWithComment(instruction)
        ? {
            says: "with text behind it the array is none, so a shell gets all of it and finds no command of that name",
            severity: "error",
          }
        : undefined;
    default:
      return undefined;
  }
}

const SKIPS = /^\s*#\s*hadolint\s+ignore\b/i;

/** Moves the comment above the instruction, where it ends the line. */
function fixFor(
  instruction: Instruction,
  at: Span,
  text: string,
): Pick<Problem, "fix"> | undefined {
  if (text.slice(at.start, instruction.end).includes("\n")) return undefined;
  let lineStart = text.lastIndexOf("\n", instruction.start - 1) + 1;
  const indent = text.slice(lineStart, instruction.start);
  if (indent.trim() !== "") return undefined;
  // What asks a linter to skip the instruction has to stay right above it.
  for (;;) {
    const before = text.lastIndexOf("\n", lineStart - 2) + 1;
    if (lineStart === 0 || !SKIPS.test(text.slice(before, lineStart))) break;
    lineStart = before;
  }
  let from = at.start;
  while (/[ \t]/.test(text[from - 1] ?? "")) from--;
  return {
    fix: {
      title: "Move the comment above",
      edits: [
        {
          start: lineStart,
          end: lineStart,
          text: `${indent}${text.slice(at.start, at.end)}\n`,
        },
        { start: from, end: at.end, text: "" },
      ],
    },
  };
}
