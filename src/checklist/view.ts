import type { TickState } from "../progress/checklist.ts";

/** What of the list is shown; the address of the page carries it. */
export interface View {
  /** Words that all have to stand in the item, ids of other tools among them. */
  readonly text: string;
  /** Empty for any. */
  readonly stage: string;
  readonly severity: string;
  /** Only what does not hold yet. */
  readonly openOnly: boolean;
}

/** What is searched for is cut, in characters: each word of it is looked for in every item. */
const MOST_TEXT = 200;

/** The view that an address asks for. */
export function viewOf(address: URLSearchParams): View {
  return {
    text: (address.get("q") ?? "").slice(0, MOST_TEXT),
    stage: address.get("stage") ?? "",
    severity: address.get("severity") ?? "",
    openOnly: address.has("open"),
  };
}

/** The part of an address that asks for a view: empty for the whole list. */
export function addressOf({ text, stage, severity, openOnly }: View): string {
  const asked = new URLSearchParams();
  if (text.trim() !== "") asked.set("q", text.trim());
  if (stage !== "") asked.set("stage", stage);
  if (severity !== "") asked.set("severity", severity);
  if (openOnly) asked.set("open", "");
  const query = asked.toString().replace(/=(?=&|$)/g, "");
  return query === "" ? "" : `?${query}`;
}

/** What a view looks at of an item. */
export interface Seen {
  readonly stage: string;
  readonly severity: string;
  /** All that the item says, in lower case. */
  readonly words: string;
  readonly state: TickState;
}

/** Whether a view shows an item. */
export function shows(
  { text, stage, severity, openOnly }: View,
  item: Seen,
): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (
    (stage === "" || item.stage === stage) &&
    (severity === "" || item.severity === severity) &&
    (!openOnly || item.state !== "holds") &&
    words.every((word) => item.words.includes(word))
  );
}
