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
  if (tokens.every(({ kind }) => kind === "char")) {
    const literal = plainText(tokens);
    return { matches: (path) => path === literal };
  }
  // Most paths are told by the plain text at the ends of a pattern.
  const start = plainText(tokens);
  const end = Array.from(plainText([...tokens].reverse()))
    .reverse()
    .join("");
  return {
    matches: (path) =>
      path.startsWith(start) && path.endsWith(end) && run(tokens, path),
  };
}

/** The plain text that tokens begin with. */
function plainText(tokens: readonly Token[]): string {
  let text = "";
  for (const token of tokens) {
    if (token.kind !== "char") break;
    text += token.char;
  }
  return text;
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

/** Follows all ways through the tokens at once. */
function run(tokens: readonly Token[], path: string): boolean {
  let states = new Set<number>();
  enter(states, tokens, 0);
  for (const char of path) {
    const next = new Set<number>();
    for (const state of states) {
      const token = tokens[state];
      switch (token?.kind) {
        case "char":
          if (token.char === char) enter(next, tokens, state + 1);
          break;
        case "any":
          if (char !== "/") enter(next, tokens, state + 1);
          break;
        case "class":
          if (inClass(token.class, char)) enter(next, tokens, state + 1);
          break;
        case "star":
          if (char !== "/") enter(next, tokens, state);
          break;
        case "all":
          enter(next, tokens, state);
          break;
        case "deep":
          next.add(state);
          if (char === "/") enter(next, tokens, state + 1);
          break;
      }
    }
    if (next.size === 0) return false;
    states = next;
  }
  return states.has(tokens.length);
}

/** Adds a state and those reached from it without reading a character. */
function enter(
  states: Set<number>,
  tokens: readonly Token[],
  state: number,
): void {
  states.add(state);
  const kind = tokens[state]?.kind;
  if (kind === "star" || kind === "all" || kind === "deep")
    enter(states, tokens, state + 1);
}

function inClass({ negated, ranges }: CharacterClass, char: string): boolean {
  return ranges.some(([low, high]) => low <= char && char <= high) !== negated;
}
