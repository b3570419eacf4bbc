import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Files } from "../../files.ts";
import { filesIn, partOf, textIn } from "../../stored.ts";
import type { Failure } from "./run.ts";

/** An input that failed once, and stays as a test. */
export interface Found {
  readonly name: string;
  readonly target: string;
  readonly input: Files;
}

const root = resolve(import.meta.dirname, "../../..");
const folder = join(root, "checks/testing/found");

/** All inputs that are kept. */
export function foundInputs(): readonly Found[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => {
      const kept: unknown = JSON.parse(
        readFileSync(join(folder, name), "utf8"),
      );
      const target = textIn(partOf(kept, "target"));
      const input = filesIn(partOf(kept, "input"));
      if (target === undefined || input === undefined)
        throw new Error(`${name} has no target or no input.`);
      return { name, target, input };
    });
}

/** Keeps a failing input; gives the path it has from the root of the project. */
export function keep({ target, input }: Failure): string {
  const text = `${JSON.stringify({ target, input }, undefined, 2)}\n`;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${target}-${hash}.json`);
  writeFileSync(path, text);
  return relative(root, path);
}
