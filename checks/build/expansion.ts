import type { ShellWord } from "../shell/parse.ts";
import type { ShellNode, WordPart } from "../shell/tree.ts";
import { compileGlob } from "./glob.ts";
import { absolute, type Tree } from "./tree.ts";

/** A word after the shell's expansions. */
export interface ExpandedWord extends ShellWord {
  /** Of a pattern that may match more than is known: the directory that it looks into. */
  readonly within?: string;
}

/** What the expansions of a shell depend on. */
export interface Expanding {
  readonly tree: Tree;
  readonly directory: string | undefined;
  /** Whether `{a,b}` is two words, as in bash. */
  readonly braces: boolean;
  /** The value of a variable; undefined where it is not known, null where it is unset. */
  variable(name: string): string | undefined | null;
  /** What a command substitution gives, undefined where that is not known. */
  substitution(body: readonly ShellNode[]): string | undefined;
}

/** A word while it is put together: its text, and the same as a pattern. */
interface Field {
  text: string;
  pattern: string;
  hasPattern: boolean;
}

/** Lists in braces multiply: a word of more than these is not followed. */
const MOST_ALTERNATIVES = 100;

/** Values that hold each other double line by line; no longer ones are followed. */
const LONGEST_TEXT = 100_000;

/** The text where it is not too long to be followed. */
export function bounded(text: string | undefined): string | undefined {
  return text !== undefined && text.length > LONGEST_TEXT ? undefined : text;
}

/** Whether the shell takes a word for what it is, whatever the image and the variables. */
export function isPlain({ value, text }: ShellWord): boolean {
  return value !== undefined && !text.startsWith("~");
}

/** The words that a word becomes; one whose value is not known stays as it is. */
export function expandedWords(
  word: ShellWord,
  by: Expanding,
): readonly ExpandedWord[] {
  if (isPlain(word)) return [word];
  const parts = partsOf(word);
  if (parts === undefined) return [word];
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "brace" && !by.braces)
    return [{ ...word, value: only.text }];
  const alternatives = by.braces ? withoutBraces(parts) : [parts];
  if (alternatives === undefined) return [word];
  return alternatives.flatMap((alternative) =>
    (fieldsOf(alternative, by) ?? [undefined]).flatMap((field) => {
      if (field === undefined) return [word];
      return field.hasPattern
        ? matchesOf(word, field, by)
        : [{ ...word, value: field.text }];
    }),
  );
}

/** The text that parts give where nothing is split: the value of an assignment, a here-document. */
export function expandedText(
  parts: readonly WordPart[],
  by: Expanding,
): string | undefined {
  let text = "";
  for (const part of parts) {
    const value =
      part.kind === "glob" || part.kind === "brace"
        ? part.text
        : valueOf(part, by);
    if (value === undefined) return undefined;
    text += value;
    if (bounded(text) === undefined) return undefined;
  }
  return text;
}

/** The value of a word where nothing is split. */
export function expandedValue(
  word: ShellWord,
  by: Expanding,
): string | undefined {
  const parts = partsOf(word);
  return parts && expandedText(parts, by);
}

function partsOf({
  text,
  value,
  parts,
}: ShellWord): readonly WordPart[] | undefined {
  const home = /^~(?=\/|$)/.test(text);
  if (value !== undefined && home)
    return [
      {
        kind: "variable",
        name: "HOME",
        quoted: true,
        operator: "",
        operand: [],
      },
      { kind: "text", text: value.slice(1), quoted: true },
    ];
  if (value !== undefined)
    // "~name" is the home of another account.
    return text.startsWith("~")
      ? undefined
      : [{ kind: "text", text: value, quoted: true }];
  return text.startsWith("~") ? undefined : parts;
}

function fieldsOf(
  parts: readonly WordPart[],
  by: Expanding,
): readonly Field[] | undefined {
  const fields: Field[] = [];
  let open: Field | undefined;
  const add = (text: string, pattern: string, isPattern: boolean): void => {
    if (open === undefined) {
      open = { text: "", pattern: "", hasPattern: false };
      fields.push(open);
    }
    open.text += text;
    open.pattern += pattern;
    open.hasPattern ||= isPattern;
  };
  for (const part of parts) {
    if (part.kind === "glob") {
      add(part.text, part.text, true);
      continue;
    }
    const value = bounded(valueOf(part, by));
    if (value === undefined) return undefined;
    const splits =
      (part.kind === "variable" || part.kind === "command") && !part.quoted;
    if (!splits) {
      add(value, escaped(value), false);
      continue;
    }
    if (/[*?[]/.test(value)) return undefined;
    for (const piece of value.split(/([ \t\n]+)/)) {
      if (/^[ \t\n]/.test(piece)) open = undefined;
      else if (piece !== "") add(piece, escaped(piece), false);
    }
  }
  return fields;
}

function valueOf(part: WordPart, by: Expanding): string | undefined {
  switch (part.kind) {
    case "text":
    case "brace":
    case "glob":
      return part.text;
    case "variable":
      return variableOf(part, by);
    case "command": {
      const output = part.body && by.substitution(part.body);
      return output?.replace(/(?<!\n)\n+$/, "");
    }
    case "other":
      return undefined;
  }
}

function variableOf(
  { name, operator, operand }: WordPart & { readonly kind: "variable" },
  by: Expanding,
): string | undefined {
  const value = by.variable(name);
  // An unset variable is empty; more often one is meant that stands outside the text.
  if (operator === "") return value ?? undefined;
  if (value === undefined) return undefined;
  const isUnset = value === null || (operator.startsWith(":") && value === "");
  switch (operator.at(-1)) {
    case "-":
      return isUnset ? expandedText(operand, by) : (value ?? "");
    case "+":
      return isUnset ? "" : expandedText(operand, by);
    default:
      return isUnset ? undefined : (value ?? "");
  }
}

function escaped(text: string): string {
  return text.replace(/[\\*?[\]]/g, "\\$&");
}

/** What `{a,b}` in parts stands for, undefined where it is more than a plain list. */
function withoutBraces(
  parts: readonly WordPart[],
): readonly (readonly WordPart[])[] | undefined {
  const at = parts.findIndex(({ kind }) => kind === "brace");
  const brace = parts[at];
  if (brace?.kind !== "brace") return [parts];
  const list = /^\{([^{}"'\\$`,]*,[^{}"'\\$`]*)\}$/.exec(brace.text)?.[1];
  const rest =
    list === undefined ? undefined : withoutBraces(parts.slice(at + 1));
  if ((rest?.length ?? 0) > MOST_ALTERNATIVES) return undefined;
  return (
    rest &&
    list
      ?.split(",")
      .flatMap((text) =>
        rest.map((tail) => [
          ...parts.slice(0, at),
          { kind: "text", text, quoted: false } as const,
          ...tail,
        ]),
      )
  );
}

/** The paths that a pattern matches, and a word of unknown value where there may be more. */
function matchesOf(
  word: ShellWord,
  { text, pattern }: Field,
  { tree, directory }: Expanding,
): readonly ExpandedWord[] {
  const base = pattern.startsWith("/") ? "/" : directory;
  if (base === undefined) return [word];
  let within: string | undefined;
  let found = [base];
  for (const part of pattern.split("/")) {
    if (part === "" || part === ".") continue;
    const glob = /[*?[]/.test(part.replace(/\\./g, ""))
      ? compileGlob(part, { deep: false })
      : undefined;
    if (glob === undefined) {
      found = found.map((path) => absolute(part.replace(/\\(.)/g, "$1"), path));
      continue;
    }
    const next: string[] = [];
    for (const link of found) {
      const path = tree.follow(link) ?? link;
      if (tree.get(path)?.type === "file") continue;
      if (!tree.isListed(path)) within ??= path;
      for (const name of tree.names(path))
        if (glob.matches(name) && (name[0] !== "." || part[0] === "."))
          next.push(absolute(name, path));
    }
    found = next;
  }
  const there = found.filter((path) => {
    const existence = tree.exists(path);
    if (existence === "unknown") within ??= base;
    return existence === "present";
  });
  const shown = (path: string): string =>
    base === "/" || pattern.startsWith("/")
      ? path
      : path.slice(base.length + 1);
  const words: ExpandedWord[] = there
    .sort()
    .map((path) => ({ ...word, value: shown(path) }));
  if (within !== undefined) words.push({ ...word, value: undefined, within });
  return words.length === 0 ? [{ ...word, value: text }] : words;
}
