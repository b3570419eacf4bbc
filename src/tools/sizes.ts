import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { gzipSync } from "node:zlib";

/** What a page loads before anybody asks for anything, in bytes after gzip; fonts are compressed already. */
export interface PageSize {
  /** The page's file, from the site's root, with slashes. */
  readonly page: string;
  /** Pages that are made alike: `lessons/*`, or `lessons/* with an exercise`. */
  readonly kind: string;
  readonly all: number;
  /** Scripts of the page; those of the worker that grades are in `all`. */
  readonly script: number;
}

/** The most that a page may load, in bytes after gzip. */
export interface SizeBudget {
  readonly all: number;
  readonly script: number;
}

/** The budget of a kind of pages; where something is graded, up to the first grade, and scripts as part of it. */
export function sizeBudget(kind: string): SizeBudget {
  const script = Number.POSITIVE_INFINITY;
  // The exercise, and the lesson around it.
  if (kind === `lessons/*${WITH_EXERCISE}`) return { all: 145_000, script };
  if (kind.endsWith(WITH_EXERCISE) || kind === "playground/")
    return { all: 130_000, script };
  return { all: 60_000, script: 12_000 };
}

const WITH_EXERCISE = " with an exercise";

/** The sizes of the pages of a built site, in the order given. `root` is its folder. */
export async function pageSizes(
  root: string,
  pages: readonly string[],
): Promise<readonly PageSize[]> {
  const files = new Map<string, Promise<LoadedFile>>();
  const load = (path: string): Promise<LoadedFile> => {
    let file = files.get(path);
    if (file === undefined) files.set(path, (file = readLoaded(root, path)));
    return file;
  };
  return Promise.all(
    pages.map((page) => sizeOf(page.replaceAll("\\", "/"), load)),
  );
}

interface LoadedFile {
  readonly text: string;
  readonly bytes: number;
}

type Load = (path: string) => Promise<LoadedFile>;

async function readLoaded(root: string, path: string): Promise<LoadedFile> {
  const content = await readFile(join(root, path));
  return {
    text: content.toString("utf8"),
    bytes: path.endsWith(".woff2")
      ? content.length
      : gzipSync(content, { level: 9 }).length,
  };
}

async function sizeOf(page: string, load: Load): Promise<PageSize> {
  const { text, bytes } = await load(page);
  const isGraded = text.includes("<exercise-workspace");
  const scripts = await withImports(page, addresses(text, SCRIPT), load);
  const workers = isGraded ? await workersOf(scripts, load) : [];
  const others = addresses(text, LINK).map((to) => resolved(page, to));
  const sum = async (paths: Iterable<string>): Promise<number> => {
    let total = 0;
    for (const path of new Set(paths)) total += (await load(path)).bytes;
    return total;
  };
  return {
    page,
    kind: kindOf(page) + (isGraded ? WITH_EXERCISE : ""),
    all: bytes + (await sum([...scripts, ...workers, ...others])),
    script: await sum(scripts),
  };
}

const SCRIPT = /<script\b[^>]*\ssrc="([^"]+)"/g;
const LINK =
  /<link\b(?=[^>]*\srel="(?:stylesheet|preload|modulepreload|icon)")[^>]*\shref="([^"]+)"/g;
/** As the bundler writes imports: at once, and never of anything but a file beside. */
const IMPORT = /\b(?:from|import)\s*["'`](\.\/[^"'`]+\.js)["'`]/g;
const WORKER = /new URL\(["'`]([^"'`]*worker[^"'`/]*\.js)["'`]/g;

function addresses(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, to = ""]) => to);
}

/** Scripts and what they import as they load, from the site's root. */
async function withImports(
  from: string,
  scripts: readonly string[],
  load: Load,
): Promise<readonly string[]> {
  const found = new Set(scripts.map((to) => resolved(from, to)));
  // A set hands out what is added on the way.
  for (const path of found)
    for (const to of addresses((await load(path)).text, IMPORT))
      found.add(resolved(path, to));
  return [...found];
}

async function workersOf(
  scripts: readonly string[],
  load: Load,
): Promise<readonly string[]> {
  const all: string[] = [];
  for (const path of scripts) {
    const started = addresses((await load(path)).text, WORKER);
    all.push(...(await withImports(path, started, load)));
  }
  return all;
}

/** A path from the site's root; the 404 page's addresses start there already. */
function resolved(from: string, to: string): string {
  return to.startsWith("/") ? to.slice(1) : posix.join(posix.dirname(from), to);
}

function kindOf(page: string): string {
  const folders = page.split("/").slice(0, -1);
  if (folders.length === 0) return page === "index.html" ? "home" : page;
  const [first = "", ...rest] = folders;
  if (rest.length === 0 || page === "interview/practice/index.html")
    return `${folders.join("/")}/`;
  return `${first}/*`;
}

/** A table with the heaviest page of each kind, and a sentence for each page that is above its budget. */
export function sizeReport(sizes: readonly PageSize[]): {
  readonly table: string;
  readonly tooHeavy: readonly string[];
} {
  const kinds = Map.groupBy(sizes, ({ kind }) => kind);
  const rows = [...kinds].map(([kind, pages]) => {
    const budget = sizeBudget(kind);
    const all = heaviest(pages, "all");
    const script = heaviest(pages, "script");
    return [
      `${kB(all.all)} of ${kB(budget.all)}`.padEnd(22),
      Number.isFinite(budget.script)
        ? `${kB(script.script)} of ${kB(budget.script)}`.padEnd(20)
        : kB(script.script).padEnd(20),
      String(pages.length).padStart(4),
      `${kind}${pages.length > 1 ? `: ${all.page.split("/").at(-2) ?? ""}` : ""}`,
    ].join("  ");
  });
  const head = `${"all".padEnd(22)}  ${"script".padEnd(20)}  pages  kind: its heaviest page`;
  return {
    table: [head, ...rows].join("\n"),
    tooHeavy: sizes.flatMap(({ page, kind, all, script }) => {
      const budget = sizeBudget(kind);
      return [
        ...(all > budget.all
          ? [`${page} loads ${kB(all)}, and may load ${kB(budget.all)}.`]
          : []),
        ...(script > budget.script
          ? [
              `${page} loads ${kB(script)} of scripts, and may load ${kB(budget.script)}.`,
            ]
          : []),
      ];
    }),
  };
}

function heaviest(pages: readonly PageSize[], by: "all" | "script"): PageSize {
  return pages.reduce((most, page) => (page[by] > most[by] ? page : most));
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
