import {
  fileText,
  type Edit,
  type Files,
  type Finding,
  type Fix,
} from "./files.ts";
import { linesOf, type Lines } from "./lines.ts";

/** Files with fixes in them. */
export interface Fixed<Fixable = Finding> {
  readonly files: Files;
  /** The findings whose fix was applied. */
  readonly applied: readonly Fixable[];
}

/**
 * Applies the fixes of findings, each whole or not at all: one that overlaps an earlier one waits for the next round,
 * and one for a file that is not there is left out. New lines end as the line they are put into.
 */
export function applyFixes<Fixable extends { readonly fix?: Fix | undefined }>(
  files: Files,
  findings: readonly Fixable[],
): Fixed<Fixable> {
  const applied: Fixable[] = [];
  const chosen = new Map(
    Object.keys(files).map((file): [string, Placed[]] => [file, []]),
  );
  const othersOf = ({ file }: Placed): Placed[] => chosen.get(file) ?? [];
  const place = placer(files);
  for (const finding of findings) {
    const edits = finding.fix?.edits.map(place) ?? [];
    const known = edits.filter((edit) => edit !== undefined);
    if (known.length === 0 || known.length < edits.length) continue;
    if (known.some((edit) => touches(edit, othersOf(edit)))) continue;
    for (const edit of known)
      othersOf(edit).splice(indexAmong(edit, othersOf(edit)), 0, edit);
    applied.push(finding);
  }
  const changed = Object.entries(files).map(([file, text]) => [
    file,
    edited(text, chosen.get(file) ?? []),
  ]);
  return { files: Object.fromEntries(changed), applied };
}

interface Placed {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Turns edits by lines and columns into edits by offsets; undefined where the file is not there. */
function placer(files: Files): (edit: Edit) => Placed | undefined {
  const indexes = new Map<string, Lines>();
  return ({ file, range, text }) => {
    const before = fileText(files, file);
    if (before === undefined) return undefined;
    const lines = indexes.get(file) ?? linesOf(before);
    indexes.set(file, lines);
    const start = lines.lineStart(range.start.line) + range.start.column - 1;
    const end = lines.lineStart(range.end.line) + range.end.column - 1;
    const added = text.replace(/\r?\n/g, lineBreakAt(before, end));
    return { file, start, end, text: added };
  };
}

/** How the line of an offset ends; the last one has no end and goes by the one before. */
function lineBreakAt(text: string, offset: number): string {
  const next = text.indexOf("\n", offset);
  const end = next === -1 ? text.lastIndexOf("\n") : next;
  return text[end - 1] === "\r" ? "\r\n" : "\n";
}

/** A text with edits that do not overlap, in their order. */
function edited(text: string, edits: readonly Placed[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return parts.join("") + text.slice(at);
}

/**
 * Whether an edit changes text that one of the others, in their order, changes as well; two insertions at one place do,
 * as their order is not told.
 */
function touches(edit: Placed, others: readonly Placed[]): boolean {
  const at = indexAmong(edit, others);
  const [before, after] = [others[at - 1], others[at]];
  return (
    (before !== undefined && before.end > edit.start) ||
    (after !== undefined &&
      (after.start === edit.start || after.start < edit.end))
  );
}

/** Where an edit stands among others that are in their order. */
function indexAmong(edit: Placed, others: readonly Placed[]): number {
  let low = 0;
  let high = others.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((others[middle]?.start ?? 0) < edit.start) low = middle + 1;
    else high = middle;
  }
  return low;
}
