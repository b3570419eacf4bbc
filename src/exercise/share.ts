import type { Exercise } from "../../checks/exercise/exercise.ts";
import type { Files } from "../../checks/files.ts";
import { filesIn, partOf } from "../progress/parse.ts";

/** The longest fragment that is written or read, in characters: what mail and chat programs carry. */
const LONGEST_FRAGMENT = 30_000;
/** The most bytes that are packed into a fragment, and that one may unpack to: a few files of an exercise, with room to spare. */
const LARGEST_ANSWER = 400_000;

const PREFIX = "#answer=";

/** What a link brings, or why it brings nothing. */
export type SharedAnswer =
  | { readonly kind: "none" }
  | { readonly kind: "files"; readonly files: Files }
  | { readonly kind: "odd"; readonly because: string };

/** The fragment that carries an answer; undefined where the answer is too large for a link. */
export async function fragmentOf(
  exercise: Exercise,
  files: Files,
): Promise<string | undefined> {
  const text = new Blob([JSON.stringify({ exercise: exercise.id, files })]);
  if (text.size > LARGEST_ANSWER) return undefined;
  const packed = await new Response(
    text.stream().pipeThrough(new CompressionStream("deflate-raw")),
  ).arrayBuffer();
  const fragment = PREFIX + toBase64Url(new Uint8Array(packed));
  return fragment.length > LONGEST_FRAGMENT ? undefined : fragment;
}

/** Reads the fragment of an address. Whatever it holds is text in the learner's files and nothing else. */
export async function readFragment(
  exercise: Exercise,
  fragment: string,
): Promise<SharedAnswer> {
  if (!fragment.startsWith(PREFIX)) return { kind: "none" };
  const odd = (because: string): SharedAnswer => ({ kind: "odd", because });
  if (fragment.length > LONGEST_FRAGMENT)
    return odd(
      `it has more than ${LONGEST_FRAGMENT.toLocaleString("en")} characters, and no link of this site has`,
    );
  let value: unknown;
  try {
    value = JSON.parse(await unpacked(fragment.slice(PREFIX.length)));
  } catch (error) {
    if (error instanceof TooLarge)
      return odd(
        `it unpacks to more than ${LARGEST_ANSWER / 1000} kB, and no answer is that long`,
      );
    return odd("a part of it is missing or was changed on the way");
  }
  const files = filesIn(partOf(value, "files"));
  if (partOf(value, "exercise") !== exercise.id || files === undefined)
    return odd("it belongs to another exercise");
  const own = Object.entries(files).filter(([path]) =>
    exercise.edit.includes(path),
  );
  return own.length === 0
    ? odd("it holds no file of this exercise")
    : { kind: "files", files: Object.fromEntries(own) };
}

class TooLarge extends Error {}

/** The text that was packed; throws where it is not whole, and stops where it grows too large. */
async function unpacked(packed: string): Promise<string> {
  const reader = new Blob([fromBase64Url(packed)])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"))
    .getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > LARGEST_ANSWER) {
      await reader.cancel();
      throw new TooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}

function toBase64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text)
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
