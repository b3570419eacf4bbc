import {
  forgetEngine,
  startEngine,
  type Answer,
  type Engine,
} from "./engine.ts";

/** What of Pagefind's instance we use, which stands between the parts of the modal and the engine. */
export interface Instance {
  /** What was asked last. */
  readonly searchTerm: string;
  triggerSearch(words: string): void;
  /** Tells a screen reader. */
  announceRaw(text: string, how: "assertive"): void;
  /** Reacts to an event, in the place of what the owner would do. */
  on(event: "loading", react: () => void, owner: Element): void;
  /** Loads the engine; each search waits for it, and ends where there is none then. */
  __load__(): Promise<void>;
  __pagefind__: Engine | null;
  availableFilters: unknown;
  totalFilters: unknown;
  __dispatch__(event: "filters", filters: object): void;
}

export function isInstance(value: unknown): value is Instance {
  return (
    typeof value === "object" &&
    value !== null &&
    "__load__" in value &&
    "__pagefind__" in value &&
    "__dispatch__" in value
  );
}

/** How many results fit into the modal. */
export const FIRST = 8;

/**
 * Has each answer come with its first results in it, and says where none comes; what is asked next then begins anew.
 * Pagefind would draw empty rows and ask for each, which takes longer than the search. Where a file does not load, it
 * would wait without end.
 */
export function answerWhole(instance: Instance, failed: () => void): void {
  let loaded: Promise<void> | undefined;
  // One promise for all who wait, so that they go on in the order in which they came: what was typed last asks last.
  instance.__load__ = () => (loaded ??= load());

  async function load(): Promise<void> {
    try {
      const { engine, filters } = await startEngine();
      instance.__pagefind__ = {
        search: (words, options) => answer(engine, words, options),
        filters: () => engine.filters(),
      };
      instance.availableFilters = instance.totalFilters = filters;
      instance.__dispatch__("filters", { available: filters, total: filters });
    } catch {
      fail();
    }
  }

  async function answer(
    engine: Engine,
    words: string | null,
    options: unknown,
  ): Promise<Answer | null> {
    const isLast = (): boolean => (words ?? "") === instance.searchTerm;
    // What was typed meanwhile is asked for by itself.
    if (!isLast()) return null;
    try {
      const found = await engine.search(words, options);
      if (found === null || !isLast()) return null;
      await bringFirst(found);
      return found;
    } catch {
      fail();
      return null;
    }
  }

  function fail(): void {
    forgetEngine();
    loaded = undefined;
    instance.__pagefind__ = null;
    failed();
  }
}

async function bringFirst({ results }: Answer): Promise<void> {
  await Promise.all(
    results.slice(0, FIRST).map(async (result) => {
      const data = await result.data();
      result.data = () => Promise.resolve(data);
    }),
  );
}
