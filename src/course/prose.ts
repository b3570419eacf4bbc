/** How many words a reader takes in a minute. */
const WORDS_A_MINUTE = 200;

/** The words of a text in MDX that are prose: its frontmatter, code, components and comments are none. */
export function proseWords(text: string): number {
  const prose = text
    .replace(/^---\n.*?\n---\n/s, "")
    .replace(/^```.*?^```/gms, "")
    .replace(/\{\/\*.*?\*\/\}/gs, "")
    .replace(/<[^<>]*>/g, " ");
  return (prose.match(/[\p{L}\p{N}][^\s]*/gu) ?? []).length;
}

/** The minutes it takes to read a text in MDX, at least one. */
export function readingMinutes(text: string): number {
  return Math.max(1, Math.round(proseWords(text) / WORDS_A_MINUTE));
}
