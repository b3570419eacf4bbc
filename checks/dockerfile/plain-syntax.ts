import type { Flag, Instruction } from "./instruction.ts";
import type { Dockerfile } from "./model.ts";

// One character of a plain name: the rest of it is matched by what stands around, in one way only.
const VARIABLE = String.raw`\$(?:\w|\{\w+(?::[-+?][\w./:@-]*)?\})`;
const WORD = String.raw`(?:[\w./:@,+%~=^*?-]|${VARIABLE})+`;
const OPERAND = `(?!--)${WORD}`;
const VALUE = String.raw`(?:(?:[\w./:@,+%~=^*?;-]|${VARIABLE})*|"(?!')(?:[^"\\$]|${VARIABLE})*"|'(?!")[^'\\$]*')`;
const PAIR = String.raw`[\w./-]+=${VALUE}`;
const DECLARATION = String.raw`\w+(?:=${VALUE})?`;
const STRING = String.raw`"[^"\\$]*"`;

/** Plain arguments of an instruction, its flags left out; those of an instruction that is not here are never plain. */
const ARGUMENTS: Readonly<Partial<Record<Instruction["keyword"], RegExp>>> = {
  FROM: whole(String.raw`${WORD}(?:\s+[Aa][Ss]\s+[A-Za-z][\w.-]*)?`),
  RUN: /^/,
  CMD: /^/,
  ENTRYPOINT: /\S/,
  COPY: whole(String.raw`${listOf(OPERAND, 2)}|<<[A-Z]+\s+${OPERAND}`),
  ADD: whole(listOf(OPERAND, 2)),
  ENV: whole(String.raw`${listOf(PAIR)}|\w+\s+${WORD}`),
  LABEL: whole(listOf(PAIR)),
  ARG: whole(listOf(DECLARATION)),
  EXPOSE: whole(listOf(WORD)),
  VOLUME: whole(`(?:[^$]|${VARIABLE})+`),
  MAINTAINER: whole(String.raw`[^\s$][^$]*`),
  USER: whole(WORD),
  WORKDIR: whole(WORD),
  STOPSIGNAL: whole(String.raw`SIG[A-Z]\w*|\d+`),
  SHELL: whole(String.raw`\[\s*${STRING}(?:\s*,\s*${STRING})*\s*\]`),
  HEALTHCHECK: whole(String.raw`NONE|CMD\s+[^\s$](?:[^$]|${VARIABLE})*`),
};

const FLAG_VALUE = whole(WORD);
const STAGE = whole(String.raw`[A-Za-z0-9][\w./:@-]*`);
const DURATION = whole(String.raw`[1-9]\d*(?:ms|s|m|h)`);
const COUNT = whole(String.raw`[1-9]\d*`);

const SWITCH = /^(?:keep-git-dir|link|parents)$/;

/** The flags that an instruction takes. */
const FLAGS: Readonly<
  Partial<Record<Instruction["keyword"], ReadonlySet<string>>>
> = {
  FROM: names("platform"),
  COPY: names("chmod chown exclude from link parents"),
  ADD: names("checksum chmod chown exclude keep-git-dir link"),
  HEALTHCHECK: names("interval retries start-interval start-period timeout"),
};

function names(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/** Other characters, and what may be an escape directive. */
const ODD_TEXT = /[^\n\t -~]|#\s*escape\b/i;
/** An escape character alone on its line, glued to a word at the end of one, or beside another one. */
const ODD_ESCAPE = /(?:^[\t ]*|[^\t ;&|])\\[\t ]*$|\\\\[\t ]|\\[\t ]+\\/m;

/**
 * Whether a Dockerfile is so plain that dockerfile-utils 0.16.3 is known to find no error in it, as most are: it parses
 * the text once more, which is a third of the time of a keystroke. False where that is not certain.
 */
export function isPlain({ text, instructions }: Dockerfile): boolean {
  if (ODD_TEXT.test(text) || ODD_ESCAPE.test(text)) return false;
  let hasFrom = false;
  for (const instruction of instructions) {
    hasFrom ||= instruction.keyword === "FROM";
    if (!hasFrom && instruction.keyword !== "ARG") return false;
    if (!isPlainInstruction(instruction, text)) return false;
  }
  return hasFrom;
}

function isPlainInstruction(instruction: Instruction, text: string): boolean {
  const { keyword, keywordSpan, flags, blankLines } = instruction;
  const line = instruction.arguments;
  if (blankLines.length > 0 || ARGUMENTS[keyword]?.test(line.text) !== true)
    return false;
  if (line.text.includes("<<") && !hasPlainHeredoc(instruction, text))
    return false;
  // Of RUN it reads no flag.
  if (keyword === "RUN") return true;
  const end = flags.at(-1)?.end ?? keywordSpan.end;
  return (
    // "COPY -- a b"
    !text.slice(end, line.span(0, 1).start).includes("--") &&
    (flags.length === 0 || hasPlainFlags(instruction))
  );
}

/** Whether all here-documents of an instruction are one, which ends where dockerfile-utils ends it too. */
function hasPlainHeredoc(instruction: Instruction, text: string): boolean {
  const { keyword, start, heredocs } = instruction;
  const [first, another] = heredocs;
  if (first?.terminated !== true || another !== undefined) return false;
  // It looks for the destination of a COPY in the first line alone.
  if (keyword !== "RUN" && text.indexOf("\n", start) + 1 !== first.body.start)
    return false;
  return instruction.arguments.text
    .split(/\s+/)
    .every((word) => !word.includes("<<") || word === `<<${first.name}`);
}

function hasPlainFlags({ keyword, flags }: Instruction): boolean {
  const known = FLAGS[keyword];
  const seen = new Set<string>();
  return flags.every((flag) => {
    const { name } = flag;
    if (known?.has(name) !== true || seen.has(name)) return false;
    if (name !== "exclude") seen.add(name);
    return isPlainValue(flag, keyword);
  });
}

function isPlainValue(
  { name, value }: Flag,
  keyword: Instruction["keyword"],
): boolean {
  if (SWITCH.test(name))
    return value === undefined || /^(?:true|false)$/.test(value.text);
  if (value === undefined) return false;
  if (name === "from") return STAGE.test(value.text);
  if (name === "retries") return COUNT.test(value.text);
  return (keyword === "HEALTHCHECK" ? DURATION : FLAG_VALUE).test(value.text);
}

function listOf(item: string, least: 1 | 2 = 1): string {
  return String.raw`${item}(?:\s+${item})${least === 1 ? "*" : "+"}`;
}

function whole(pattern: string): RegExp {
  return new RegExp(String.raw`^(?:${pattern})\s*$`);
}
