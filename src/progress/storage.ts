import {
  setPersistentEngine,
  windowPersistentEvents,
} from "@nanostores/persistent";
import { atom, type ReadableAtom } from "nanostores";

/** Why this browser does not keep what is written: storage is blocked, or full; or what it kept is odd. */
export type StorageProblem = "blocked" | "full" | "odd";

const problem = atom<StorageProblem | undefined>(undefined);

/**
 * Set from the first write that was not kept, which stands until the page is closed, or the first read of something that
 * is not ours.
 */
export const storageProblem: ReadableAtom<StorageProblem | undefined> = problem;

/** Every key of ours; the number changes when what is stored changes its shape. */
const PREFIX = "drydock:1:";

/** The storage key of an area of progress, such as `settings` or `draft:<exercise>`. */
export function storageKey(area: string): string {
  return PREFIX + area;
}

/** Keeps a text that cannot be read under a key of its own, before something new takes its place. */
export function setAside(key: string, text: string): void {
  write(`${key}:unreadable`, text);
  problem.set(problem.get() ?? "odd");
}

/** The areas that something is kept of and whose name begins so, without that beginning. */
export function storedAreas(start: string): readonly string[] {
  let keys: readonly string[] = [];
  try {
    keys = Object.keys(browserStorage() ?? {});
  } catch {
    // What is blocked holds nothing of ours.
  }
  const from = storageKey(start);
  return [...new Set([...keys, ...memory.keys()])]
    .filter((key) => key.startsWith(from))
    .map((key) => key.slice(from.length));
}

/** Forgets an area. */
export function forget(area: string): void {
  remove(storageKey(area));
}

const memory = new Map<string, string>();

function browserStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

function read(key: string): string | undefined {
  const own = memory.get(key);
  if (own !== undefined) return own;
  try {
    return browserStorage()?.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, value: string): void {
  const storage = browserStorage();
  try {
    if (storage === undefined) throw new DOMException("", "SecurityError");
    storage.setItem(key, value);
    memory.delete(key);
  } catch (error) {
    memory.set(key, value);
    const full =
      error instanceof DOMException && error.name === "QuotaExceededError";
    problem.set(full ? "full" : "blocked");
  }
}

function remove(key: string): void {
  memory.delete(key);
  try {
    browserStorage()?.removeItem(key);
  } catch {
    // What is blocked holds nothing of ours.
  }
}

// A full or blocked storage must not throw into the middle of typing.
setPersistentEngine(
  new Proxy<Record<string, string>>(
    {},
    {
      has: (_, key) => typeof key === "string" && read(key) !== undefined,
      get: (_, key) => (typeof key === "string" ? read(key) : undefined),
      set: (_, key, value) => {
        if (typeof key === "string") write(key, String(value));
        return true;
      },
      deleteProperty: (_, key) => {
        if (typeof key === "string") remove(key);
        return true;
      },
    },
  ),
  windowPersistentEvents,
);
