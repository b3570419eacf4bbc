import { pageAddress, type LintedFile, type LintFormat } from "./linted.ts";

/**
 * What `lint --format json` prints; `version` changes when a key changes its meaning or goes.
 *
 * - `files`: in the order they were linted; each has `path`, `skipped` (findings that comments leave out), `findings`
 *   and `fixed` (the findings that `--fix` removed, placed as they were before).
 * - A finding has `rule`, `severity`, `file` (the Dockerfile's name in its folder), `range` (`start` and `end`, each
 *   `{ line, column }` from 1, the end excluded, columns in UTF-16 units), `message`, `remedy`, `page`, and where there
 *   is one `fix` and `sameAs`.
 * - `unreadable`: what could not be linted or written: `path`, `because`.
 * - `counts`: findings by severity; `skipped`, `fixed`, `fixable`: of all files.
 */
export function lintAsJson(site?: string): LintFormat {
  let separator = "\n";
  return {
    start: () => '{\n  "version": 1,\n  "files": [',
    file: (linted) => {
      const text = `${separator}${indented(shown(linted, site))}`;
      separator = ",\n";
      return text;
    },
    end: ({ counts, skipped, fixed, fixable, unreadable }) => {
      const rest = { unreadable, counts, skipped, fixed, fixable };
      return `\n  ],\n${JSON.stringify(rest, undefined, 2).slice(2)}\n`;
    },
  };
}

function shown(
  { path, skipped, findings, fixed }: LintedFile,
  site: string | undefined,
): unknown {
  return {
    path,
    skipped,
    findings: findings.map((finding) => ({
      ...finding,
      page: pageAddress(finding.rule, site),
    })),
    fixed,
  };
}

/** JSON as an element of a list that stands two levels deep. */
export function indented(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(/^/gm, "    ");
}
