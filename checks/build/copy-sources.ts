import type { Word } from "../dockerfile/instruction.ts";
import type { BuildContext } from "./context.ts";
import type { BuildError } from "./copy.ts";
import { compileGlob } from "./glob.ts";
import { absolute, type Tree } from "./tree.ts";

/** Where the sources of a COPY are found. */
export type CopyFrom =
  | { readonly kind: "context"; readonly context: BuildContext }
  | { readonly kind: "stage"; readonly tree: Tree; readonly name: string }
  | { readonly kind: "image"; readonly image: string };

/** What a source of a COPY names. */
export interface FoundSources {
  /** The paths, in the order in which they are copied. */
  readonly tops: readonly string[];
  /** Whether more than these may be copied. */
  readonly open: boolean;
  readonly errors: readonly BuildError[];
}

/** The files that sources are found among, undefined where nothing is known of them. */
export function sourceTree(from: CopyFrom): Tree | undefined {
  switch (from.kind) {
    case "context":
      return from.context.tree();
    case "stage":
      return from.tree;
    case "image":
      return undefined;
  }
}

/** The paths that a source names, or why the build stops there. */
export function findSources(
  source: Word,
  path: string,
  from: CopyFrom,
): FoundSources {
  const tree = sourceTree(from);
  if (tree === undefined) return { tops: [], open: true, errors: [] };
  if (isPattern(path)) {
    const tops = matching(tree, path);
    return { tops, open: !tree.isListed(fixedPart(path)), errors: [] };
  }
  const at = tree.follow(path);
  const existence = at === undefined ? "unknown" : tree.exists(at);
  if (
    existence === "absent" ||
    (existence === "unknown" && isIgnored(path, from))
  )
    return { tops: [], open: false, errors: missing(source, path, from) };
  return { tops: [path], open: false, errors: [] };
}

/** Whether a source is a pattern (fsutil, copy.go, containsWildcards). */
export function isPattern(path: string): boolean {
  return /[*?[]/.test(path.replace(/\\./g, ""));
}

/** The directory above the first part of a pattern that is one. */
function fixedPart(pattern: string): string {
  const parts = pattern.split("/");
  const first = parts.findIndex(isPattern);
  return parts.slice(0, first).join("/") || "/";
}

/** The shallowest paths that match, in their order: what lies below them comes along. */
function matching(tree: Tree, pattern: string): readonly string[] {
  const base = fixedPart(pattern);
  const from = tree.follow(base) ?? base;
  let found = [from];
  for (const part of pattern
    .split("/")
    .slice(base === "/" ? 1 : base.split("/").length)) {
    const glob = compileGlob(part, { deep: false });
    found = found.flatMap((directory) =>
      tree
        .names(directory)
        .flatMap((name) =>
          glob?.matches(name) === true ? [absolute(name, directory)] : [],
        ),
    );
  }
  return found.filter((path) => tree.get(path) !== undefined).sort();
}

function isIgnored(path: string, from: CopyFrom): boolean {
  return (
    from.kind === "context" &&
    patternFor(path.slice(1), from.context) !== undefined
  );
}

/** The pattern that leaves a path, or all below it, out of the context. */
function patternFor(
  path: string,
  { ignored }: BuildContext,
): { readonly text: string } | undefined {
  return (
    ignored.get(path) ??
    [...ignored].find(([at]) => at.startsWith(`${path}/`))?.[1]
  );
}

function missing(source: Word, path: string, from: CopyFrom): BuildError[] {
  if (from.kind === "stage")
    return [
      {
        at: source,
        message: `${source.text} does not exist in the stage ${from.name}, so the build stops here.`,
        remedy: `Copy a path that the stage ${from.name} makes.`,
      },
    ];
  if (from.kind === "image") return [];
  const { context } = from;
  const pattern = patternFor(path.slice(1), context);
  if (pattern !== undefined)
    return [
      {
        at: source,
        message: `${source.text} is not sent to the builder: ${context.ignore.path ?? ".dockerignore"} leaves it out with "${pattern.text}".`,
        remedy: `Take "${pattern.text}" out of the ignore file, or add "!${path.slice(1)}" below it.`,
      },
    ];
  return [
    {
      at: source,
      message: `${source.text} does not exist in the build context, so the build stops here.`,
      remedy: "Copy a path that exists in the context.",
    },
  ];
}
