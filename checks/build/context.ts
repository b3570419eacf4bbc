import { PATH_MAX } from "../dockerfile/configure.ts";
import { fileText, type ContextFacts, type Files } from "../files.ts";
import {
  IGNORE_FILE,
  ignoreFileOf,
  type IgnoreFile,
  type IgnorePattern,
} from "./ignore.ts";
import { treeOf } from "./image-tree.ts";
import type { Entry, Tree } from "./tree.ts";

/** A file or directory of the context that the builder can copy. */
export interface ContextEntry {
  readonly type: "file" | "directory" | "symlink";
  readonly mode: number;
  /** True where no fact tells the mode of a file. */
  readonly checkout?: true | undefined;
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
  /** What is sent as files that a COPY can take, all of them root's (reference, COPY --chown). */
  tree(): Tree;
}

/** A context and what it was read from. */
interface ReadContext {
  readonly paths: readonly string[];
  readonly texts: readonly string[];
  readonly dockerfile: string;
  readonly facts: ContextFacts;
  readonly context: BuildContext;
}

/** The context that was read last: while someone types, only the text of one file is another one. */
let last: ReadContext | undefined;

const NO_FACTS: ContextFacts = {};

/** The context of a build after its `.dockerignore`. */
export function buildContext(
  files: Files,
  dockerfile: string,
  complete: boolean,
  facts: ContextFacts = NO_FACTS,
): BuildContext {
  const paths = Object.keys(files);
  const texts = Object.values(files);
  const isAgain =
    last?.context.complete === complete &&
    last.dockerfile === dockerfile &&
    isSame(facts, last.facts) &&
    isSameList(paths, last.paths);
  const context =
    (isAgain && last !== undefined ? withTexts(texts, last) : undefined) ??
    readContext(files, dockerfile, complete, facts);
  last = { paths, texts, dockerfile, facts, context };
  return context;
}

function isSame(facts: ContextFacts, others: ContextFacts): boolean {
  const isEmpty = (object: object): boolean => Object.keys(object).length === 0;
  return facts === others || (isEmpty(facts) && isEmpty(others));
}

function isSameList(
  paths: readonly string[],
  others: readonly string[],
): boolean {
  if (paths.length !== others.length) return false;
  for (let at = 0; at < paths.length; at++)
    if (paths[at] !== others[at]) return false;
  return true;
}

/** A context of the same paths and facts with other texts; undefined where the ignore file is another one. */
function withTexts(
  texts: readonly string[],
  { paths, texts: before, facts, context }: ReadContext,
): BuildContext | undefined {
  const added: (readonly [string, ContextEntry])[] = [];
  for (let at = 0; at < paths.length; at++) {
    const path = paths[at] ?? "";
    const text = texts[at] ?? "";
    if (text === before[at]) continue;
    if (path.endsWith(IGNORE_FILE)) return undefined;
    const fact = factsAt(facts, path);
    if (context.sent.has(path) && fact?.emptyDirectory !== true)
      added.push([path, file(text, fact)]);
  }
  return added.length === 0 ? context : withSent(context, added);
}

function readContext(
  files: Files,
  dockerfile: string,
  complete: boolean,
  facts: ContextFacts,
): BuildContext {
  const ignore = ignoreFileOf(files, dockerfile);
  const sent = new Map<string, ContextEntry>([["", directory(undefined)]]);
  const ignored = new Map<string, IgnorePattern>();
  const readmitted = new Map<string, IgnorePattern>();
  const addDirectory = (path: string): void => {
    addParents(path);
    sent.set(path, directory(factsAt(facts, path)?.mode));
  };
  const addParents = (path: string): void => {
    const above = path.slice(0, Math.max(path.lastIndexOf("/"), 0));
    if (!sent.has(above)) addDirectory(above);
  };
  for (const path of [...Object.keys(files), ...Object.keys(facts)].sort()) {
    const isDirectory = factsAt(facts, path)?.emptyDirectory === true;
    const text = fileText(files, path);
    if (!isDirectory && text === undefined) continue;
    if (path.length >= PATH_MAX) continue;
    const pattern = ignore.decides(path);
    if (pattern?.negated === false) {
      ignored.set(path, pattern);
      continue;
    }
    if (pattern !== undefined) readmitted.set(path, pattern);
    if (isDirectory) addDirectory(path);
    else {
      addParents(path);
      sent.set(path, file(text ?? "", factsAt(facts, path)));
    }
  }
  // A directory that no pattern matches is sent even where all its files are left out.
  for (const path of ignored.keys())
    for (let at = path.indexOf("/"); at > 0; at = path.indexOf("/", at + 1)) {
      const above = path.slice(0, at);
      if (!sent.has(above) && ignore.decides(above)?.negated !== false)
        addDirectory(above);
    }
  return withTree({ complete, ignore, sent, ignored, readmitted });
}

/** A context that sends some files and directories besides, or others in their place. */
export function withSent(
  context: BuildContext,
  added: Iterable<readonly [string, ContextEntry]>,
): BuildContext {
  const sent = new Map<string, ContextEntry>();
  // Not by new Map(sent), which makes a pair for each file at every key.
  context.sent.forEach((entry, path) => sent.set(path, entry));
  for (const [path, entry] of added) sent.set(path, entry);
  const files = context.tree().fork();
  for (const [path, entry] of imageEntries(added)) files.put(path, entry);
  return { ...context, sent, tree: () => files };
}

function withTree(context: Omit<BuildContext, "tree">): BuildContext {
  let tree: Tree | undefined;
  return {
    ...context,
    tree: () => (tree ??= treeOf(imageEntries(context.sent), context.complete)),
  };
}

function* imageEntries(
  sent: Iterable<readonly [string, ContextEntry]>,
): Generator<readonly [string, Entry]> {
  for (const [path, { type, mode, checkout, text, size, target }] of sent)
    if (path !== "")
      yield [
        `/${path}`,
        {
          type,
          mode: type === "symlink" ? 0o777 : mode,
          checkout,
          uid: 0,
          gid: 0,
          origin: { kind: "context", path },
          text,
          size,
          target,
        },
      ];
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
    checkout: facts?.mode === undefined ? true : undefined,
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
