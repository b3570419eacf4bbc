import {
  NO_ENTRIES,
  PROGRESS_FORMAT,
  PROGRESS_VERSION,
  type AreaEntries,
  type Opened,
} from "../../checks/exercise/progress-file.ts";

/** Where the entries of an area are kept; an atom is one. */
export interface Store<Entry> {
  get(): Readonly<Record<string, Entry>>;
  set(entries: Readonly<Record<string, Entry>>): void;
}

/** What is to be known of an area. */
export interface AreaOf<Entry> {
  /** Its name in the file. */
  readonly name: string;
  /** What its entries are called, in the plural. */
  readonly title: string;
  readonly store: Store<Entry>;
  /** The entries that can be read; what is odd is left out. */
  read(stored: unknown): Readonly<Record<string, Entry>> | undefined;
  /** When an entry was last changed, as an ISO date with time; empty where that is not known. */
  at(entry: Entry): string;
  /** One entry of two, where there is more to do than to take the newer one. */
  unite?(here: Entry, there: Entry): Entry;
  /** The id that an entry has now. */
  idNow?(id: string): string;
}

/** What an import would do in an area. */
export interface AreaPlan {
  readonly title: string;
  /** Entries that are in the file alone. */
  readonly fresh: number;
  /** Entries of which the file has something newer or more. */
  readonly changed: number;
  /** Entries of which it has nothing new. */
  readonly same: number;
  /** Entries that cannot be read and are left out. */
  readonly odd: number;
  /** Does it, and gives what takes it back. */
  apply(): () => void;
}

/** A kind of work that is exported, imported and reset. */
export interface Area {
  readonly name: string;
  readonly title: string;
  /** How many entries are kept here. */
  count(): number;
  entries(): Readonly<Record<string, unknown>>;
  /** What an import of these entries would do. */
  plan(there: AreaEntries): AreaPlan;
  /** Forgets all entries, and gives what takes it back. */
  reset(): () => void;
}

/** An area that knows how to bring two devices together: the newest of each entry counts, and nothing is deleted. */
export function areaOf<Entry>(of: AreaOf<Entry>): Area {
  const { name, title, store } = of;
  const change = (to: Readonly<Record<string, Entry>>): (() => void) => {
    const before = store.get();
    store.set(to);
    return () => store.set(before);
  };
  return {
    name,
    title,
    count: () => Object.keys(store.get()).length,
    entries: () => store.get(),
    reset: () => change({}),
    plan: ({ entries, odd }) => {
      const read = of.read(Object.fromEntries(entries)) ?? {};
      const now = (id: string): string => of.idNow?.(id) ?? id;
      const lost = entries.filter(([id]) => !Object.hasOwn(read, now(id)));
      const here = store.get();
      const merged = Object.entries(read).map(([id, there]) => {
        const own = Object.hasOwn(here, id) ? here[id] : undefined;
        const entry = own === undefined ? there : one(of, own, there);
        return { id, own, entry };
      });
      const fresh = merged.filter(({ own }) => own === undefined);
      const changed = merged.filter(
        ({ own, entry }) => own !== undefined && !isSame(own, entry),
      );
      return {
        title,
        fresh: fresh.length,
        changed: changed.length,
        same: merged.length - fresh.length - changed.length,
        odd: odd + lost.length,
        apply: () =>
          change({
            ...store.get(),
            ...Object.fromEntries(
              [...fresh, ...changed].map(({ id, entry }) => [id, entry]),
            ),
          }),
      };
    },
  };
}

function one<Entry>(of: AreaOf<Entry>, here: Entry, there: Entry): Entry {
  if (of.unite !== undefined) return of.unite(here, there);
  const time = (entry: Entry): number => Date.parse(of.at(entry)) || 0;
  return time(there) > time(here) ? there : here;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** The file that carries these areas to another device, or to a team's lead. */
export function progressFile(
  areas: readonly Area[],
  about: {
    readonly name: string;
    readonly exported: string;
    /** The version of the judge. */
    readonly rules: string;
  },
): string {
  const { name, exported, rules } = about;
  return `${JSON.stringify(
    {
      format: PROGRESS_FORMAT,
      version: PROGRESS_VERSION,
      ...(name === "" ? {} : { name }),
      exported,
      rules,
      ...Object.fromEntries(areas.map((area) => [area.name, area.entries()])),
    },
    undefined,
    1,
  )}\n`;
}

/** What an import of a file would do, or the end of a sentence about why nothing can be taken from it. */
export type ImportPlan =
  | { readonly kind: "unusable"; readonly because: string }
  | {
      readonly kind: "plan";
      /** As claimed; empty where no name is. */
      readonly name: string;
      readonly exported: string | undefined;
      readonly areas: readonly AreaPlan[];
    };

/** What an import of a progress file would do; nothing is changed yet. */
export function planImport(opened: Opened, areas: readonly Area[]): ImportPlan {
  if (opened.kind === "unusable") return opened;
  const { name, exported, areas: values } = opened.frame;
  return {
    kind: "plan",
    name,
    exported,
    areas: areas.map((area) => area.plan(values.get(area.name) ?? NO_ENTRIES)),
  };
}
