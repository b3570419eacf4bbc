import type { Finding } from "../../checks/files.ts";
import { shownName } from "../components/shown-name.ts";
import type { ListItem } from "./item.ts";

/** What our rules say of an item. */
export interface Verdict {
  readonly state: "holds" | "fails";
  /** What was found, in a sentence. */
  readonly said: string;
}

/**
 * What the findings on a reader's files say of the items. An item without a verdict is not decided by rules: silence
 * makes an item hold only where its rules look at all there is to it.
 */
export function verdictsOf(
  items: readonly ListItem[],
  findings: readonly Finding[],
): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  // In a text that is no Dockerfile, most rules find nothing to look at.
  const isReadable = !findings.some(
    ({ rule, severity }) => rule === "valid-syntax" && severity === "error",
  );
  for (const { id, rules, decided } of items) {
    const found = findings.filter(({ rule }) => rules.includes(rule));
    const [first] = found;
    if (first !== undefined)
      verdicts.set(id, {
        state: "fails",
        said: `${shownName(first.file)}, line ${first.range.start.line}: ${first.message}${found.length > 1 ? ` And ${found.length - 1} more.` : ""}`,
      });
    else if (decided && rules.length > 0 && isReadable)
      verdicts.set(id, {
        state: "holds",
        said: `${rules.join(", ")} ${rules.length === 1 ? "finds" : "find"} nothing.`,
      });
  }
  return verdicts;
}
