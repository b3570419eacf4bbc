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
/** Longer names are cut, in characters. */
const MOST_NAME = 80;

/** A progress file, its frame read and its areas not. */
export interface ProgressFrame {
  /** As the learner wrote it; empty where nothing is claimed. */
  readonly name: string;
  /** When it was written, as claimed; undefined where that is no date. */
  readonly exported: string | undefined;
  /** The areas and their values as they stand in the file. */
  readonly areas: ReadonlyMap<string, unknown>;
}

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
  if (isDeep(text))
    return unusable(
      `its values are nested more than ${MOST_LEVELS} levels deep, which no progress file needs`,
    );
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
      areas: fields,
    },
  };
}

/** The entries of an area by id; what cannot be an id of ours is counted. */
export function entriesIn(value: unknown): {
  readonly entries: readonly (readonly [string, unknown])[];
  readonly odd: number;
} {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { entries: [], odd: value === undefined ? 0 : 1 };
  const all = Object.entries(value);
  const entries = all.filter(([id]) => isId(id)).slice(0, MOST_ENTRIES);
  return { entries, odd: all.length - entries.length };
}

/** More entries of an area are left out. */
const MOST_ENTRIES = 10_000;

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

/** Whether brackets are nested deeper than in any file of ours: some functions fail on such values. */
function isDeep(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (isText) {
      if (sign === "\\") at++;
      else if (sign === '"') isText = false;
    } else if (sign === '"') isText = true;
    else if (sign === "{" || sign === "[") {
      if (++depth > MOST_LEVELS) return true;
    } else if (sign === "}" || sign === "]") depth--;
  }
  return false;
}
