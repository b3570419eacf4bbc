/** How wide a terminal is taken to be. */
const WIDTH = 80;

/** A text in lines of at most 80 columns, the first one from column `from` on; what has no spaces is cut. */
export function wrapped(
  text: string,
  indent: number,
  from: number = indent,
): string {
  const lines: string[] = [];
  let line = "";
  const room = (): number => WIDTH - (lines.length === 0 ? from : indent);
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > room()) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? word : ` ${word}`;
    while (line.length > room()) {
      const fits = room();
      lines.push(line.slice(0, fits));
      line = line.slice(fits);
    }
  }
  return [...lines, line].join(`\n${" ".repeat(indent)}`);
}

/** A row of a section: a label, and from column `at` on a text with its further lines below it. */
export function row(label: string, text: string, at: number): string {
  const start = `  ${label} `.padEnd(at);
  return start + wrapped(text, at, start.length);
}

/** A paragraph of a section. */
export function paragraph(text: string): string {
  return `  ${wrapped(text, 2)}`;
}

/** A text in one line of at most so many characters. */
export function short(text: string, most: number): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** A number of bytes in words: `812 B`, `1.2 kB`, `3.4 MB` (powers of 1000, as Docker has them). */
export function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  if (count < 1e6) return `${(count / 1e3).toFixed(1)} kB`;
  return count < 1e9
    ? `${(count / 1e6).toFixed(1)} MB`
    : `${(count / 1e9).toFixed(1)} GB`;
}

/** A number and its noun: `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
