/** Text files by their path from the context root, such as `Dockerfile` or `src/server.js`. */
export type Files = Readonly<Record<string, string>>;

/** What text cannot hold about the files of a context, by path. */
export type ContextFacts = Readonly<Record<string, FileFacts>>;

/** Facts about one file; without them a file is 0644, a directory 0755, and an archive's entries are unknown. */
export interface FileFacts {
  /** Permission bits, such as 0o755. */
  readonly mode?: number;
  /** Where a symbolic link points, as written in the link. */
  readonly symlink?: string;
  /** Size in bytes, where the text stands for a larger file. */
  readonly size?: number;
  /** True for a directory that holds no file. */
  readonly emptyDirectory?: boolean;
  /** Paths inside an archive that ADD would unpack. */
  readonly entries?: readonly string[];
}

/** Offsets into the text of one file: `start` inclusive, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in a file; line and column both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A stretch of a file; `end` is the position after its last character. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Severity of a finding: the build or container fails or a secret leaks; a practice most would follow; a trade-off. */
export type Severity = "error" | "warning" | "info";

/** One replacement in one file. */
export interface Edit {
  readonly file: string;
  readonly range: Range;
  readonly text: string;
}

/** A safe, minimal change that removes a finding. */
export interface Fix {
  /** What the change does, for a menu: "Pin the tag". */
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** What a rule has to say about one place. */
export interface Finding {
  /** The id of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
  readonly range: Range;
  /** What happens, in the author's own words. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
  readonly fix?: Fix;
  /** Other tools' ids that this very finding answers; the rule's `sameAs` is the union. */
  readonly sameAs?: readonly string[];
}

/** The text of a file, or undefined; safe for names such as `__proto__`. */
export function fileText(files: Files, path: string): string | undefined {
  return Object.hasOwn(files, path) ? files[path] : undefined;
}
