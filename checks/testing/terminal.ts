import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Terminal } from "../cli/terminal.ts";

/** A folder that goes when the test ends, with files in it. */
export function folderWith(
  files: Readonly<Record<string, string | Uint8Array>>,
): string {
  const folder = mkdtempSync(join(tmpdir(), "drydock-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** What a command left on a terminal. */
export interface Ran {
  readonly code: number;
  readonly output: string;
  readonly said: string;
}

/** Runs a command in a folder, without a process of its own. */
export async function runIn(
  folder: string,
  command: (args: readonly string[], terminal: Terminal) => Promise<number>,
  args: readonly string[],
  input: string | Uint8Array = "",
): Promise<Ran> {
  let output = "";
  let said = "";
  const code = await command(args, {
    folder,
    colour: false,
    write: async (text) => {
      output += text;
    },
    warn: (text) => {
      said += text;
    },
    readInput: async () => Buffer.from(input),
  });
  return { code, output, said };
}

/** Runs something without the rights of root, which permissions do not hold back. */
export async function asOrdinaryUser<T>(run: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return run();
  process.seteuid?.(65_534);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
}
