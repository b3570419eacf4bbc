import { savesData } from "../../components/saves-data.ts";
import type { Listed } from "./listed.ts";
import { root } from "./scope.ts";

/** The editor's files that are kept. */
export interface KeptEditor {
  /** Whether some of it is kept, of this version or one before. */
  isWanted(): Promise<boolean>;
  /**
   * Fetches what is not kept yet, until it is stopped, or nothing where the browser saves data; whether all is kept then.
   * Fails where a file cannot be had.
   */
  keep(): Promise<boolean>;
  stop(): void;
  /** Forgets the files of versions before this one. */
  tidy(): Promise<void>;
}

/** The rich editor, which is fetched when the site is kept already: the names of all its files change with their content. */
export function keptEditor(list: readonly Listed[]): KeptEditor {
  const urls = new Set(list.map(({ url }) => new URL(url, root).href));
  const open = (): Promise<Cache> => caches.open(`drydock-editor-${root}`);
  const stopping = new AbortController();
  return {
    isWanted: async () => (await (await open()).keys()).length > 0,
    keep: async () => {
      const cache = await open();
      for (const url of urls) {
        if ((await cache.match(url)) !== undefined) continue;
        // The plain fields do without the editor.
        if (savesData()) return false;
        const response = await fetch(url, { signal: stopping.signal });
        const type = response.headers.get("content-type");
        if (!response.ok || type?.startsWith("text/html") === true)
          throw new Error(`${url} cannot be had.`);
        await cache.put(url, response);
      }
      return true;
    },
    stop: () => stopping.abort(),
    tidy: async () => {
      const cache = await open();
      for (const request of await cache.keys())
        if (!urls.has(request.url)) await cache.delete(request);
    },
  };
}
