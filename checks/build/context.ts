import { fileText, type ContextFacts, type Files } from "../files.ts";
import { ignoreFileOf, type IgnoreFile, type IgnorePattern } from "./ignore.ts";
import { treeOf } from "./map-tree.ts";
import type { Entry, Tree } from "./tree.ts";

/** A file or directory of the context that the builder can copy. */
export interface ContextEntry {
  readonly type: "file" | "directory" | "symlink";
  readonly mode: number;
  readonly text: string | undefined;
  readonly size: number;
  /** Where a symbolic link points. */
  readonly target: string | undefined;
  /** Paths in an archive that ADD unpacks, where they are known. */
  readonly entries: readonly string[] | undefined;
}

/** The build context: what is sent to the builder, and what is not. */
export interface BuildContext {
  /** False where files that are not given may exist. */
  readonly complete: boolean;
  readonly ignore: IgnoreFile;
  /** What is sent, by path, directories included; the root is "". */
  readonly sent: ReadonlyMap<string, ContextEntry>;
  /** Files left out, with the pattern that did it. */
  readonly ignored: ReadonlyMap<string, IgnorePattern>;
  /** Files that a pattern left out and another took back in, with the latter. */
  readonly readmitted: ReadonlyMap<string, IgnorePattern>;
}

/** No system call of Linux takes a path of this length (PATH_MAX, limits.h). */
const PATH_MAX = 4096;

/** The context of a build after its `.dockerignore`. */
export function buildContext(
  files: Files,
  dockerfile: string,
  complete: boolean,
  facts: ContextFacts = {},
): BuildContext {
  const ignore = ignoreFileOf(files, dockerfile);
  const sent = new Map<string, ContextEntry>([["", directory(undefined)]]);
  const ignored = new Map<string, IgnorePattern>();
  const readmitted = new Map<string, IgnorePattern>();
  const decided = (path: string): IgnorePattern | undefined =>
    ignore.patterns.length === 0 ? undefined : ignore.decides(path);
  const addParents = (path: string): void => {
    for (
      let at = path.lastIndexOf("/");
      at > 0;
      at = path.lastIndexOf("/", at - 1)
    ) {
      const parent = path.slice(0, at);
      if (sent.has(parent)) return;
      sent.set(parent, directory(factsAt(facts, parent)?.mode));
    }
  };
  // A directory that no pattern matches is sent even where all its files are left out.
  const directories = new Set<string>();
  for (const path of [...Object.keys(files), ...Object.keys(facts)].sort()) {
    const isDirectory = factsAt(facts, path)?.emptyDirectory === true;
    if (!isDirectory && fileText(files, path) === undefined) continue;
    if (path.length >= PATH_MAX) continue;
    for (let at = path.indexOf("/"); at > 0; at = path.indexOf("/", at + 1))
      directories.add(path.slice(0, at));
    const pattern = decided(path);
    if (pattern?.negated === false) {
      ignored.set(path, pattern);
      continue;
    }
    if (pattern !== undefined) readmitted.set(path, pattern);
    addParents(path);
    sent.set(
      path,
      isDirectory
        ? directory(factsAt(facts, path)?.mode)
        : file(fileText(files, path) ?? "", factsAt(facts, path)),
    );
  }
  if (ignored.size > 0)
    for (const path of directories)
      if (!sent.has(path) && decided(path)?.negated !== false) {
        addParents(path);
        sent.set(path, directory(factsAt(facts, path)?.mode));
      }
  return { complete, ignore, sent, ignored, readmitted };
}

const trees = new WeakMap<BuildContext["sent"], Tree>();

/** What is sent as files that a COPY can take, all of them root's (reference, COPY --chown). */
export function contextTree({
  sent,
  complete,
}: Pick<BuildContext, "sent" | "complete">): Tree {
  const before = trees.get(sent);
  if (before !== undefined) return before;
  const entries = new Map<string, Entry>();
  for (const [path, { type, mode, text, size, target }] of sent)
    if (path !== "")
      entries.set(`/${path}`, {
        type,
        mode: type === "symlink" ? 0o777 : mode,
        uid: 0,
        gid: 0,
        origin: { kind: "context", path },
        text,
        size,
        target,
      });
  const tree = treeOf(entries, complete);
  trees.set(sent, tree);
  return tree;
}

function factsAt(
  facts: ContextFacts,
  path: string,
): ContextFacts[string] | undefined {
  return Object.hasOwn(facts, path) ? facts[path] : undefined;
}

function directory(mode: number | undefined): ContextEntry {
  return {
    type: "directory",
    mode: mode ?? 0o755,
    text: undefined,
    size: 0,
    target: undefined,
    entries: undefined,
  };
}

function file(
  text: string,
  facts: ContextFacts[string] | undefined,
): ContextEntry {
  return {
    type: facts?.symlink === undefined ? "file" : "symlink",
    mode: facts?.mode ?? 0o644,
    // Without a text, a file with a size is one that nobody read.
    text: text === "" && (facts?.size ?? 0) > 0 ? undefined : text,
    size: facts?.size ?? utf8Length(text),
    target: facts?.symlink,
    entries: facts?.entries,
  };
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // A surrogate pair is two units and four bytes.
    if (code > 0x7ff) bytes += code >= 0xd800 && code <= 0xdfff ? 1 : 2;
    else if (code > 0x7f) bytes += 1;
  }
  return bytes;
}
