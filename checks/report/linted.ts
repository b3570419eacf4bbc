import type { Finding, Severity } from "../files.ts";

/** What `lint` found in one file. */
export interface LintedFile {
  /** As the user would write it, with `/`. */
  readonly path: string;
  /** Without a byte order mark; with the fixes that were written. */
  readonly text: string;
  readonly findings: readonly Finding[];
  /** How many findings comments of the file leave out. */
  readonly skipped: number;
  /** The findings that `--fix` removed, placed as they were before. */
  readonly fixed: readonly Finding[];
}

/** A path that could not be linted, or not be written. */
export interface Unreadable {
  readonly path: string;
  /** The end of a sentence: "it is not UTF-8 text". */
  readonly because: string;
}

/** What a run of `lint` comes to. */
export interface Totals {
  readonly files: number;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly skipped: number;
  readonly fixed: number;
  /** How many of the findings that are left offer a fix. */
  readonly fixable: number;
  /** Whether fixes were asked for: then the fixable ones that are left are those that would bring other findings. */
  readonly fixing: boolean;
  readonly unreadable: readonly Unreadable[];
}

/** A way to print findings, file by file, so that no run has to hold them all. */
export interface LintFormat {
  start(): string;
  file(linted: LintedFile): string;
  end(totals: Totals): string;
}

/** Totals that grow. */
export class Tally implements Totals {
  files = 0;
  readonly counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  skipped = 0;
  fixed = 0;
  fixable = 0;
  readonly fixing: boolean;
  readonly unreadable: Unreadable[] = [];

  constructor(fixing: boolean) {
    this.fixing = fixing;
  }

  add({ findings, skipped, fixed }: LintedFile): void {
    this.files++;
    this.skipped += skipped;
    this.fixed += fixed.length;
    for (const { severity, fix } of findings) {
      this.counts[severity]++;
      if (fix !== undefined) this.fixable++;
    }
  }
}

/** The address of a rule's page: complete where the site's own (ending in `/`) is told, else from its root. */
export function pageAddress(rule: string, site = "/"): string {
  return `${site}rules/${rule}/`;
}
