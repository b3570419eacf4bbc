/** A text in which no character is Markdown or HTML: it may come from anyone's file. */
export function plainMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~&!]/g, "\\$&").replace(/\s+/g, " ");
}
