import type { Severity } from "../files.ts";
import type { Rule } from "../rule.ts";
import type { LintedFile } from "./json.ts";

const LEVELS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

/** The findings as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). */
export function lintAsSarif(
  files: readonly LintedFile[],
  rules: readonly Rule[],
): string {
  return JSON.stringify(
    {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "Drydock",
              rules: rules.map((rule) => ({
                id: rule.id,
                shortDescription: { text: rule.title },
                help: { text: `${rule.title}. See /rules/${rule.id}/.` },
                defaultConfiguration: { level: LEVELS[rule.severity] },
                properties: { category: rule.category, sameAs: rule.sameAs },
              })),
            },
          },
          columnKind: "utf16CodeUnits",
          results: files.flatMap(({ path, findings }) =>
            findings.map((finding) => ({
              ruleId: finding.rule,
              ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
              level: LEVELS[finding.severity],
              message: { text: `${finding.message} ${finding.remedy}` },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: encodeURI(path) },
                    region: {
                      startLine: finding.range.start.line,
                      startColumn: finding.range.start.column,
                      endLine: finding.range.end.line,
                      endColumn: finding.range.end.column,
                    },
                  },
                },
              ],
            })),
          ),
        },
      ],
    },
    undefined,
    2,
  );
}
