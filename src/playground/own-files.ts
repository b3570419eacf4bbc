import type { ContextFacts, FileFacts, Files } from "../../checks/files.ts";
import { readListing } from "./listing.ts";

/** A file that the reader edits here. */
export interface OwnText {
  /** From the root of the context. */
  readonly path: string;
  readonly text: string;
}

/** What a reader brings: a Dockerfile, its ignore file, and what is known of the other files. */
export interface OwnFiles {
  readonly dockerfile: OwnText;
  readonly ignore: OwnText;
  /** The other files of the context, one path a line. */
  readonly listing: string;
  /** Whether the listing names every file of the context. */
  readonly isWhole: boolean;
  /** The texts of files in the listing that were read, by path. */
  readonly texts: Files;
  /** Bytes of files in the listing, where they are known. */
  readonly sizes: Readonly<Record<string, number>>;
}

/** Nothing yet. */
export const NO_FILES: OwnFiles = {
  dockerfile: { path: "Dockerfile", text: "" },
  ignore: { path: ".dockerignore", text: "" },
  listing: "",
  isWhole: false,
  texts: {},
  sizes: {},
};

/** What the rules are given. */
export interface Subject {
  readonly dockerfile: string;
  readonly files: Files;
  readonly facts: ContextFacts;
  readonly context: "complete" | "unknown";
}

/** More is not judged, in characters: a Dockerfile that long was not written by hand. */
export const MOST_CHARACTERS = 1_000_000;

/** The files as the rules read them. An ignore file without text is none. */
export function subjectOf(own: OwnFiles): Subject {
  const { dockerfile, ignore, listing, isWhole, texts, sizes } = own;
  const files = new Map<string, string>();
  const facts = new Map<string, FileFacts>();
  const { paths, directories, cut, isLonger } = readListing(listing);
  for (const path of paths) {
    const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
    const size = Object.hasOwn(sizes, path) ? sizes[path] : undefined;
    files.set(path, text ?? "");
    facts.set(path, {
      // A page is not told permissions, and a script that would not start is a grave thing to say.
      mode: 0o755,
      // A size without a text: a file that nobody read.
      ...(text === undefined && size !== 0 && { size: size ?? 1 }),
    });
  }
  for (const path of directories) facts.set(path, { emptyDirectory: true });
  for (const { path, text } of [dockerfile, ignore]) {
    facts.delete(path);
    files.delete(path);
    if (path === dockerfile.path || text.trim() !== "") files.set(path, text);
  }
  return {
    dockerfile: dockerfile.path,
    files: Object.fromEntries(files),
    facts: Object.fromEntries(facts),
    context:
      isWhole && paths.length > 0 && cut === 0 && !isLonger
        ? "complete"
        : "unknown",
  };
}

/** Whether there is nothing to judge yet. */
export function isEmpty({ dockerfile }: OwnFiles): boolean {
  return dockerfile.text.trim() === "";
}
