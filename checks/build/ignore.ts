import { fileText, type Files, type Span } from "../files.ts";
import { compileGlob } from "./glob.ts";

/** A line of a `.dockerignore`. */
export interface IgnorePattern extends Span {
  /** As written. */
  readonly text: string;
  /** True for `!pattern`, which takes files back in. */
  readonly negated: boolean;
}

/** A `.dockerignore`, compiled. */
export interface IgnoreFile {
  /** Its path, or undefined where there is none. */
  readonly path: string | undefined;
  readonly patterns: readonly IgnorePattern[];
  /** Lines that the builder refuses; the build fails on them. */
  readonly invalid: readonly IgnorePattern[];
  /** The pattern that decided over a path last, or undefined where none matched. */
  decides(path: string): IgnorePattern | undefined;
}

/**
 * The ignore file of a build: `<Dockerfile>.dockerignore` beside the Dockerfile, else `.dockerignore` at the root of
 * the context (https://docs.docker.com/build/concepts/context/#filename-and-location).
 */
export function ignoreFileOf(files: Files, dockerfile: string): IgnoreFile {
  const path = [`${dockerfile}.dockerignore`, ".dockerignore"].find(
    (candidate) => fileText(files, candidate) !== undefined,
  );
  return {
    ...parseIgnoreFile(path === undefined ? "" : (fileText(files, path) ?? "")),
    path,
  };
}

/** Compiles the text of a `.dockerignore`, by the rules of moby/patternmatcher. */
export function parseIgnoreFile(text: string): Omit<IgnoreFile, "path"> {
  const patterns: IgnorePattern[] = [];
  const invalid: IgnorePattern[] = [];
  const compiled: Compiled[] = [];
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  for (const line of text.slice(start).split("\n")) {
    const pattern = readLine(line, start);
    start += line.length + 1;
    if (pattern === undefined) continue;
    const matches =
      pattern.text === "!" ? undefined : matcher(cleaned(pattern));
    if (matches === undefined) invalid.push(pattern);
    else {
      patterns.push(pattern);
      compiled.push({ pattern, matches });
    }
  }
  return { patterns, invalid, decides: decider(compiled) };
}

interface Compiled {
  readonly pattern: IgnorePattern;
  readonly matches: (path: string) => boolean;
}

/** What was decided over a path: by which pattern, and which of all matched. */
interface Decision {
  readonly by: IgnorePattern | undefined;
  readonly matched: readonly boolean[];
}

/**
 * Decides from the root down, as the builder walks (fsutil, filter.go, with patternmatcher's
 * MatchesUsingParentResults): what matched a directory matches all below it.
 */
function decider(
  compiled: readonly Compiled[],
): (path: string) => IgnorePattern | undefined {
  const directories = new Map<string, Decision>();
  const decide = (path: string): Decision => {
    const slash = path.lastIndexOf("/");
    const above = slash === -1 ? undefined : decided(path.slice(0, slash));
    let by: IgnorePattern | undefined;
    const matched = compiled.map(({ pattern, matches }, at) => {
      const ignored = by !== undefined && !by.negated;
      // A pattern that would not change anything is not asked.
      const match =
        above?.matched[at] === true ||
        (pattern.negated === ignored && matches(path));
      if (match) by = pattern;
      return match;
    });
    return { by, matched };
  };
  const decided = (directory: string): Decision => {
    const before = directories.get(directory);
    if (before !== undefined) return before;
    const decision = decide(directory);
    directories.set(directory, decision);
    return decision;
  };
  return (path) => decide(path).by;
}

function readLine(line: string, start: number): IgnorePattern | undefined {
  if (line.startsWith("#")) return undefined;
  const text = line.trim();
  if (text === "") return undefined;
  const at = start + line.indexOf(text);
  return {
    text,
    negated: text.startsWith("!"),
    start: at,
    end: at + text.length,
  };
}

/** The pattern as Go's filepath.Clean leaves it, without a leading slash. */
function cleaned({ text, negated }: IgnorePattern): string {
  const path = negated ? text.slice(1).trim() : text;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  if (path.startsWith("/")) while (parts[0] === "..") parts.shift();
  return parts.length === 0 ? "." : parts.join("/");
}

function matcher(pattern: string): ((path: string) => boolean) | undefined {
  const glob = compileGlob(pattern, { deep: true });
  if (glob === undefined) return undefined;
  // "**name" without further wildcards is compared as a suffix (patternmatcher, suffixMatch).
  const suffix = /^\*\*([^*?[\]\\/][^*?[\]\\]*)$/.exec(pattern)?.[1];
  if (suffix !== undefined) return (path) => path.endsWith(suffix);
  return (path) => glob.matches(path);
}
