/** The longest word that is kept on one line, in characters: it fits into the column of a phone. */
const LONGEST_WHOLE = 26;

/** A part of inline code, and whether it stays on one line. */
export interface CodePart {
  readonly text: string;
  readonly whole: boolean;
}

/** Takes inline code apart: browsers break lines behind a hyphen, so that `--rm` would end a line as `--`. */
export function codeParts(code: string): readonly CodePart[] {
  return code
    .split(/([\s,])/)
    .filter((text) => text !== "")
    .map((text) => ({
      text,
      whole: text.includes("-") && text.length <= LONGEST_WHOLE,
    }));
}
