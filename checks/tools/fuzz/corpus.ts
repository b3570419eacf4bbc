import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { contentFolder, readFolder } from "../../testing/content.ts";
import { fencesOf } from "../../testing/fences.ts";

/** The texts that inputs are made of: all of them our own. */
export interface Corpus {
  readonly dockerfiles: readonly string[];
  readonly ignoreFiles: readonly string[];
  /** Words of them, each once. */
  readonly words: readonly string[];
  /** Lines of the Dockerfiles, each once. */
  readonly lines: readonly string[];
}

/** Reads the exercises and the samples on the pages of the rules. */
export function readCorpus(): Corpus {
  const exercises = Object.entries(
    readFolder(join(contentFolder, "exercises")),
  );
  const named = (name: string): readonly string[] =>
    exercises
      .filter(([path]) => path.endsWith(`/${name}`))
      .map(([, text]) => text);
  const dockerfiles = [...new Set([...named("Dockerfile"), ...samples()])];
  return {
    dockerfiles,
    ignoreFiles: [...new Set(named(".dockerignore"))],
    words: once(dockerfiles, /\s+/),
    lines: once(dockerfiles, "\n"),
  };
}

function samples(): readonly string[] {
  const pages = resolve(import.meta.dirname, "../../dockerfile/rules");
  return readdirSync(pages)
    .filter((name) => name.endsWith(".md"))
    .flatMap((name) => fencesOf(readFileSync(join(pages, name), "utf8")))
    .filter(({ language }) => language === "dockerfile")
    .map(({ text }) => text);
}

function once(
  texts: readonly string[],
  by: string | RegExp,
): readonly string[] {
  return [...new Set(texts.flatMap((text) => text.split(by)))].filter(
    (part) => part !== "",
  );
}
