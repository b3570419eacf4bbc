import type { Files, Finding } from "./files.ts";
import { applyFixes, type Fixed } from "./fix.ts";
import { report, type LintOptions, type Report } from "./lint.ts";

/** Files with all fixes in them, and what is left to say of them. */
export interface AllFixed extends Fixed, Report {}

/** One fix may make room for the next; a text that takes more rounds is left as it is then. */
const MOST_ROUNDS = 20;

/**
 * Lints and applies fixes until there is none left to apply. A fix that would not take its own finding away, or
 * bring others, is not applied, so a second call changes nothing.
 */
export function fixAll(files: Files, options: LintOptions = {}): AllFixed {
  const applied: Finding[] = [];
  let now: Linted = { files, said: report(files, options) };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { applied: candidates } = applyFixes(now.files, now.said.findings);
    const taken = takeBetter(now, candidates, options);
    if (taken.applied.length === 0) break;
    applied.push(...taken.applied);
    now = taken.after;
  }
  return { ...now.said, files: now.files, applied };
}

interface Linted {
  readonly files: Files;
  readonly said: Report;
}

interface Taken {
  readonly applied: readonly Finding[];
  readonly after: Linted;
}

/** Applies those of the candidates that make the files better: all of them, else by halves. */
function takeBetter(
  base: Linted,
  candidates: readonly Finding[],
  options: LintOptions,
  taken: Taken = { applied: [], after: base },
): Taken {
  if (candidates.length === 0) return taken;
  const all = [...taken.applied, ...candidates];
  const { files, applied } = applyFixes(base.files, all);
  const after = { files, said: report(files, options) };
  const before = taken.after.said.findings.length;
  if (after.said.findings.length <= before - candidates.length)
    return { applied, after };
  if (candidates.length === 1) return taken;
  const middle = candidates.length >> 1;
  const half = takeBetter(base, candidates.slice(0, middle), options, taken);
  return takeBetter(base, candidates.slice(middle), options, half);
}
