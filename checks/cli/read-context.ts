import { isUtf8 } from "node:buffer";
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
} from "node:fs";
import { join } from "node:path";
import { ignoreFileOf, type IgnoreFile } from "../build/ignore.ts";
import type { FileFacts, Files } from "../files.ts";

/** A folder as a build context. */
export interface ContextFolder {
  readonly files: Files;
  readonly facts: Readonly<Record<string, FileFacts>>;
}

/** Larger files are not read as text. */
const MOST_BYTES = 1_000_000;

/**
 * Reads a folder as the context of a Dockerfile in it. Symbolic links are told and never followed, big and binary files
 * have a size and no text. A directory that the ignore file leaves out whole counts as one file.
 */
export function readContext(folder: string, dockerfile: string): ContextFolder {
  const files: Record<string, string> = {};
  const facts: Record<string, FileFacts> = {};
  const ignore = ignoreFileIn(folder, dockerfile);
  const read = (directory: string): number => {
    const entries = readdirSync(join(folder, directory), {
      withFileTypes: true,
    });
    for (const entry of entries) {
      const path = directory === "" ? entry.name : `${directory}/${entry.name}`;
      const at = join(folder, path);
      const { mode, size } = lstatSync(at);
      const permissions =
        process.platform === "win32" ? {} : { mode: mode & 0o7777 };
      if (entry.isSymbolicLink()) {
        files[path] = "";
        facts[path] = { symlink: readlinkSync(at).replaceAll("\\", "/") };
      } else if (entry.isDirectory()) {
        facts[path] = permissions;
        if (isLeftOut(path, ignore) || read(path) === 0)
          facts[path] = { ...permissions, emptyDirectory: true };
      } else if (entry.isFile()) {
        const text = textOf(at, size);
        files[path] = text ?? "";
        facts[path] =
          text === undefined ? { ...permissions, size } : permissions;
      }
    }
    return entries.length;
  };
  read("");
  return { files, facts };
}

function ignoreFileIn(folder: string, dockerfile: string): IgnoreFile {
  const files: Record<string, string> = {};
  for (const path of [`${dockerfile}.dockerignore`, ".dockerignore"])
    if (existsSync(join(folder, path)))
      files[path] = readFileSync(join(folder, path), "utf8");
  return ignoreFileOf(files, dockerfile);
}

/** Whether nothing below a directory can be sent. */
function isLeftOut(path: string, ignore: IgnoreFile): boolean {
  return (
    ignore.decides(path) !== undefined &&
    !ignore.patterns.some(({ negated }) => negated)
  );
}

function textOf(path: string, size: number): string | undefined {
  if (size > MOST_BYTES) return undefined;
  const content = readFileSync(path);
  return content.includes(0) || !isUtf8(content)
    ? undefined
    : content.toString("utf8");
}
