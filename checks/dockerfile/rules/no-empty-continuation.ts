import type { Span } from "../../files.ts";
import { defineRule } from "../../rule.ts";

export default defineRule({
  id: "no-empty-continuation",
  title: "Leave no blank line inside an instruction",
  category: "correctness",
  severity: "warning",
  sameAs: [
    "buildkit/NoEmptyContinuation",
    "dockerfile-utils/EMPTY_CONTINUATION_LINE",
  ],
  *check({ dockerfile: { instructions, lines, text } }) {
    for (const { blankLines, keywordText, start, end } of instructions) {
      if (blankLines.length === 0) continue;
      // At the end of the file there is nothing to go on with.
      const content = start + text.slice(start, end).trimEnd().length;
      const blanks = blankLines
        .filter((blank) => blank < content)
        .map((blank) => lineAt(blank, text));
      const [first] = blanks;
      const last = blanks.at(-1);
      if (first === undefined || last === undefined) continue;
      yield {
        at: { start: first.start, end: Math.max(first.start, last.end - 1) },
        message: `A blank line does not end ${keywordText}, which goes on in line ${lines.position(last.end).line}.`,
        remedy:
          "Remove the blank line, or the continuation before it where the instruction should end there.",
        fix: {
          title: "Remove the blank lines",
          edits: blanks.map((blank) => ({ ...blank, text: "" })),
        },
      };
    }
  },
});

function lineAt(start: number, text: string): Span {
  const newline = text.indexOf("\n", start);
  return { start, end: newline === -1 ? text.length : newline + 1 };
}
