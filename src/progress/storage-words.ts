import type { StorageProblem } from "./storage.ts";

/** What is said of a problem with this browser's storage. */
export const STORAGE_WORDS: Readonly<Record<StorageProblem, string>> = {
  full: "This browser's storage is full: what you type is kept until the page is closed.",
  blocked:
    "This browser keeps nothing for this site: what you type is lost when the page is closed. Everything else works.",
  odd: "What this browser kept of an earlier visit cannot be read. It is set aside untouched, and you start afresh.",
};
