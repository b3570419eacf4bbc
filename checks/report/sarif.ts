import type { Finding, Range, Severity } from "../files.ts";
import type { Rule } from "../rule.ts";
import { indented } from "./lint-json.ts";
import { pageAddress, type LintedFile, type LintFormat } from "./linted.ts";
import { plainPage, linkedPage, openingOf } from "./rule-page.ts";

/** What SARIF is told besides findings. */
export interface SarifSource {
  /** The rules that were applied. */
  readonly rules: readonly Rule[];
  /** The Markdown of a rule's page. */
  readonly pageOf: (rule: string) => string;
  /** This project's version. */
  readonly version: string;
  /** The address of the site, ending in `/`; without it no rule has a `helpUri`, which must be complete. */
  readonly site: string | undefined;
}

const LEVELS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

/**
 * What `lint --format sarif` prints: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). A file that could
 * not be read is a notification of the run; with `--fix`, the results are those that remain.
 */
export function lintAsSarif(source: SarifSource): LintFormat {
  const indexOf = new Map(source.rules.map(({ id }, index) => [id, index]));
  let separator = "\n";
  return {
    start: () => startText(source),
    file: ({ path, findings }: LintedFile) =>
      findings
        .map((finding) => {
          const text = separator + indented(resultOf(finding, path, indexOf));
          separator = ",\n";
          return text;
        })
        .join(""),
    end: ({ unreadable, skipped, fixed }) => {
      const invocation = {
        executionSuccessful: unreadable.length === 0,
        toolExecutionNotifications: unreadable.map(({ path, because }) => ({
          level: "error",
          message: { text: `${path}: ${because}.` },
          locations: [
            { physicalLocation: { artifactLocation: { uri: uriOf(path) } } },
          ],
        })),
      };
      const rest = {
        invocations: [invocation],
        properties: { skipped, fixed },
      };
      return `\n  ],\n${JSON.stringify(rest, undefined, 2).slice(2)}]}\n`;
    },
  };
}

/** The log up to the first result; the run's other properties follow the results. */
function startText({ rules, pageOf, version, site }: SarifSource): string {
  const driver = {
    name: "Drydock",
    version,
    semanticVersion: version,
    ...(site !== undefined && { informationUri: site }),
    rules: rules.map((rule) => ({
      id: rule.id,
      shortDescription: { text: `${rule.title}.` },
      fullDescription: { text: openingOf(pageOf(rule.id)) },
      help: {
        text: plainPage(pageOf(rule.id)),
        markdown: linkedPage(pageOf(rule.id), rule.id, site),
      },
      ...(site !== undefined && { helpUri: pageAddress(rule.id, site) }),
      defaultConfiguration: {
        level: LEVELS[rule.severity],
        enabled: rule.recommended,
      },
      properties: {
        tags: [rule.category, ...(rule.recommended ? ["recommended"] : [])],
        sameAs: rule.sameAs,
      },
    })),
  };
  const start = {
    $schema:
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results: [] }],
  };
  const text = JSON.stringify(start, undefined, 2);
  // Up to the list of results, which comes last.
  return text.slice(0, text.lastIndexOf("[]") + 1);
}

function resultOf(
  { rule, severity, message, remedy, range, fix, sameAs }: Finding,
  path: string,
  indexOf: ReadonlyMap<string, number>,
): unknown {
  const artifactLocation = { uri: uriOf(path) };
  return {
    ruleId: rule,
    ruleIndex: indexOf.get(rule),
    level: LEVELS[severity],
    message: { text: `${message} ${remedy}` },
    locations: [
      { physicalLocation: { artifactLocation, region: regionOf(range) } },
    ],
    ...(fix && {
      fixes: [
        {
          description: { text: `${fix.title}.` },
          artifactChanges: [
            {
              artifactLocation,
              replacements: fix.edits.map((edit) => ({
                deletedRegion: regionOf(edit.range),
                insertedContent: { text: edit.text },
              })),
            },
          ],
        },
      ],
    }),
    ...(sameAs && { properties: { sameAs } }),
  };
}

function regionOf({ start, end }: Range): Readonly<Record<string, number>> {
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

/** A relative path as a URI reference, also where its names hold `#`, `?`, `:` or spaces. */
function uriOf(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
