import { defineRule } from "../../rule.ts";
import { knownText } from "../../value.ts";
import { endedSupport } from "../base-support.ts";
import type { Word } from "../instruction.ts";

export default defineRule({
  id: "use-supported-base",
  title: "Start from an image that still gets security fixes",
  category: "supply-chain",
  severity: "warning",
  *check({ stages, today }) {
    for (const { from, base } of stages) {
      const ended = endedSupport(base, today);
      if (ended === undefined || from?.image === undefined) continue;
      const text = withDefault(from.image);
      const { system, day } = ended;
      const since =
        day === undefined
          ? "gets no security fixes any more"
          : `has had no security fixes since ${day}`;
      yield {
        at: from.image,
        message:
          system === undefined
            ? `${text} ${since}.`
            : `${text} stands on ${system}, which ${since}.`,
        remedy:
          system === undefined
            ? "Move to a release line that still gets them, and test the application on it."
            : "Take the tag for a newer release of the distribution.",
      };
    }
  },
});

/** The image as FROM names it, and what its build arguments stand for unless others are given. */
function withDefault({ text, value }: Word): string {
  const image = knownText(value);
  return image === undefined || !text.includes("$")
    ? text
    : `${text}, by default ${image},`;
}
