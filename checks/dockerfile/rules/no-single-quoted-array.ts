import { defineRule, type Problem } from "../../rule.ts";
import type { Span } from "../../files.ts";
import type { Instruction } from "../instruction.ts";
import type { LogicalLine } from "../logical-line.ts";

export default defineRule({
  id: "no-single-quoted-array",
  title: "Write arrays with double quotes",
  category: "correctness",
  severity: "error",
  mentions: /\[\s*'/,
  sameAs: ["dockerfile-utils/JSON_IN_SINGLE_QUOTES"],
  *check({ dockerfile: { instructions } }): Generator<Problem> {
    for (const instruction of instructions) {
      const line = arrayIn(instruction);
      if (line === undefined) continue;
      const text = line.text.trim();
      // "[ 'a' ]" is a test of the shell, and so may be what has no comma.
      if (!/^\[\s*'[^'"\\]*'(?:\s*,\s*'[^'"\\]*')*\s*\]$/.test(text)) continue;
      if (/^\[\s/.test(text) && !text.includes(",")) continue;
      const { keyword } = instruction;
      const at = line.span(0, text.length);
      yield {
        at,
        message: `${text.length > 60 ? `${text.slice(0, 59)}…` : text} is no JSON array, so ${keyword} ${READ_AS[keyword] ?? "hands it to a shell, which finds no command of that name"}.`,
        remedy: "Put double quotes around every word.",
        ...fixOf(line, text, at),
      };
    }
  },
});

const READ_AS: Readonly<Record<string, string>> = {
  COPY: "takes it for names of files, brackets and quotes included",
  ADD: "takes it for names of files, brackets and quotes included",
  VOLUME: "makes a volume of that name, brackets and quotes included",
};

/** The arguments that may be an array; CMD and ENTRYPOINT are use-exec-form's business, and SHELL valid-syntax's. */
function arrayIn(instruction: Instruction): LogicalLine | undefined {
  switch (instruction.keyword) {
    case "RUN":
    case "HEALTHCHECK":
      return instruction.command?.form === "shell"
        ? instruction.command.line
        : undefined;
    case "COPY":
    case "ADD":
    case "VOLUME":
      return instruction.arguments;
    default:
      return undefined;
  }
}

function fixOf(
  line: LogicalLine,
  text: string,
  { start, end }: Span,
): Pick<Problem, "fix"> {
  const quotes: Span[] = [];
  for (let at = text.indexOf("'"); at !== -1; at = text.indexOf("'", at + 1))
    quotes.push(line.span(at, at + 1));
  return {
    fix: {
      title: "Write double quotes",
      edits: quotes
        .filter((quote) => quote.start >= start && quote.end <= end)
        .map((quote) => ({ ...quote, text: '"' })),
    },
  };
}
