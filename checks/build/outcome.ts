import { bounded } from "./expansion.ts";

/**
 * How a command ended. `assumed`: well, as far as a build that goes on tells; `unknown`: as a test whose answer the
 * files do not tell.
 */
export type Status = "ok" | "failed" | "assumed" | "unknown";

/** What a command gives to what comes after it. */
export interface Outcome {
  readonly status: Status;
  /** What it prints, undefined where that is not known. */
  readonly output: string | undefined;
  /** Why it failed. */
  readonly because?: string | undefined;
}

/** Ends well and prints nothing. */
export const DONE: Outcome = { status: "ok", output: "" };
/** Ends well, so far as is known, and prints something. */
export const ASSUMED: Outcome = { status: "assumed", output: undefined };
/** Answers a question that the files do not answer. */
export const UNSURE: Outcome = { status: "unknown", output: undefined };

/** Fails, and prints nothing that is kept. */
export function failed(because?: string): Outcome {
  return { status: "failed", output: "", because };
}

/** What two commands print, one after the other. */
export function joined(
  before: string | undefined,
  more: string | undefined,
): string | undefined {
  return before === undefined || more === undefined
    ? undefined
    : bounded(before + more);
}

/** How a chain ends whose last command may not have run. */
export function either(
  operator: "&&" | "||",
  before: Status,
  after: Status,
): Status {
  // "a || true" ends well whatever a does, "a && false" never does.
  if (operator === "||") return after === "ok" ? "ok" : "assumed";
  return after === "failed" ? "failed" : before;
}

/** The status after `!`. */
export function opposite(status: Status): Status {
  if (status === "ok") return "failed";
  return status === "failed" ? "ok" : "unknown";
}
