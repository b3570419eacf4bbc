import type { BuildChange } from "../build/build-change.ts";
import type { Miss } from "../build/miss.ts";
import { rebuild } from "../build/rebuild.ts";
import type { SimulateOptions } from "../build/simulate.ts";
import type { Files } from "../files.ts";
import { buildOf } from "./builds.ts";

/** The files of the context, unless a test has its own. */
export const FILES: Files = {
  "package.json": "{}",
  "package-lock.json": "{}",
  "server.js": "",
  "src/a.js": "",
  "README.md": "",
};

/** A change of the files that a path or pattern names. */
export const file = (path: string): BuildChange => ({ kind: "file", path });

/** What the cache gives for each step that has a place in it: "hit", or why not. */
export function results(
  change: BuildChange,
  lines: string[],
  files: Files = FILES,
  options: SimulateOptions = {},
): string[] {
  const { steps } = rebuild(buildOf(lines, files, options), change);
  return steps.flatMap(({ step, cache }) => {
    if (cache.kind === "none") return [];
    const { keyword, arguments: line } = step.instruction;
    const because = "because" in cache ? ` ${shown(cache.because)}` : "";
    const linked = cache.kind === "hit" && cache.linked ? " linked" : "";
    return [`${keyword} ${line.text}: ${cache.kind}${linked}${because}`];
  });
}

function shown(miss: Miss): string {
  switch (miss.kind) {
    case "file":
      return miss.path;
    case "stage":
      return `stage ${miss.stage.name ?? miss.stage.index}`;
    case "earlier":
      return `after ${miss.step.instruction.keyword}`;
    case "image":
    case "variable":
    case "setting":
      return miss.name;
    default:
      return miss.kind;
  }
}

/** The steps that run again for certain when a file changes. */
export function misses(
  path: string,
  lines: string[],
  files: Files = FILES,
): string[] {
  return rebuild(buildOf(lines, files), { kind: "file", path }).steps.flatMap(
    ({ step: { instruction }, cache }) =>
      cache.kind === "miss"
        ? [`${instruction.keyword} ${instruction.arguments.text}`]
        : [],
  );
}
