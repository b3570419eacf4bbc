import type { Span } from "../../../checks/files.ts";
import type {
  ParsedFile,
  RawInstruction,
} from "../../../checks/dockerfile/parse.ts";
import { splitAtSpace } from "../../../checks/dockerfile/words.ts";

/** A word of an instruction, with its place in the file. */
export interface PlacedWord extends Span {
  readonly text: string;
}

/** Where a caret stands in a Dockerfile. */
export type Place =
  /** In a comment, a parser directive or the text of a here-document. */
  | { readonly kind: "text" }
  /** In the keyword of an instruction, or where one would begin. */
  | {
      readonly kind: "keyword";
      readonly instruction: RawInstruction | undefined;
    }
  | {
      readonly kind: "argument";
      readonly instruction: RawInstruction;
      /** In upper case; for ONBUILD that of its trigger. */
      readonly keyword: string;
      /** The arguments before the word the caret is in, those of a trigger alone. */
      readonly before: readonly PlacedWord[];
      /** The word the caret is in or right behind; undefined in white space. */
      readonly word: PlacedWord | undefined;
    };

/** Finds the place of an offset. */
export function placeAt(file: ParsedFile, offset: number): Place {
  const covers = ({ start, end }: Span): boolean =>
    start <= offset && offset <= end;
  if (file.comments.some(({ start, end }) => start < offset && offset <= end))
    return { kind: "text" };
  if (file.directives.some(covers)) return { kind: "text" };
  const instruction = file.instructions.find(covers);
  if (instruction === undefined || covers(instruction.keywordSpan))
    return { kind: "keyword", instruction };
  if (
    instruction.heredocs.some(
      ({ body }) => body.start <= offset && offset <= instruction.end,
    )
  )
    return { kind: "text" };
  const words = wordsOf(instruction);
  const word = words.find(({ start, end }) => start <= offset && offset <= end);
  const before = words.filter(({ end }) => end < (word?.start ?? offset));
  if (instruction.keyword !== "ONBUILD")
    return {
      kind: "argument",
      instruction,
      keyword: instruction.keyword,
      before,
      word,
    };
  const [trigger, ...rest] = before;
  return trigger === undefined
    ? { kind: "keyword", instruction }
    : {
        kind: "argument",
        instruction,
        keyword: trigger.text.toUpperCase(),
        before: rest,
        word,
      };
}

/** The arguments of an instruction as words, flags included. */
export function wordsOf({
  arguments: line,
}: RawInstruction): readonly PlacedWord[] {
  return splitAtSpace(line).map(({ text, start, end }) => ({
    text,
    ...line.span(start, end),
  }));
}

/** The name in `--name` or `--name=value`, or undefined for another word. */
export function flagName(word: string): string | undefined {
  return /^--([a-z-]+)/.exec(word)?.[1];
}
