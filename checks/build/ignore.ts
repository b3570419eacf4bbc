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

/** The name of an ignore file, and the end of that of one for a single Dockerfile. */
export const IGNORE_FILE = ".dockerignore";

/**
 * The ignore file of a build: `<Dockerfile>.dockerignore` beside the Dockerfile, else `.dockerignore` at the root of
 * the context (https://docs.docker.com/build/concepts/context/#filename-and-location).
 */
export function ignoreFileOf(files: Files, dockerfile: string): IgnoreFile {
  const path = [`${dockerfile}${IGNORE_FILE}`, IGNORE_FILE].find(
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

/** What was decided over a directory: by which pattern, and which of all matched, in their order. */
interface Decision {
  readonly by: IgnorePattern | undefined;
  readonly matched: readonly number[];
}

const AT_ROOT: Decision = { by: undefined, matched: [] };

/**
 * Decides from the root down, as the builder walks (fsutil, filter.go, with patternmatcher's
 * MatchesUsingParentResults): what matched a directory matches all below it.
 */
function decider(
  compiled: readonly Compiled[],
): (path: string) => IgnorePattern | undefined {
  const directories = new Map<string, Decision>();
  const decide = (
    path: string,
    above: readonly number[],
    matched: number[],
  ): IgnorePattern | undefined => {
    let by: IgnorePattern | undefined;
    let ignored = false;
    let next = 0;
    for (let at = 0; at < compiled.length; at++) {
      const item = compiled[at];
      if (item === undefined) break;
      const { pattern, matches } = item;
      const isAbove = above[next] === at;
      if (isAbove) next++;
      // A pattern that would not change anything is not asked.
      else if (pattern.negated !== ignored || !matches(path)) continue;
      matched.push(at);
      by = pattern;
      ignored = !pattern.negated;
    }
    return by;
  };
  const decided = (directory: string): Decision => {
    const before = directories.get(directory);
    if (before !== undefined) return before;
    const slash = directory.lastIndexOf("/");
    const above = slash === -1 ? AT_ROOT : decided(directory.slice(0, slash));
    const matched: number[] = [];
    const by = decide(directory, above.matched, matched);
    const decision = { by, matched };
    directories.set(directory, decision);
    return decision;
  };
  return (path) => {
    const slash = path.lastIndexOf("/");
    const above = slash === -1 ? AT_ROOT : decided(path.slice(0, slash));
    return decide(path, above.matched, []);
  };
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
