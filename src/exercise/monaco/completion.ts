import {
  parseFile,
  type ParsedFile,
} from "../../../checks/dockerfile/parse.ts";
import { fileText, type Files } from "../../../checks/files.ts";
import { pathsIn, sentPaths, type ContextPath } from "./paths.ts";
import { flagName, placeAt, wordsOf, type Place } from "./place.ts";
import { DIRECTIVES, FLAGS, INSTRUCTIONS } from "./reference.ts";
import { proposalsAt } from "./service.ts";

/** Something the learner may insert at the caret. */
export interface Suggestion {
  readonly text: string;
  /** Where the text begins that is replaced; it ends at the caret. */
  readonly start: number;
  readonly kind:
    | "keyword"
    | "directive"
    | "flag"
    | "stage"
    | "variable"
    | "option"
    | "folder"
    | "file";
  /** The image of a stage, or the value of a variable. */
  readonly detail?: string | undefined;
  /** What it does, as Markdown. */
  readonly explanation?: string | undefined;
  /** True where something is to be typed right behind it, which may have suggestions of its own. */
  readonly goesOn?: boolean;
}

/** What may be inserted at an offset of a Dockerfile or an ignore file; nothing in other files. */
export async function suggestionsAt(
  files: Files,
  path: string,
  offset: number,
): Promise<readonly Suggestion[]> {
  const text = fileText(files, path) ?? "";
  if (path.endsWith(".dockerignore"))
    return ignorable(files, path, text, offset);
  const file = parseFile(text);
  const place = placeAt(file, offset);
  if (place.kind === "text") return directives(text, offset);
  const own =
    place.kind === "argument" ? argumentsAt(files, file, place, offset) : [];
  const proposals = own.some(({ kind }) => kind === "flag" || kind === "option")
    ? []
    : await proposalsAt(text, offset).catch(() => []);
  const taken = new Set(own.map(({ text: known }) => known));
  return [
    ...own,
    ...proposals
      .filter(({ text: other }) => !taken.has(other))
      .flatMap(({ text: other, start, kind, detail }): Suggestion[] => {
        if (kind !== "keyword") return [{ text: other, start, kind, detail }];
        const explained = INSTRUCTIONS.get(other.replace(/ .*/, ""));
        // The deprecated instruction, and what belongs into a comment.
        if (explained === undefined) return [];
        return [
          {
            text: other,
            start,
            kind,
            explanation: explained.text,
          },
        ];
      }),
  ];
}

type Argument = Extract<Place, { kind: "argument" }>;

function argumentsAt(
  files: Files,
  file: ParsedFile,
  { instruction, keyword, before, word }: Argument,
  offset: number,
): readonly Suggestion[] {
  const start = word?.start ?? offset;
  const typed = file.text.slice(start, offset);
  const flag = flagName(typed);
  if (flag !== undefined && typed.includes("="))
    return valuesOf(files, file, keyword, flag, typed, offset, instruction);
  if (before.some(({ text }) => !text.startsWith("--")))
    return isCopy(keyword) ? sources(files, before, typed, offset) : [];
  if (typed.startsWith("-"))
    return flagsOf(keyword, instruction, typed, offset);
  if (keyword === "FROM") return stagesBefore(file, offset, typed);
  return isCopy(keyword) ? sources(files, before, typed, offset) : [];
}

function isCopy(keyword: string): boolean {
  return keyword === "COPY" || keyword === "ADD";
}

function flagsOf(
  keyword: string,
  instruction: Argument["instruction"],
  typed: string,
  offset: number,
): readonly Suggestion[] {
  const start = offset - typed.length;
  const used = new Set(
    wordsOf(instruction)
      .filter((word) => word.start !== start)
      .map(({ text }) => flagName(text)),
  );
  return [...(FLAGS.get(keyword) ?? [])]
    .filter(([name, { repeats }]) => repeats === true || !used.has(name))
    .map(([name, { text, bare }]) => ({
      text: `--${name}${bare === true ? "" : "="}`,
      start,
      kind: "flag",
      explanation: text,
      goesOn: bare !== true,
    }));
}

/** The types of a mount, with what each needs. */
const MOUNTS = [
  "type=cache,target=",
  "type=bind,target=",
  "type=secret,id=",
  "type=ssh",
  "type=tmpfs,target=",
];

function valuesOf(
  files: Files,
  file: ParsedFile,
  keyword: string,
  flag: string,
  typed: string,
  offset: number,
  instruction: Argument["instruction"],
): readonly Suggestion[] {
  const value = typed.slice(typed.indexOf("=") + 1);
  if (flag === "from" && keyword === "COPY")
    return stagesBefore(file, instruction.start, value, offset);
  if (flag !== "mount") return [];
  if (!value.includes(","))
    return MOUNTS.map((text) => ({
      text,
      start: offset - value.length,
      kind: "option",
      goesOn: true,
    }));
  const [, key, given] = /,(from|source|src)=([^,]*)$/.exec(value) ?? [];
  if (key === undefined || given === undefined) return [];
  if (key === "from")
    return stagesBefore(file, instruction.start, given, offset);
  // Of a bind mount from a stage, the paths are not those of the context.
  return /(?:^|,)(?:from=|type=(?!bind))/.test(value)
    ? []
    : suggested(sentPaths(files, given), given, offset);
}

/** The stages that begin before a place and have a name. */
function stagesBefore(
  file: ParsedFile,
  place: number,
  typed: string,
  caret = place,
): readonly Suggestion[] {
  const stages: Suggestion[] = [];
  for (const instruction of file.instructions) {
    if (instruction.start >= place) break;
    if (instruction.keyword !== "FROM" || instruction.end >= place) continue;
    const [image, as, name] = wordsOf(instruction).filter(
      ({ text }) => !text.startsWith("--"),
    );
    if (image === undefined || name === undefined) continue;
    if (as?.text.toUpperCase() !== "AS") continue;
    stages.push({
      text: name.text,
      start: caret - typed.length,
      kind: "stage",
      detail: image.text,
    });
  }
  return stages;
}

/** Paths of the context, where the files are not taken from elsewhere. */
function sources(
  files: Files,
  before: Argument["before"],
  typed: string,
  offset: number,
): readonly Suggestion[] {
  if (before.some(({ text }) => flagName(text) === "from")) return [];
  // Of a JSON array, the string that is being typed.
  const path = typed.split(/[[",]/).at(-1) ?? "";
  return suggested(sentPaths(files, path), path, offset);
}

function suggested(
  paths: readonly ContextPath[],
  typed: string,
  offset: number,
): readonly Suggestion[] {
  return paths.map(({ path, isFolder }) => ({
    text: path,
    start: offset - typed.length,
    kind: isFolder ? "folder" : "file",
    goesOn: isFolder,
  }));
}

/** The parser directives, where the first lines of a file are comments. */
function directives(text: string, offset: number): readonly Suggestion[] {
  const above = text.slice(0, offset);
  const [, typed] =
    /^(?:#[^\n=]*=[^\n]*\n)*#[ \t]*([a-z]*)$/i.exec(above) ?? [];
  if (typed === undefined) return [];
  const values = { syntax: "docker/dockerfile:1", escape: "`", check: "skip=" };
  return Object.entries(values)
    .filter(([name]) => !new RegExp(`^#\\s*${name}\\s*=`, "im").test(above))
    .map(([name, value]) => ({
      text: `${name}=${value}`,
      start: offset - typed.length,
      kind: "directive",
      explanation: DIRECTIVES.get(name)?.text,
    }));
}

/** The paths of the context for a line of its ignore file. */
function ignorable(
  files: Files,
  path: string,
  text: string,
  offset: number,
): readonly Suggestion[] {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  if (line.startsWith("#")) return [];
  const typed = line.replace(/^!/, "");
  return suggested(
    pathsIn(
      Object.keys(files).filter((other) => other !== path),
      typed,
    ),
    typed,
    offset,
  );
}
