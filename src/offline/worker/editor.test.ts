import { expect, it, vi } from "vitest";

const root = "https://site.example/";
const list = ["_astro/a.js", "_astro/b.js"].map((url) => ({
  url,
  revision: null,
}));

/** Runs the worker's part with these files kept already; what it fetches, and whether all is kept then. */
async function keepWith(
  kept: readonly string[],
  connection: unknown,
): Promise<{ readonly all: boolean; readonly fetched: readonly string[] }> {
  const files = new Set(kept.map((url) => root + url));
  const fetched: string[] = [];
  vi.resetModules();
  vi.stubGlobal("self", { registration: { scope: root } });
  vi.stubGlobal("navigator", { connection });
  vi.stubGlobal("caches", {
    open: async () => ({
      match: async (url: string) => (files.has(url) ? {} : undefined),
      put: async (url: string) => files.add(url),
    }),
  });
  vi.stubGlobal("fetch", async (url: string) => {
    fetched.push(url.slice(root.length));
    return new Response("");
  });
  const { keptEditor } = await import("./editor.ts");
  const all = await keptEditor(list).keep();
  vi.unstubAllGlobals();
  return { all, fetched };
}

it.each([
  ["what is not kept", ["_astro/a.js"], undefined, true, ["_astro/b.js"]],
  ["nothing where data is saved", [], { saveData: true }, false, []],
  [
    "nothing, and all is kept, where data is saved later",
    ["_astro/a.js", "_astro/b.js"],
    { saveData: true },
    true,
    [],
  ],
] as const)("fetches %s", async (_, kept, connection, all, fetched) => {
  expect(await keepWith(kept, connection)).toEqual({ all, fetched });
});
