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
        const shown =
          value.text.length > 40 ? `${value.text.slice(0, 39)}…` : value.text;
        yield {
          at: instruction,
          message: /\s/.test(value.text)
            ? `${keyword} without an equals sign sets ${name.text} to the whole rest of the line, "${shown}".`
            : `${keyword} ${name.text} ${shown} is the old form, which sets one name and which BuildKit warns about.`,
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

/** The value as the other form takes it, undefined where quotes and escapes make it doubtful. */
function formOf(value: string): string | undefined {
  if (!/[\s"'\\`]/.test(value)) return value;
  if (/^"[^"\\`]*"$|^'[^'\\`]*'$/.test(value)) return value;
  return /["'\\`]/.test(value) ? undefined : `"${value}"`;
}
