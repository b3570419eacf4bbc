import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { parseIgnoreFile } from "../build/ignore.ts";
import { parseScript } from "../shell/parse.ts";
import { readFolder } from "./content.ts";
import { fencesOf, type Fence } from "./fences.ts";

const root = resolve(import.meta.dirname, "../..");

/** What cannot be read in a sample of a language. */
const PARSERS: Readonly<Record<string, (text: string) => readonly string[]>> = {
  dockerignore: (text) =>
    parseIgnoreFile(text).invalid.map((pattern) => pattern.text),
  yaml: (text) =>
    parseAllDocuments(text).flatMap(({ errors, warnings }) =>
      [...errors, ...warnings].map(({ message }) => message),
    ),
  json: (text) => {
    try {
      JSON.parse(text);
      return [];
    } catch (error) {
      return [String(error)];
    }
  },
  sh: (text) =>
    parseScript({ text, span: (start, end) => ({ start, end }) }).errors.map(
      ({ message }) => message,
    ),
};

/** The language of a sample: what its file is decides, where it names one. */
function languageOf({ language, marks }: Fence): string {
  const file = marks.find((mark) => mark.startsWith("file=")) ?? "";
  if (file.endsWith(".dockerignore")) return "dockerignore";
  return { bash: "sh", shell: "sh", yml: "yaml" }[language] ?? language;
}

const samples = ["content", "checks"]
  .flatMap((folder) =>
    Object.entries(readFolder(resolve(root, folder))).map(
      ([path, text]) => [`${folder}/${path}`, text] as const,
    ),
  )
  .filter(([path]) => /\.mdx?$/.test(path))
  .flatMap(([path, text]) =>
    fencesOf(text).map((fence) => ({
      where: `${path}:${fence.line}`,
      language: languageOf(fence),
      text: fence.text,
    })),
  )
  .filter(({ language }) => Object.hasOwn(PARSERS, language));

// `$where` would be cut short.
const named = samples.map((each) => [each.language, each.where, each] as const);

it.each(named)("the %s sample at %s is read", (language, _, { text }) => {
  expect(PARSERS[language]?.(text)).toEqual([]);
});

describe("a sample that is not", () => {
  it.each([
    ["dockerignore", "a[\n"],
    ["yaml", "a: 1\n b: 2\n"],
    ["yaml", "a: 1\na: 2\n"],
    ["json", "{'a': 1}"],
    ["sh", 'docker run "app\n'],
    ["sh", "if true; then echo\n"],
  ])("%s is found: %j", (language, text) => {
    expect(PARSERS[language]?.(text)).not.toEqual([]);
  });

  it("is looked for in each language", () => {
    const found = new Set(samples.map(({ language }) => language));
    expect([...found].sort()).toEqual(Object.keys(PARSERS).sort());
  });
});
