/** A fenced block of a Markdown page. */
export interface Fence {
  readonly language: string;
  /** The words after the language: `bad`, `good`, `fragment`, `file=.env`. */
  readonly marks: readonly string[];
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a Markdown text. */
export function fencesOf(markdown: string): readonly Fence[] {
  const fences: Fence[] = [];
  const pattern = /^(`{3,})([^\n`]*)\n(.*?)^\1$/gms;
  for (const match of markdown.matchAll(pattern)) {
    const [language = "", ...marks] = (match[2] ?? "").trim().split(/\s+/);
    fences.push({
      language,
      marks,
      text: match[3] ?? "",
      line: markdown.slice(0, match.index).split("\n").length,
    });
  }
  return fences;
}
