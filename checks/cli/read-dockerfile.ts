import { isUtf8 } from "node:buffer";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Files } from "../index.ts";
import { failureOf } from "./unusable.ts";

/** The text of a Dockerfile, or why there is none. */
export type ReadDockerfile =
  | {
      readonly kind: "text";
      /** Without its byte order mark. */
      readonly text: string;
      readonly byteOrderMark: boolean;
    }
  | {
      readonly kind: "unreadable";
      /** The end of a sentence. */
      readonly because: string;
    };

/** More is not read: a Dockerfile is written by hand, and this many bytes of one are no accident. */
const MOST_BYTES = 5_000_000;

const BYTE_ORDER_MARK = "\uFEFF";

/** Reads a file whole and exactly, or not at all. */
export function readDockerfileAt(path: string): ReadDockerfile {
  try {
    if (statSync(path).size > MOST_BYTES)
      return unreadable("it is larger than 5 MB");
    return textOf(readFileSync(path));
  } catch (error) {
    return unreadable(failureOf(error));
  }
}

/** The text of bytes, if they are one: a text written back gives the same bytes. */
export function textOf(bytes: Buffer): ReadDockerfile {
  if (bytes.includes(0)) return unreadable("it is a binary file");
  if (!isUtf8(bytes)) return unreadable("it is not UTF-8 text");
  const text = bytes.toString("utf8");
  const byteOrderMark = text.startsWith(BYTE_ORDER_MARK);
  return {
    kind: "text",
    text: byteOrderMark ? text.slice(1) : text,
    byteOrderMark,
  };
}

function unreadable(because: string): ReadDockerfile {
  return { kind: "unreadable", because };
}

/** Writes a text where one was read; the file keeps its mode, and a link stays a link. */
export function writeDockerfile(
  path: string,
  text: string,
  { byteOrderMark }: { readonly byteOrderMark: boolean },
): void {
  writeFileSync(path, (byteOrderMark ? BYTE_ORDER_MARK : "") + text);
}

/**
 * The ignore file beside a Dockerfile that applies to it, by its name. One that cannot be read is left out, as if
 * nothing were known of it.
 */
export function ignoreFileBeside(path: string): Files {
  for (const name of [`${basename(path)}.dockerignore`, ".dockerignore"]) {
    const at = join(dirname(path), name);
    if (!existsSync(at)) continue;
    const read = readDockerfileAt(at);
    return read.kind === "text" ? { [name]: read.text } : {};
  }
  return {};
}
