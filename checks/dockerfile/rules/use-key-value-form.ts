import { defineRule } from "../../rule.ts";
import { instructionsOf } from "../queries.ts";

export default defineRule({
  id: "use-key-value-form",
  title: "Write ENV and LABEL with an equals sign",
  category: "correctness",
  severity: "warning",
  about: ["ENV", "LABEL"],
  sameAs: ["buildkit/LegacyKeyValueFormat"],
  *check({ stages, dockerfile: { text } }) {
    for (const stage of stages)
      for (const instruction of instructionsOf(stage, "ENV", "LABEL")) {
        const [pair] = instruction.pairs;
        if (!instruction.legacy || pair === undefined) continue;
        const { keyword } = instruction;
        const { name, value } = pair;
        const written = formOf(value.text);
        yield {
          at: instruction,
          message: /\s/.test(value.text)
            ? `${keyword} without an equals sign sets ${name.text} to the whole rest of the line, ${quoted(value.text)}.`
            : `${keyword} ${name.text} ${shortened(value.text)} is the old form, which sets one name and which BuildKit warns about.`,
          remedy: `Write ${keyword} ${name.text}=${written ?? '"…"'}.`,
          ...(written !== undefined &&
            !text.slice(name.start, value.end).includes("\n") && {
              fix: {
                title: "Write it with an equals sign",
                edits: [
                  {
                    start: name.end,
                    end: value.end,
                    text: `=${written}`,
                  },
                ],
              },
            }),
        };
      }
  },
});

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** The value in quotes; those around it in the file are no part of it. */
function quoted(text: string): string {
  const inner = /^"([^"]*)"$|^'([^']*)'$/.exec(text);
  const value = inner === null ? text : (inner[1] ?? inner[2] ?? "");
  const shown = shortened(value);
  return value.includes('"') ? shown : `"${shown}"`;
}

/** The value as the other form takes it, undefined where quotes and escapes make it doubtful. */
function formOf(value: string): string | undefined {
  if (!/[\s"'\\`]/.test(value)) return value;
  if (/^"[^"\\`]*"$|^'[^'\\`]*'$/.test(value)) return value;
  return /["'\\`]/.test(value) ? undefined : `"${value}"`;
}
