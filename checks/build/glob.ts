/** One element of a compiled path pattern. */
type Token =
  | { readonly kind: "char"; readonly char: string }
  | { readonly kind: "any" }
  | { readonly kind: "star" }
  /** `**`: any text, slashes included. */
  | { readonly kind: "all" }
  /** The slash after a `**`: it and what stands before it may be absent together. */
  | { readonly kind: "deep" }
  | { readonly kind: "class"; readonly class: CharacterClass };

interface CharacterClass {
  readonly negated: boolean;
  readonly ranges: readonly (readonly [string, string])[];
}

/** A compiled path pattern. */
export interface Glob {
  matches(path: string): boolean;
}

/** Which dialect of patterns is read. */
export interface GlobOptions {
  /** Whether `**` crosses slashes, as in `.dockerignore`; else it is two stars. */
  readonly deep: boolean;
}

/**
 * Compiles a pattern of Go's filepath.Match (`*`, `?`, `[a-z]`, `\x`), undefined where Go calls it malformed. Matching
 * takes time linear in the path for each token.
 */
export function compileGlob(
  text: string,
  { deep }: GlobOptions,
): Glob | undefined {
  // A character beyond 16 bits is one to "?" and in brackets.
  const pattern = Array.from(text);
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? "";
    if (char === "*" && deep && pattern[at + 1] === "*") {
      at++;
      const slash = pattern[at + 1] === "/";
      if (slash) at++;
      const last = at === pattern.length - 1;
      tokens.push({ kind: last ? "all" : "deep" });
    } else if (char === "*") tokens.push({ kind: "star" });
    else if (char === "?") tokens.push({ kind: "any" });
    else if (char === "\\") {
      const next = pattern[++at];
      if (next === undefined) return undefined;
      tokens.push({ kind: "char", char: next });
    } else if (char === "[") {
      const read = readClass(pattern, at);
      if (read === undefined) return undefined;
      tokens.push({ kind: "class", class: read.class });
      at = read.end;
    } else tokens.push({ kind: "char", char });
  }
  // Most paths are told by the plain text in a pattern.
  const texts = plainTexts(tokens);
  const [start = ""] = texts;
  if (texts.length === 1) return { matches: (path) => path === start };
  const end = texts.at(-1) ?? "";
  const longest = texts.reduce((a, b) => (b.length > a.length ? b : a));
  return {
    matches: (path) =>
      path.startsWith(start) &&
      path.endsWith(end) &&
      path.includes(longest) &&
      run(tokens, path),
  };
}

/** The plain text before, between and after the tokens that are none; it may be empty. */
function plainTexts(tokens: readonly Token[]): readonly string[] {
  const ended: string[] = [];
  let text = "";
  for (const token of tokens)
    if (token.kind === "char") text += token.char;
    else {
      ended.push(text);
      text = "";
    }
  ended.push(text);
  return ended;
}

function readClass(
  pattern: readonly string[],
  open: number,
): { class: CharacterClass; end: number } | undefined {
  let at = open + 1;
  const negated = pattern[at] === "^";
  if (negated) at++;
  const ranges: [string, string][] = [];
  const next = (): string | undefined => {
    if (pattern[at] === "\\") at++;
    return pattern[at++];
  };
  while (pattern[at] !== "]" || ranges.length === 0) {
    if (pattern[at] === "-" || pattern[at] === "]") return undefined;
    const low = next();
    if (low === undefined) return undefined;
    let high = low;
    if (pattern[at] === "-") {
      at++;
      if (pattern[at] === "-" || pattern[at] === "]") return undefined;
      const read = next();
      if (read === undefined) return undefined;
      high = read;
    }
    ranges.push([low, high]);
    if (at >= pattern.length) return undefined;
  }
  return { class: { negated, ranges }, end: at };
}

/** Follows all ways through the tokens at once: marks those that may match next, and the end where all have. */
function run(tokens: readonly Token[], path: string): boolean {
  let now = new Uint8Array(tokens.length + 1);
  let next = new Uint8Array(tokens.length + 1);
  enter(now, tokens, 0);
  for (const char of path) {
    for (let at = 0; at < tokens.length; at++)
      if (now[at] === 1) step(next, tokens, at, char);
    now.fill(0);
    [now, next] = [next, now];
    if (!now.includes(1)) return false;
  }
  return now[tokens.length] === 1;
}

/** Marks what may match after a token has met a character. */
function step(
  next: Uint8Array,
  tokens: readonly Token[],
  at: number,
  char: string,
): void {
  const token = tokens[at];
  switch (token?.kind) {
    case "char":
      if (token.char === char) enter(next, tokens, at + 1);
      break;
    case "any":
      if (char !== "/") enter(next, tokens, at + 1);
      break;
    case "class":
      if (inClass(token.class, char)) enter(next, tokens, at + 1);
      break;
    case "star":
      if (char !== "/") enter(next, tokens, at);
      break;
    case "all":
      enter(next, tokens, at);
      break;
    case "deep":
      next[at] = 1;
      if (char === "/") enter(next, tokens, at + 1);
      break;
  }
}

/** Marks a token and those reached from it without reading a character. */
function enter(
  marks: Uint8Array,
  tokens: readonly Token[],
  first: number,
): void {
  for (let at = first; ; at++) {
    marks[at] = 1;
    const kind = tokens[at]?.kind;
    if (kind !== "star" && kind !== "all" && kind !== "deep") return;
  }
}

function inClass({ negated, ranges }: CharacterClass, char: string): boolean {
  return ranges.some(([low, high]) => low <= char && char <= high) !== negated;
}
