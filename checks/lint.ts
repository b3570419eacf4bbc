import { rules as allRules } from "./dockerfile/rules/index.ts";
import type { Files, Finding } from "./files.ts";
import type { Rule } from "./rule.ts";
import { Scope } from "./scope.ts";
import { skipsIn } from "./skip.ts";
import { findingsIn, subjectOf, type ReadOptions } from "./subject.ts";

/** How files are linted. */
export interface LintOptions extends ReadOptions {
  /** The recommended rules unless told. */
  readonly rules?: readonly Rule[];
}

/** What the rules have to say about a Dockerfile. */
export interface Report {
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  /** How many findings a comment of the Dockerfile asks to leave out. */
  readonly skipped: number;
}

const recommendedRules = allRules.filter((rule) => rule.recommended);

/** What the rules have to say about a Dockerfile, in the order of its text; takes any text. */
export function lint(files: Files, options: LintOptions = {}): Finding[] {
  return [...report(files, options).findings];
}

/** As `lint`, with the number of findings that skip comments leave out. */
export function report(files: Files, options: LintOptions = {}): Report {
  const rules = options.rules ?? recommendedRules;
  const subject = subjectOf(files, options);
  const scope = new Scope(subject.dockerfile);
  const all = findingsIn(
    subject,
    rules.filter((rule) => scope.holds(rule)),
  );
  const skips = skipsIn(subject.dockerfile);
  if (skips === undefined) return { findings: all, skipped: 0 };
  const idsOf = new Map(rules.map(({ id, sameAs }) => [id, sameAs]));
  const findings = all.filter(
    (finding) =>
      !skips(finding, finding.sameAs ?? idsOf.get(finding.rule) ?? []),
  );
  return { findings, skipped: all.length - findings.length };
}
