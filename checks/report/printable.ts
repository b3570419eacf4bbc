/** A tab is shown as so many spaces. */
const TAB = "    ";

/**
 * A text that a terminal shows as it is: tabs as spaces, and what would steer the terminal or hide (control characters,
 * marks of the writing direction, characters without width or meaning) as a visible sign.
 */
export function printable(text: string): string {
  return text
    .replaceAll("\t", TAB)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, visible);
}

/** The pictures of the control characters begin here (Unicode, Control Pictures). */
const PICTURES = 0x2400;

/** Holds the parts of one emoji together. */
const JOINER = "\u200D";

function visible(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(PICTURES + code);
  return char === JOINER ? char : "\uFFFD";
}
