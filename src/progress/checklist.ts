import { persistentAtom } from "@nanostores/persistent";
import { partOf, textIn } from "./parse.ts";
import { setAside, storageKey } from "./storage.ts";

/** What is said of an item of the checklist; `open` says nothing any more. */
export type TickState = "holds" | "fails" | "open";

/** A mark and a note at an item. */
export interface Tick {
  readonly state: TickState;
  /** Who says so: the reader, or our rules on the reader's files. */
  readonly by: "reader" | "rules";
  readonly note: string;
  /** When it was last changed, as an ISO date with time in UTC. */
  readonly at: string;
}

/** Marks and notes by item. */
export type Ticks = Readonly<Record<string, Tick>>;

const KEY = storageKey("checklist");

/** Longer notes are cut, in characters. */
export const MOST_NOTE = 2000;

/** The marks at the checklist, kept in this browser and shared by its tabs. */
export const ticks = persistentAtom<Ticks>(
  KEY,
  {},
  {
    encode: JSON.stringify,
    decode: (text) => {
      const read = parseTicks(text);
      if (read === undefined) setAside(KEY, text);
      return read ?? {};
    },
  },
);

/** The tick of an item that nothing was said of. */
export const NO_TICK: Tick = { state: "open", by: "reader", note: "", at: "" };

/** The item's tick, or `NO_TICK`. */
export function tickAt(of: Ticks, item: string): Tick {
  return (Object.hasOwn(of, item) ? of[item] : undefined) ?? NO_TICK;
}

/** Changes what is said of an item, now. */
export function setTick(item: string, change: Partial<Omit<Tick, "at">>): void {
  const all = ticks.get();
  const next = { ...tickAt(all, item), ...change };
  ticks.set({
    ...all,
    [item]: {
      ...next,
      note: next.note.slice(0, MOST_NOTE),
      at: new Date().toISOString(),
    },
  });
}

/** Reads marks as they were stored, what is odd in them left out; undefined where they are no object at all. */
export function parseTicks(text: string): Ticks | undefined {
  try {
    return ticksIn(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** As `parseTicks`, of JSON that is parsed. */
export function ticksIn(stored: unknown): Ticks | undefined {
  if (typeof stored !== "object" || stored === null || Array.isArray(stored))
    return undefined;
  return Object.fromEntries(
    Object.entries(stored).flatMap(([item, value]) => {
      const tick = parseTick(value);
      return tick === undefined ? [] : [[item, tick]];
    }),
  );
}

function parseTick(value: unknown): Tick | undefined {
  const [state, at] = [partOf(value, "state"), textIn(partOf(value, "at"))];
  if (state !== "holds" && state !== "fails" && state !== "open")
    return undefined;
  if (at === undefined || Number.isNaN(Date.parse(at))) return undefined;
  return {
    state,
    by: partOf(value, "by") === "rules" ? "rules" : "reader",
    note: (textIn(partOf(value, "note")) ?? "").slice(0, MOST_NOTE),
    at,
  };
}
