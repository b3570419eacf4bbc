import { describe, expect, it } from "vitest";
import type { Files, Finding } from "../files.ts";
import { applyFixes } from "../fix.ts";
import { lint } from "../lint.ts";
import type { Rule } from "../rule.ts";

/** A Dockerfile, or the whole context it stands in: then what is not given does not exist. */
type Case = string | Files;

/** Cases by a title that states a fact. */
interface RuleCases {
  /** What the rule has nothing to say about. */
  readonly good: Readonly<Record<string, Case>>;
  /** What it reports, with its findings as `line:column message`. */
  readonly bad: Readonly<
    Record<string, { readonly on: Case; readonly says: readonly string[] }>
  >;
}

/** Tests one rule, apart from all others. */
export function testRule(rule: Rule, { good, bad }: RuleCases): void {
  describe(`the rule ${rule.id}`, () => {
    it.each(Object.entries(good))("accepts: %s", (_, on) => {
      expect(findings(rule, on).map(said)).toEqual([]);
    });
    it.each(Object.entries(bad))("reports: %s", (_, { on, says }) => {
      expect(findings(rule, on).map(said)).toEqual(says);
    });
  });
}

/** The Dockerfile with the fixes of a rule's findings in it. */
export function fixed(rule: Rule, on: Case): string | undefined {
  const files = typeof on === "string" ? { Dockerfile: on } : on;
  return applyFixes(files, findings(rule, on)).files["Dockerfile"];
}

function findings(rule: Rule, on: Case): Finding[] {
  return typeof on === "string"
    ? lint({ Dockerfile: on }, { rules: [rule] })
    : lint(on, { rules: [rule], context: "complete" });
}

function said({ range, message }: Finding): string {
  return `${range.start.line}:${range.start.column} ${message}`;
}
