/** A value without the match of a pattern at its start or end: `${name#pattern}`, `##`, `%` and `%%`. */
export function trimmed(value: string, operator: string, word: string): string {
  const greedy = word.startsWith(operator);
  const pattern = greedy ? word.slice(1) : word;
  const lengths = Array.from({ length: value.length + 1 }, (_, i) => i);
  if (greedy) lengths.reverse();
  for (const length of lengths) {
    const part =
      operator === "#"
        ? value.slice(0, length)
        : value.slice(value.length - length);
    if (!matchesGlob(part, pattern)) continue;
    return operator === "#"
      ? value.slice(length)
      : value.slice(0, value.length - length);
  }
  return value;
}

/** A value with the first or all matches of a pattern replaced: `${name/pattern/text}` and `//`. */
export function replaced(
  value: string,
  pattern: string,
  replacement: string,
  all: boolean,
): string {
  if (value === "") return matchesGlob("", pattern) ? replacement : "";
  let out = "";
  let at = 0;
  while (at < value.length) {
    let end = value.length;
    while (end > at && !matchesGlob(value.slice(at, end), pattern)) end--;
    if (end === at) {
      out += value[at] ?? "";
      at++;
      continue;
    }
    out += replacement;
    at = end;
    if (!all) break;
  }
  return out + value.slice(at);
}

/** Whether a text matches a pattern of `*`, `?` and backslash escapes, in time linear in each star. */
function matchesGlob(text: string, pattern: string): boolean {
  let t = 0;
  let p = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    const char = pattern[p];
    const literal = char === "\\" ? pattern[p + 1] : char;
    if (char === "*") {
      star = p++;
      mark = t;
    } else if (char !== undefined && (char === "?" || literal === text[t])) {
      p += char === "\\" ? 2 : 1;
      t++;
    } else if (star !== -1) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p >= pattern.length;
}
