import type { Span } from "../../files.ts";
import { defineRule, type Problem } from "../../rule.ts";
import type { From, Instruction } from "../instruction.ts";

export default defineRule({
  id: "consistent-casing",
  title: "Write keywords in one case, stage names and directives in lower case",
  category: "style",
  severity: "info",
  sameAs: [
    "buildkit/ConsistentInstructionCasing",
    "buildkit/FromAsCasing",
    "buildkit/StageNameCasing",
    "dockerfilelint/uppercase_commands",
    "dockerfile-utils/CASING_INSTRUCTION",
    "dockerfile-utils/CASING_DIRECTIVE",
  ],
  *check({ dockerfile }) {
    const { directives, instructions, text } = dockerfile;
    for (const { name, start } of directives) {
      const at = nameAt(start, name, text);
      const written = text.slice(at.start, at.end);
      if (written !== name)
        yield {
          ...rewritten(at, name),
          message: `Directives are written in lower case, and ${written} is not.`,
          // dockerfile-utils looks at this one alone.
          sameAs:
            name === "escape" ? ["dockerfile-utils/CASING_DIRECTIVE"] : [],
        };
    }
    const lower =
      instructions.some(
        ({ keyword, keywordText }) => keywordText !== keyword,
      ) && isMostlyLower(instructions);
    for (const instruction of instructions) {
      const { keyword, keywordSpan, keywordText } = instruction;
      if (keyword === "UNKNOWN") continue;
      const wanted = lower ? keywordText.toLowerCase() : keyword;
      if (keywordText !== wanted)
        yield {
          ...rewritten(keywordSpan, wanted),
          message: `Most keywords of this file are written in ${lower ? "lower" : "upper"} case, and ${keywordText} is not.`,
          sameAs: lower
            ? ["buildkit/ConsistentInstructionCasing"]
            : [
                "buildkit/ConsistentInstructionCasing",
                "dockerfilelint/uppercase_commands",
                "dockerfile-utils/CASING_INSTRUCTION",
              ],
        };
      if (keyword === "FROM") yield* ofStage(instruction, wanted, text);
    }
  },
});

function rewritten(
  { start, end }: Span,
  wanted: string,
): Pick<Problem, "at" | "remedy" | "fix"> {
  return {
    at: { start, end },
    remedy: `Write ${wanted}.`,
    fix: {
      title: `Write ${wanted}`,
      edits: [{ start, end, text: wanted }],
    },
  };
}

/** As BuildKit counts: what is in neither case counts for none, and a tie is for capitals (validateCommandCasing). */
function isMostlyLower(instructions: readonly Instruction[]): boolean {
  let surplus = 0;
  for (const { keywordText } of instructions)
    if (keywordText === keywordText.toLowerCase()) surplus++;
    else if (keywordText === keywordText.toUpperCase()) surplus--;
  return surplus > 0;
}

function* ofStage(
  { image, alias }: From,
  keyword: string,
  text: string,
): Generator<Problem> {
  if (image === undefined || alias === undefined) return;
  const match = /\bas\b(?=\s+$)/i.exec(text.slice(image.end, alias.start));
  const wanted = keyword === "FROM" ? "AS" : "as";
  if (match !== null && match[0] !== wanted) {
    const start = image.end + match.index;
    yield {
      ...rewritten({ start, end: start + match[0].length }, wanted),
      message: `${match[0]} is not in the case of ${keyword}.`,
      sameAs: ["buildkit/FromAsCasing"],
    };
  }
  const name = alias.text;
  const lower = name.toLowerCase();
  if (name !== lower)
    yield {
      ...rewritten(alias, lower),
      message: `The builder calls the stage ${lower}: COPY --from finds it in any case, FROM ${name} does not.`,
      sameAs: ["buildkit/StageNameCasing"],
    };
}

function nameAt(start: number, name: string, text: string): Span {
  const line = text.slice(start, start + 200).toLowerCase();
  const from = start + line.indexOf(name);
  return { start: from, end: from + name.length };
}
