import { linesOf } from "./lines.ts";
import { fileText, type Edit, type Files, type Finding } from "./files.ts";

/** Files with fixes in them. */
export interface Fixed {
  readonly files: Files;
  /** The findings whose fix was applied. */
  readonly applied: readonly Finding[];
}

/**
 * Applies the fixes of findings, each whole or not at all: one that overlaps an earlier one waits for the next round,
 * and one for a file that is not there is left out.
 */
export function applyFixes(files: Files, findings: readonly Finding[]): Fixed {
  const applied: Finding[] = [];
  const chosen: Placed[] = [];
  for (const finding of findings) {
    const edits = finding.fix?.edits.map((edit) => placedIn(files, edit)) ?? [];
    const known = edits.filter((edit) => edit !== undefined);
    if (known.length === 0 || known.length < edits.length) continue;
    if (known.some((edit) => chosen.some((other) => overlap(edit, other))))
      continue;
    chosen.push(...known);
    applied.push(finding);
  }
  const changed = new Map(Object.entries(files));
  // From the end, so that the places before it stay where they are.
  for (const { file, start, end, text } of chosen.toSorted(
    (a, b) => b.start - a.start || b.end - a.end,
  )) {
    const before = changed.get(file) ?? "";
    changed.set(file, before.slice(0, start) + text + before.slice(end));
  }
  return { files: Object.fromEntries(changed), applied };
}

interface Placed {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function placedIn(files: Files, edit: Edit): Placed | undefined {
  const text = fileText(files, edit.file);
  if (text === undefined) return undefined;
  const lines = linesOf(text);
  const offset = ({ line, column }: Edit["range"]["start"]): number =>
    lines.lineStart(line) + column - 1;
  return {
    file: edit.file,
    start: offset(edit.range.start),
    end: offset(edit.range.end),
    text: edit.text,
  };
}

/** Whether two edits touch the same text; two insertions at one place do as well, as their order is not told. */
function overlap(a: Placed, b: Placed): boolean {
  if (a.file !== b.file) return false;
  if (a.start === b.start) return true;
  return a.start < b.end && b.start < a.end;
}
