import type { Copy, Word } from "../dockerfile/instruction.ts";
import { knownText } from "../value.ts";
import { isOn } from "./copy-flags.ts";
import { isPattern } from "./copy-sources.ts";
import { absolute, nameOf } from "./tree.ts";

/** A source of a COPY or ADD. */
export type Source = { readonly word: Word; readonly text: string } & (
  | {
      readonly kind: "path";
      /** The path that is copied, or whose content is. */
      readonly path: string;
      /** With `--parents` the pattern of what is copied below it. */
      readonly below: string | undefined;
    }
  | { readonly kind: "url" | "git" | "unknown" }
);

/** Reads a source. */
export function sourceOf(copy: Copy, word: Word): Source {
  const text = knownText(word.value);
  if (text === undefined) return { kind: "unknown", word, text: word.text };
  if (copy.keyword === "ADD" && isRemote(text))
    return { kind: isGit(text) ? "git" : "url", word, text };
  if (!isOn(copy, "parents"))
    return {
      kind: "path",
      word,
      text,
      path: absolute(text, "/"),
      below: undefined,
    };
  // "/./" parts what is left out of the path from what is kept of it (reference, COPY --parents).
  const pivot = text.indexOf("/./");
  const below = absolute(
    pivot === -1 ? text : text.slice(pivot + 3),
    "/",
  ).slice(1);
  const above = pivot === -1 ? "/" : absolute(text.slice(0, pivot), "/");
  const path = isPattern(below) ? above : absolute(below, above);
  return { kind: "path", word, text, path, below };
}

/** Whether a source of unknown content is one file by its name: it has an extension, or stands among programs. */
export function isFileName(path: string): boolean {
  return /\.[a-z]\w*$|\/s?bin\/[^/]+$/i.test(path);
}

function isRemote(source: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^git@/.test(source);
}

function isGit(source: string): boolean {
  return /^(?:git(?:@|:)|ssh:)|\.git(?:[#?]|$)/.test(source);
}

/** The name of the file that an address gives (BuildKit, dispatchCopy). */
export function fileOf(address: string): string {
  const [, path = ""] = /^\w+:\/\/[^/?#]*([^?#]*)/.exec(address) ?? [];
  return nameOf(path) || "__unnamed__";
}
