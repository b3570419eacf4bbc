import type { Finding, Severity } from "../files.ts";

/** The findings of one linted file. */
export interface LintedFile {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** How many findings there are of each severity. */
export function countsOf(
  files: readonly LintedFile[],
): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { findings } of files)
    for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** What `lint --format json` prints; `version` changes when the shape does. */
export function lintAsJson(files: readonly LintedFile[]): string {
  return JSON.stringify(
    {
      version: 1,
      counts: countsOf(files),
      files: files.map(({ path, findings }) => ({ path, findings })),
    },
    undefined,
    2,
  );
}
