import { describe, expect, it } from "vitest";
import type { Fact, FactResult } from "../exercise/fact.ts";
import type { Files } from "../files.ts";
import { subjectOf } from "../subject.ts";

/** Answers by a title that states a fact: the lines of a Dockerfile. */
type Answers = Readonly<Record<string, readonly string[]>>;

interface FactCases {
  /** What the goal asks for. */
  readonly asks: unknown;
  /** The files beside the Dockerfile. */
  readonly files?: Files;
  readonly met: Answers;
  readonly open: Answers;
  readonly unknown: Answers;
}

/** What a fact says of an answer. */
export function judged(
  fact: Fact,
  asks: unknown,
  lines: readonly string[],
  files: Files = {},
): FactResult {
  const subject = subjectOf(
    { ...files, Dockerfile: lines.join("\n") },
    { context: "complete" },
  );
  return fact.judge(asks, subject);
}

/** Tests one kind of fact, and that an answer without an image never meets it. */
export function testFact(
  fact: Fact,
  { asks, files = {}, ...cases }: FactCases,
): void {
  describe(`the fact ${fact.name}: ${JSON.stringify(asks)}`, () => {
    for (const state of ["met", "open", "unknown"] as const)
      it.each(Object.entries(cases[state]))(
        `is ${state} with %s`,
        (_, lines) => {
          const result = judged(fact, asks, lines, files);
          expect(result).toMatchObject({ state });
          // A reason is a sentence for the learner.
          expect(result.reason).toMatch(/^\S.*\.$/s);
        },
      );

    it.each([
      ["nothing", []],
      ["no FROM", ["RUN npm ci", "USER 1000", 'CMD ["node", "server.js"]']],
    ])("is open with %s", (_, lines) => {
      expect(judged(fact, asks, lines, files).state).toBe("open");
    });

    it("has this value, and is unknown for another", () => {
      expect(fact.problem(asks)).toBeUndefined();
      expect(fact.problem({ no: "value" })).toBeDefined();
      expect(judged(fact, { no: "value" }, ["FROM a"]).state).toBe("unknown");
    });
  });
}
