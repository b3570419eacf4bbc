import { siteRoot } from "../components/root.ts";

/** Pagefind's engine, which searches in a worker. */
export interface Engine {
  /** What was found, or how many pages each filter leaves where there are no words; null where it is not wanted any more. */
  search(words: string | null, options: unknown): Promise<Answer | null>;
  /** The filters, with how many pages each has. */
  filters(): Promise<unknown>;
}

export interface Answer {
  readonly results: readonly {
    /** What is said of the page. */
    data: () => Promise<unknown>;
  }[];
}

/** An engine whose index has come. */
export interface Started {
  readonly engine: Engine;
  readonly filters: unknown;
}

let started: Promise<Started> | undefined;

/** Starts the engine, which loads the index; once, until it is forgotten. Fails where a file does not load. */
export function startEngine(): Promise<Started> {
  return (started ??= start());
}

/** For an engine that lacks a file: it would never ask again. */
export function forgetEngine(): void {
  started = undefined;
}

/** Where Pagefind's files are. */
export function bundle(): URL {
  return new URL("pagefind/", siteRoot());
}

async function start(): Promise<Started> {
  const script: unknown = await import(
    /* @vite-ignore */ new URL("pagefind.js", bundle()).href
  );
  if (!isScript(script)) throw new Error("Pagefind has no engine.");
  const engine = script.createInstance({
    baseUrl: siteRoot().pathname,
    excerptLength: 20,
  });
  return { engine, filters: await engine.filters() };
}

function isScript(
  script: unknown,
): script is { createInstance(options: object): Engine } {
  return (
    typeof script === "object" &&
    script !== null &&
    "createInstance" in script &&
    typeof script.createInstance === "function"
  );
}
