/** Ends the program with a message about what it was given. */
export class Unusable extends Error {}

/** What went wrong with a file, as the end of a sentence. */
export function failureOf(error: unknown): string {
  const code =
    error instanceof Error && "code" in error ? String(error.code) : "";
  return FAILURES.get(code) ?? (error instanceof Error ? error.message : code);
}

const FAILURES: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "it does not exist"],
  ["ENOTDIR", "it does not exist"],
  ["EACCES", "there is no permission for it"],
  ["EPERM", "there is no permission for it"],
  ["EROFS", "its file system is read-only"],
  ["ELOOP", "its symbolic links lead in a circle"],
  ["EIO", "the system cannot read it"],
]);
