import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createServer } from "vite";
import { expect, it, vi } from "vitest";
import { rawTexts } from "./raw-texts.ts";

const file = resolve(
  import.meta.dirname,
  "../../content/exercises/go-to-distroless/starter/internal/tide/tide.go",
);

it("a text is what its file holds, and does not name the file as its import", async () => {
  const server = await createServer({
    // What a module names as its import is watched, where it stands outside the root.
    root: import.meta.dirname,
    configFile: false,
    logLevel: "silent",
    server: { middlewareMode: true, ws: false, fs: { strict: false } },
    plugins: [rawTexts()],
  });
  const watched = vi.spyOn(server.watcher, "add");
  try {
    const result = await server.environments.ssr.transformRequest(
      `/@fs${file}?raw`,
    );
    expect(result?.code).toContain(JSON.stringify(readFileSync(file, "utf8")));
    expect(watched.mock.calls.flat(2)).not.toContain(file);
  } finally {
    await server.close();
  }
});
