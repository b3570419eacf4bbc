import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BuildCase } from "./build-case.ts";
import type { Builder, Outcome } from "./builder.ts";
import { stubsOf } from "./images-of.ts";
import { changed } from "./build-for-real.ts";

/** Raised when what is kept of a build changes its shape. */
const FORMAT = 5;

/** Where a case's builds are remembered: a hash of all that they are made from. */
export function memoryOf(
  folder: string,
  build: BuildCase,
  builder: Builder,
  text: string | undefined,
): string {
  const after = changed(build);
  const images = [build, ...(after === undefined ? [] : [after])]
    .flatMap(stubsOf)
    .map(({ digest }) => digest);
  const { name: _, ...inputs } = build;
  const hash = createHash("sha256")
    .update(
      JSON.stringify([
        FORMAT,
        builder.name,
        builder.version,
        images,
        inputs,
        text,
      ]),
    )
    .digest("hex");
  return join(folder, `${hash}.json`);
}

/** What is remembered of a case, or undefined. */
export function recall(path: string): readonly Outcome[] | undefined {
  if (!existsSync(path)) return undefined;
  try {
    // Written below, in this very shape.
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** Keeps what was built for later runs. */
export function remember(path: string, outcomes: readonly Outcome[]): void {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, JSON.stringify(outcomes));
}
