/** The files of a context as a reader lists them. */
export interface Listing {
  /** Files, as paths from the root of the context. */
  readonly paths: readonly string[];
  /** Directories that hold none of these files. */
  readonly directories: readonly string[];
  /** Lines that are no path inside the context. */
  readonly odd: readonly string[];
  /** How many paths were left out, as there are too many. */
  readonly cut: number;
  /** Whether the list goes on where it is not read any more. */
  readonly isLonger: boolean;
}

/** More names are not taken: they would slow every report. */
export const MOST_NAMES = 5_000;

/** A longer list is read up to here, in characters: it is read at every key. */
export const MOST_LISTED = 500_000;

/** Reads what `find`, `git ls-files` or `tar -t` print: one path a line, a directory with a slash at its end. */
export function readListing(text: string): Listing {
  const named = new Set<string>();
  const slashed = new Set<string>();
  const odd: string[] = [];
  const isLonger = text.length > MOST_LISTED;
  const known = isLonger
    ? text.slice(0, text.lastIndexOf("\n", MOST_LISTED) + 1)
    : text;
  for (const line of known.split("\n")) {
    const written = unquoted(line.trim());
    if (/^\.?\/?$/.test(written)) continue;
    const path = pathIn(written);
    if (path === undefined) odd.push(written);
    else (written.endsWith("/") ? slashed : named).add(path);
  }
  const holding = new Set<string>();
  for (const path of [...named, ...slashed])
    for (let at = path.indexOf("/"); at > 0; at = path.indexOf("/", at + 1))
      holding.add(path.slice(0, at));
  // `find` prints a directory as it prints a file.
  const files = [...named].filter((path) => !holding.has(path)).sort();
  return {
    paths: files.slice(0, MOST_NAMES),
    directories: [...slashed].filter(
      (path) => !holding.has(path) && !named.has(path),
    ),
    odd,
    cut: Math.max(0, files.length - MOST_NAMES),
    isLonger,
  };
}

/** A path from the root of the context, or undefined for one that leads elsewhere. */
function pathIn(written: string): string | undefined {
  if (/^(?:\/|[A-Za-z]:[\\/])/.test(written)) return undefined;
  const parts = written
    .split("/")
    .filter((part) => part !== "" && part !== ".");
  return parts.length === 0 || parts.includes("..")
    ? undefined
    : parts.join("/");
}

/** Git puts a path with unusual characters between quotes. */
function unquoted(line: string): string {
  return /^"(?:[^"\\]|\\["\\])*"$/.test(line)
    ? line.slice(1, -1).replace(/\\(["\\])/g, "$1")
    : line;
}
