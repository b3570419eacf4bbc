import type { Finding, Severity } from "../../checks/files.ts";
import type { Category } from "../../checks/rule.ts";
import { count, type Report, type ShownRule } from "./report.ts";

/** How findings are grouped. */
export type Grouping = "severity" | "topic";

/** The findings of one rule, in the order of the text. */
export interface RuleFindings {
  readonly rule: ShownRule;
  readonly findings: readonly Finding[];
}

/** Findings that belong together. */
export interface Group {
  readonly id: Severity | Category;
  readonly title: string;
  readonly count: number;
  /** In the order in which the text first breaks them. */
  readonly rules: readonly RuleFindings[];
}

/** What one finding of a severity is called; the gravest first. */
const SEVERITIES: readonly (readonly [Severity, string])[] = [
  ["error", "error"],
  ["warning", "warning"],
  ["info", "trade-off"],
];

const TOPICS: readonly (readonly [Category, string])[] = [
  ["security", "Security"],
  ["supply-chain", "Supply chain"],
  ["correctness", "Correctness"],
  ["runtime", "Run time"],
  ["caching", "Caching"],
  ["size", "Size"],
  ["reproducibility", "Reproducibility"],
  ["metadata", "Metadata"],
  ["style", "Style"],
];

/** What one finding of a severity is called. */
export function nameOf(severity: Severity): string {
  return SEVERITIES.find(([id]) => id === severity)?.[1] ?? severity;
}

/** How many findings there are of each severity: "1 error, 3 warnings". */
export function countsInWords({ findings }: Pick<Report, "findings">): string {
  return SEVERITIES.map(([id, name]) => {
    const own = findings.filter(({ severity }) => severity === id).length;
    return own === 0 ? undefined : count(own, name);
  })
    .filter((words) => words !== undefined)
    .join(", ");
}

/** The findings of a report in groups, the gravest first; a group without findings is left out. */
export function groupsOf(report: Report, by: Grouping): readonly Group[] {
  const categories = new Map(
    report.rules.map(({ id, category }) => [id, category]),
  );
  return by === "severity"
    ? SEVERITIES.flatMap(([id, name]) =>
        groupOf(
          report,
          id,
          `${name.charAt(0).toUpperCase()}${name.slice(1)}s`,
          ({ severity }) => severity === id,
        ),
      )
    : TOPICS.flatMap(([id, title]) =>
        groupOf(report, id, title, ({ rule }) => categories.get(rule) === id),
      );
}

function groupOf(
  { findings, rules }: Report,
  id: Group["id"],
  title: string,
  belongs: (finding: Finding) => boolean,
): readonly Group[] {
  const own = findings.filter(belongs);
  if (own.length === 0) return [];
  const byRule = Map.groupBy(own, ({ rule }) => rule);
  return [
    {
      id,
      title,
      count: own.length,
      rules: [...byRule].flatMap(([name, of]) =>
        rules
          .filter((rule) => rule.id === name)
          .map((rule) => ({ rule, findings: of })),
      ),
    },
  ];
}
