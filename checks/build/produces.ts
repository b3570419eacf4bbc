import { parseScript } from "../shell/parse.ts";
import type { PlainCommand } from "../shell/queries.ts";
import { projectPlace } from "./packages.ts";

/** A file that a command is declared to write. */
export interface DeclaredFile {
  /** From the directory that the command runs in, or absolute; `OUT` for the word of the command that `OUT` stands for. */
  readonly path: string;
  /**
   * The file of the context that it is made from: without it the command writes something else, or nothing; and what
   * its text does on a signal, the program does.
   */
  readonly from?: string | undefined;
  /** Whether it is a program that can be started; without it the file has the mode of any new file. */
  readonly executable?: boolean | undefined;
}

/** What commands write, by the text of the command: paths, or more about a file. The word `OUT` stands for any path. */
export type Declared = Readonly<
  Record<string, readonly (string | DeclaredFile)[]>
>;

/** What commands are declared to write, read. */
export type Produces = readonly {
  readonly words: readonly string[];
  readonly files: readonly DeclaredFile[];
}[];

/** The words of a declared command, or undefined where its text is not one plain command. */
export function declaredWords(text: string): readonly string[] | undefined {
  const { commands, errors } = parseScript({
    text,
    span: (start, end) => ({ start, end }),
  });
  const [command, ...more] = commands;
  if (command === undefined || more.length > 0 || errors.length > 0)
    return undefined;
  return wordsOf(command.plain);
}

/** Reads declarations; one that is no plain command matches nothing. */
export function readProduces(declared: Declared): Produces {
  return Object.entries(declared).flatMap(([text, files]) => {
    const words = declaredWords(text);
    return words === undefined
      ? []
      : [{ words, files: files.map(declaredFile) }];
  });
}

/** A declared file, also where only its path is given. */
export function declaredFile(file: string | DeclaredFile): DeclaredFile {
  return typeof file === "string" ? { path: file } : file;
}

/** A file that a command writes, and where: its path unless the command names it. */
export interface WrittenFile extends DeclaredFile {
  readonly place: string;
}

/** The files that a command is declared to write; undefined where nothing is declared. */
export function commandFiles(
  produces: Produces,
  plain: PlainCommand,
): readonly WrittenFile[] | undefined {
  if (produces.length === 0) return undefined;
  const written = filesOf(produces, plain);
  if (written !== undefined) return written;
  const moved = projectPlace(plain);
  return (
    moved &&
    filesOf(produces, moved.plain)?.map((file) => ({
      ...file,
      place: placeIn(file.place, moved.directory),
    }))
  );
}

/** A path below a directory, which may be relative itself. */
function placeIn(path: string, directory: string): string {
  return path.startsWith("/") ? path : `${directory}/${path}`;
}

function filesOf(
  produces: Produces,
  plain: PlainCommand,
): readonly WrittenFile[] | undefined {
  const words = wordsOf(plain);
  if (words === undefined) return undefined;
  for (const isMeant of [isSame, isReordered])
    for (const { words: declared, files } of produces) {
      const out = outIn(declared, words);
      const filled = declared.map((word) => (word === OUT ? out : word));
      if (!filled.every((word) => word !== undefined)) continue;
      if (isMeant(filled, words))
        return files.map((file) => ({
          ...file,
          place: file.path === OUT && out !== undefined ? out : file.path,
        }));
    }
  return undefined;
}

/** Stands for any path in a declared command, and for that path among the files. */
const OUT = "OUT";

/** What a command has where a declared one has `OUT`, where that may be a file. */
function outIn(
  declared: readonly string[],
  words: readonly string[],
): string | undefined {
  const isOption = (word: string): boolean => word.startsWith("-");
  const at = declared.filter((word) => !isOption(word)).indexOf(OUT);
  const word = words.filter((each) => !isOption(each))[at];
  return word?.endsWith("/") === true ? undefined : word;
}

function wordsOf({
  name,
  arguments: args,
}: PlainCommand): readonly string[] | undefined {
  const words = [name, ...args.map(({ value }) => value)];
  return words.every((word) => word !== undefined) ? words : undefined;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, at) => word === b[at]);
}

/**
 * Whether two commands differ in the order of their options alone: the other words keep theirs, and an option that a
 * word follows in both has the same one. An option given twice, and `--`, leave it to the exact order.
 */
function isReordered(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length || a[0] !== b[0]) return false;
  const [mine, its] = [partsOf(a), partsOf(b)];
  return (
    mine !== undefined &&
    its !== undefined &&
    isSame(mine.others, its.others) &&
    [...mine.following].every(([option, word]) => {
      if (!its.following.has(option)) return false;
      const other = its.following.get(option);
      return word === undefined || other === undefined || word === other;
    })
  );
}

interface Parts {
  /** What is no option, in order. */
  readonly others: readonly string[];
  /** Each option, with the word that follows it where that is none itself. */
  readonly following: ReadonlyMap<string, string | undefined>;
}

function partsOf(words: readonly string[]): Parts | undefined {
  const others: string[] = [];
  const following = new Map<string, string | undefined>();
  for (const [at, word] of words.entries()) {
    if (!word.startsWith("-")) {
      others.push(word);
      continue;
    }
    if (word === "--" || following.has(word)) return undefined;
    const next = words[at + 1];
    following.set(word, next?.startsWith("-") === true ? undefined : next);
  }
  return { others, following };
}
