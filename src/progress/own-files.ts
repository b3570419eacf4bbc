import { persistentAtom } from "@nanostores/persistent";
import { NO_FILES, type OwnFiles } from "../playground/own-files.ts";
import { storageKey } from "./storage.ts";

/** The reader's own files on the page /playground/, kept in this browser; undefined when there are none. */
export const ownFiles = persistentAtom<OwnFiles | undefined>(
  storageKey("playground"),
  undefined,
  { encode: JSON.stringify, decode: parseOwnFiles, listen: false },
);

/** Calls back with what another tab of this site kept, or undefined where it forgot its files. */
export function onOtherTab(take: (own: OwnFiles | undefined) => void): void {
  addEventListener("storage", ({ key, newValue }) => {
    if (key === storageKey("playground"))
      take(newValue === null ? undefined : parseOwnFiles(newValue));
  });
}

/** Longer texts are not kept, in characters: they would take the room of everything else. */
export const MOST_KEPT = 250_000;

/** Keeps the files, or forgets them; false where they are too long to be kept. */
export function keepOwnFiles(own: OwnFiles | undefined): boolean {
  const fits = own === undefined || JSON.stringify(own).length <= MOST_KEPT;
  ownFiles.set(fits ? own : undefined);
  return fits;
}

/** Reads the files as they were stored; what is odd in them is left out. */
export function parseOwnFiles(text: string): OwnFiles | undefined {
  const stored = fieldsOf(parsed(text));
  if (stored.size === 0) return undefined;
  const textOf = (value: unknown, otherwise: OwnFiles["ignore"]) => {
    const fields = fieldsOf(value);
    const [path, content] = [fields.get("path"), fields.get("text")];
    return typeof path === "string" &&
      path !== "" &&
      typeof content === "string"
      ? { path, text: content }
      : otherwise;
  };
  const listing = stored.get("listing");
  return {
    dockerfile: textOf(stored.get("dockerfile"), NO_FILES.dockerfile),
    ignore: textOf(stored.get("ignore"), NO_FILES.ignore),
    listing: typeof listing === "string" ? listing : "",
    isWhole: stored.get("isWhole") === true,
    texts: Object.fromEntries(
      [...fieldsOf(stored.get("texts"))].flatMap(([path, value]) =>
        typeof value === "string" ? [[path, value]] : [],
      ),
    ),
    sizes: Object.fromEntries(
      [...fieldsOf(stored.get("sizes"))].flatMap(([path, value]) =>
        typeof value === "number" && value >= 0 ? [[path, value]] : [],
      ),
    ),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(
    typeof value === "object" && value !== null ? Object.entries(value) : [],
  );
}
