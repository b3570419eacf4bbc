import * as z from "zod/mini";
import type { Span } from "../files.ts";
import type { Subject } from "../rule.ts";

/** What is known about a fact of an answer. A goal is met by evidence alone: silence leaves it open or unknown. */
export interface FactResult {
  readonly state: "met" | "open" | "unknown";
  /** What is so, in one sentence. */
  readonly reason: string;
  /** Where in the Dockerfile it shows. */
  readonly at?: Span;
}

/** A kind of fact that a goal can ask for. */
export interface Fact {
  /** The key in the frontmatter: `user` in `fact: { user: non-root }`. */
  readonly name: string;
  /** Why a value is not one of this fact's, or undefined where it is. */
  problem(value: unknown): string | undefined;
  judge(value: unknown, subject: Subject): FactResult;
}

/** A fact whose values a schema describes. */
export function defineFact<Value>(fact: {
  readonly name: string;
  readonly schema: z.ZodMiniType<Value>;
  readonly judge: (value: Value, subject: Subject) => FactResult;
}): Fact {
  return {
    name: fact.name,
    problem: (value) => {
      const read = fact.schema.safeParse(value);
      return read.success
        ? undefined
        : read.error.issues.map(({ message }) => message).join("; ");
    },
    judge: (value, subject) => {
      const read = fact.schema.safeParse(value);
      return read.success
        ? fact.judge(read.data, subject)
        : { state: "unknown", reason: "The goal cannot be read." };
    },
  };
}

export function met(reason: string, at?: Span): FactResult {
  return { state: "met", reason, ...(at && { at }) };
}

export function open(reason: string, at?: Span): FactResult {
  return { state: "open", reason, ...(at && { at }) };
}

export function unknownFact(because: string, at?: Span): FactResult {
  return {
    state: "unknown",
    reason: `This cannot be told: ${because}.`,
    ...(at && { at }),
  };
}

/** What every fact says of an answer that makes no image. */
export const NO_IMAGE = open("There is no image: the Dockerfile has no FROM.");
