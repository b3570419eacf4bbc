import { dateIn, textIn } from "../stored.ts";

/** What a progress file says of itself. */
export const PROGRESS_FORMAT = "drydock-progress";
/** The version of the shape of the files that are written, and the newest that is read. */
export const PROGRESS_VERSION = 1;

/**
 * Larger files are not read, in bytes. A browser keeps about five million characters for a site, of at most three bytes
 * in UTF-8: https://html.spec.whatwg.org/multipage/webstorage.html suggests the limit.
 */
export const MOST_BYTES = 16_000_000;
/** Our own files are nested nine levels deep at most. */
const MOST_LEVELS = 40;
/** Every exercise with all the answers that are kept, every card and every mark come to some 12,000 values. */
const MOST_VALUES = 50_000;
/** Longer names are cut, in characters. */
const MOST_NAME = 80;

/** A progress file, its frame read and its areas not. */
export interface ProgressFrame {
  /** As the learner wrote it; empty where nothing is claimed. */
  readonly name: string;
  /** When it was written, as claimed; undefined where that is no date. */
  readonly exported: string | undefined;
  /** The entries of each area; none of one that the file does not have. */
  readonly areas: ReadonlyMap<string, AreaEntries>;
}

/** What stands in an area of a file. */
export interface AreaEntries {
  /** By id; nothing is known of the values. */
  readonly entries: readonly (readonly [string, unknown])[];
  /** How many are left out: those whose id cannot be one of ours, and those beyond the most. */
  readonly odd: number;
}

/** An area that is not there. */
export const NO_ENTRIES: AreaEntries = { entries: [], odd: 0 };

/** A file's frame, or the end of a sentence about why there is none: "… it is no JSON." */
export type Opened =
  | { readonly kind: "opened"; readonly frame: ProgressFrame }
  | { readonly kind: "unusable"; readonly because: string };

/** Why a file of so many bytes is not read; undefined where it is. */
export function tooLarge(bytes: number): string | undefined {
  return bytes > MOST_BYTES
    ? `it has ${Math.ceil(bytes / 1e6)} MB, and a progress file has at most ${MOST_BYTES / 1e6} MB`
    : undefined;
}

/** Reads the frame of a progress file, from any text. */
export function openProgress(text: string): Opened {
  const unusable = (because: string): Opened => ({ kind: "unusable", because });
  const large = tooLarge(text.length);
  if (large !== undefined) return unusable(large);
  const shape = shapeProblem(text);
  if (shape !== undefined) return unusable(shape);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return unusable("it is no JSON");
  }
  const fields = new Map(
    typeof value === "object" && value !== null ? Object.entries(value) : [],
  );
  if (fields.get("format") !== PROGRESS_FORMAT)
    return unusable(
      `it is no progress file of Drydock: its "format" is not "${PROGRESS_FORMAT}"`,
    );
  const version: unknown = fields.get("version");
  if (typeof version === "number" && version > PROGRESS_VERSION)
    return unusable(
      `a later version of Drydock wrote it (${version}; this one reads ${PROGRESS_VERSION}): nothing is taken from it`,
    );
  if (version !== PROGRESS_VERSION)
    return unusable(`its "version" is not ${PROGRESS_VERSION}`);
  return {
    kind: "opened",
    frame: {
      name: nameIn(fields.get("name")),
      exported: dateIn(fields.get("exported")),
      areas: new Map(
        [...fields].map(([name, area]) => [name, entriesIn(area)]),
      ),
    },
  };
}

function entriesIn(value: unknown): AreaEntries {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { entries: [], odd: 1 };
  const all = Object.entries(value);
  const entries = all.filter(([id]) => isId(id)).slice(0, MOST_ENTRIES);
  return { entries, odd: all.length - entries.length };
}

/** More entries of an area are left out: ours have some hundred. */
const MOST_ENTRIES = 2_000;

function isId(text: string): boolean {
  return (
    text.length <= 200 &&
    /^[a-z0-9][a-z0-9/:._-]*$/i.test(text) &&
    text !== "constructor"
  );
}

/** A name in one line, without what would change the line around it: control characters and marks of direction. */
function nameIn(value: unknown): string {
  return (textIn(value) ?? "")
    .slice(0, 10 * MOST_NAME)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim()
    .slice(0, MOST_NAME);
}

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const OPENING = new Set([91, 123]);
const CLOSING = new Set([93, 125]);

/** Why JSON is not read: some functions fail on deeply nested values, and very many take seconds. */
function shapeProblem(text: string): string | undefined {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    else if (code === COMMA) values++;
    else if (CLOSING.has(code)) depth--;
    else if (OPENING.has(code)) {
      depth++;
      values++;
    }
    if (depth > MOST_LEVELS)
      return `its values are nested more than ${MOST_LEVELS} levels deep, which no progress file needs`;
    if (values > MOST_VALUES)
      return `it holds more than ${MOST_VALUES.toLocaleString("en")} values, which no progress file needs`;
  }
  return undefined;
}

/** The place of the quotation mark that closes a text; the end of all where none does. */
function endOfText(text: string, start: number): number {
  for (
    let at = text.indexOf('"', start + 1);
    at !== -1;
    at = text.indexOf('"', at + 1)
  ) {
    let before = at - 1;
    while (text.charCodeAt(before) === BACKSLASH) before--;
    if ((at - before) % 2 === 1) return at;
  }
  return text.length;
}
