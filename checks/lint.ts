import { rules as allRules } from "./dockerfile/rules/index.ts";
import type { Files, Finding } from "./files.ts";
import type { Rule } from "./rule.ts";
import { findingsIn, subjectOf, type ReadOptions } from "./subject.ts";

/** How files are linted. */
export interface LintOptions extends ReadOptions {
  /** The recommended rules unless told. */
  readonly rules?: readonly Rule[];
}

const recommendedRules = allRules.filter((rule) => rule.recommended);

/** What the rules have to say about a Dockerfile, in the order of its text; takes any text. */
export function lint(files: Files, options: LintOptions = {}): Finding[] {
  return findingsIn(
    subjectOf(files, options),
    options.rules ?? recommendedRules,
  );
}
