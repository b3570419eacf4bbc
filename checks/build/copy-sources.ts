import type { Word } from "../dockerfile/instruction.ts";
import { knownText } from "../value.ts";
import type { BuildContext, ContextEntry } from "./context.ts";
import type { BuildError, CopyFrom } from "./copy.ts";
import { compileGlob } from "./glob.ts";
import { absolute, nameOf, parentOf, type Entry, type Tree } from "./tree.ts";

/** One file or directory that a source gives. */
export interface Found {
  /** Path relative to the source directory; the name alone for a file. */
  readonly path: string;
  readonly entry: Omit<Entry, "uid" | "gid">;
  readonly read: string | undefined;
}

/** What a source of a COPY gives. */
export interface FoundSources {
  readonly matches: Found[];
  readonly directory: boolean;
  /** Whether more than the matches may be copied. */
  readonly open: boolean;
  readonly errors: BuildError[];
}

/** The files that a source names, or why the build stops there. */
export function findSources(source: Word, from: CopyFrom): FoundSources {
  const text = knownText(source.value);
  if (text === undefined)
    return { matches: [], directory: false, open: true, errors: [] };
  if (from.kind === "image")
    return {
      directory: false,
      open: true,
      errors: [],
      matches: [
        {
          path: nameOf(text) || ".",
          read: undefined,
          entry: {
            type: "opaque",
            mode: undefined,
            origin: { kind: "image", image: from.image },
          },
        },
      ],
    };
  const wanted = absolute(text, "/");
  return from.kind === "context"
    ? fromContext(source, wanted, from.context)
    : fromStage(source, wanted, from.tree, from.name);
}

function fromContext(
  source: Word,
  wanted: string,
  context: BuildContext,
): FoundSources {
  const matches: Found[] = [];
  let directory = false;
  const path = wanted.slice(1);
  const tops = isPattern(path)
    ? matching([...context.sent.keys()], path)
    : context.sent.has(path)
      ? [path]
      : [];
  for (const top of tops) {
    const entry = context.sent.get(top);
    if (entry?.type === "directory") {
      directory = true;
      const prefix = top === "" ? "" : `${top}/`;
      for (const [at, inner] of context.sent)
        if (at !== top && at.startsWith(prefix))
          matches.push({
            path: at.slice(prefix.length),
            entry: contextFile(at, inner),
            read: at,
          });
    } else if (entry !== undefined)
      matches.push({
        path: nameOf(top),
        entry: contextFile(top, entry),
        read: top,
      });
  }
  const missing = tops.length === 0 && !isPattern(path);
  return {
    matches,
    directory,
    open: !context.complete && (missing || directory || isPattern(path)),
    errors: missing ? missingSource(source, path, context) : [],
  };
}

function missingSource(
  source: Word,
  path: string,
  context: BuildContext,
): BuildError[] {
  const pattern =
    context.ignored.get(path) ??
    [...context.ignored].find(([at]) => at.startsWith(`${path}/`))?.[1];
  if (pattern !== undefined)
    return [
      {
        at: source,
        message: `${source.text} is not sent to the builder: ${context.ignore.path ?? ".dockerignore"} leaves it out with "${pattern.text}".`,
        remedy: `Take "${pattern.text}" out of the ignore file, or add "!${path}" below it.`,
      },
    ];
  if (!context.complete) return [];
  return [
    {
      at: source,
      message: `${source.text} does not exist in the build context, so the build stops here.`,
      remedy: "Copy a path that exists in the context.",
    },
  ];
}

function contextFile(
  path: string,
  entry: ContextEntry,
): Omit<Entry, "uid" | "gid"> {
  return {
    type: entry.type,
    mode: entry.mode,
    origin: { kind: "context", path },
    size: entry.size,
    ...(entry.text === undefined ? {} : { text: entry.text }),
    ...(entry.target === undefined ? {} : { target: entry.target }),
  };
}

function fromStage(
  source: Word,
  wanted: string,
  tree: Tree,
  name: string,
): FoundSources {
  const matches: Found[] = [];
  let directory = false;
  // A directory that the tree does not list in full brings more than is known.
  const mayHoldMore = (path: string): boolean =>
    tree.exists(absolute("\0", path)) !== "absent";
  let open = isPattern(wanted) && mayHoldMore(parentOf(wanted));
  const tops = isPattern(wanted)
    ? matching(
        [...tree.entries()].map(([path]) => path),
        wanted,
      )
    : [wanted];
  for (const top of tops) {
    const entry = tree.get(top);
    const inside = tree.below(top).filter(([path]) => path !== top);
    if (entry?.type === "directory" || inside.length > 0) {
      directory = true;
      open ||= mayHoldMore(top);
      const prefix = top === "/" ? 1 : top.length + 1;
      for (const [path, inner] of inside)
        matches.push({
          path: path.slice(prefix),
          entry: inner,
          read: undefined,
        });
    } else if (entry !== undefined) {
      // A bundle is a directory: its content is copied, not itself.
      if (entry.type === "bundle") directory = true;
      matches.push({
        path: entry.type === "bundle" ? "." : nameOf(top),
        entry,
        read: undefined,
      });
    } else if (tree.exists(top) === "absent" && !isPattern(top))
      return {
        matches,
        directory,
        open: false,
        errors: [
          {
            at: source,
            message: `${source.text} does not exist in the stage ${name}, so the build stops here.`,
            remedy: `Copy a path that the stage ${name} makes.`,
          },
        ],
      };
    else if (!isPattern(top)) {
      open = true;
      matches.push({
        path: nameOf(top) || ".",
        read: undefined,
        entry: {
          type: "opaque",
          mode: undefined,
          origin: { kind: "command", command: `stage ${name}` },
        },
      });
    }
  }
  return { matches, directory, open, errors: [] };
}

function isPattern(path: string): boolean {
  return /[*?[\\]/.test(path);
}

/** The shallowest paths that match: what lies below them comes along. */
function matching(paths: readonly string[], pattern: string): string[] {
  const glob = compileGlob(pattern, { deep: false });
  return paths.filter((path) => path !== "" && glob?.matches(path) === true);
}
