import type { Span } from "../files.ts";
import { parseScript, type ShellScript } from "../shell/parse.ts";
import { known, type Value } from "../value.ts";
import type { Config } from "./config.ts";
import { expand } from "./expand.ts";
import type { Heredoc } from "./heredocs.ts";
import type {
  CommandLine,
  Declaration,
  Flag,
  Instruction,
  Pair,
  Word,
} from "./instruction.ts";
import { tailOf, type LogicalLine } from "./logical-line.ts";
import type { RawInstruction } from "./parse.ts";
import {
  jsonStrings,
  splitAtSpace,
  splitQuoted,
  type RawWord,
} from "./words.ts";

/** What reading an instruction needs to know about its file. */
export interface Reading {
  readonly text: string;
  readonly escape: "\\" | "`";
}

/** Reads the arguments of an instruction; any text gives an instruction, what is malformed comes out empty. */
export function readInstruction(
  raw: RawInstruction,
  before: Config,
  file: Reading,
): Instruction {
  const { flags, rest } = readFlags(raw, before, file);
  const common = {
    start: raw.start,
    end: raw.end,
    keywordSpan: raw.keywordSpan,
    keywordText: file.text.slice(raw.keywordSpan.start, raw.keywordSpan.end),
    flags,
    heredocs: raw.heredocs,
    blankLines: raw.blankLines,
    arguments: rest,
    before,
  };
  const resolve = (word: RawWord): Word =>
    toWord(rest, word, expand(word.text, before.environment, file.escape));

  switch (raw.keyword) {
    case "FROM": {
      const [image, as, alias] = splitAtSpace(rest);
      const named = as?.text.toLowerCase() === "as" ? alias : undefined;
      return {
        ...common,
        keyword: "FROM",
        image: image && resolve(image),
        alias: named && toWord(rest, named, known(named.text.toLowerCase())),
      };
    }
    case "RUN":
      return {
        ...common,
        keyword: "RUN",
        command: readCommand(rest, raw.heredocs, file),
      };
    case "CMD":
    case "ENTRYPOINT":
      return {
        ...common,
        keyword: raw.keyword,
        command: readCommand(rest, [], file),
      };
    case "COPY":
    case "ADD": {
      const words = (jsonStrings(rest) ?? splitAtSpace(rest)).map(resolve);
      const markers = new Set(raw.heredocs.map(({ marker }) => marker.start));
      return {
        ...common,
        keyword: raw.keyword,
        sources: words.slice(0, -1).filter(({ start }) => !markers.has(start)),
        destination: words.length > 1 ? words.at(-1) : undefined,
      };
    }
    case "ENV":
    case "LABEL":
      return {
        ...common,
        keyword: raw.keyword,
        ...readPairs(rest, resolve, file),
      };
    case "ARG":
      return {
        ...common,
        keyword: "ARG",
        declarations: readDeclarations(rest, resolve, file),
      };
    case "EXPOSE":
      return {
        ...common,
        keyword: "EXPOSE",
        words: splitAtSpace(rest).map(resolve),
      };
    case "VOLUME":
      return {
        ...common,
        keyword: "VOLUME",
        words: (jsonStrings(rest) ?? splitAtSpace(rest)).map(resolve),
      };
    case "USER":
    case "WORKDIR":
    case "STOPSIGNAL":
    case "MAINTAINER": {
      const text = rest.text.trimEnd();
      return {
        ...common,
        keyword: raw.keyword,
        word:
          text === ""
            ? undefined
            : resolve({ text, start: 0, end: text.length }),
      };
    }
    case "SHELL":
      return {
        ...common,
        keyword: "SHELL",
        shell: jsonStrings(rest)?.map((word) =>
          toWord(rest, word, known(word.text)),
        ),
      };
    case "HEALTHCHECK":
      return {
        ...common,
        keyword: "HEALTHCHECK",
        ...readHealthcheck(rest, file),
      };
    case "ONBUILD":
      return {
        ...common,
        keyword: "ONBUILD",
        trigger: readTrigger(raw, before, file),
      };
    default:
      return { ...common, keyword: "UNKNOWN" };
  }
}

function toWord(line: LogicalLine, word: RawWord, value: Value): Word {
  return { text: word.text, value, ...line.span(word.start, word.end) };
}

const WITH_FLAGS = new Set(["FROM", "RUN", "COPY", "ADD", "HEALTHCHECK"]);

function readFlags(
  raw: RawInstruction,
  before: Config,
  file: Reading,
): { flags: readonly Flag[]; rest: LogicalLine } {
  const line = raw.arguments;
  const flags: Flag[] = [];
  if (!WITH_FLAGS.has(raw.keyword) || !line.text.startsWith("--"))
    return { flags, rest: line };
  let end = 0;
  for (const word of splitQuoted(line, file.escape)) {
    if (!word.text.startsWith("--")) break;
    end = word.end;
    if (word.text === "--") break;
    const equals = word.text.indexOf("=");
    const name = word.text.slice(2, equals === -1 ? undefined : equals);
    flags.push({
      ...line.span(word.start, word.end),
      name,
      value:
        equals === -1
          ? undefined
          : toWord(
              line,
              {
                text: word.text.slice(equals + 1),
                start: word.start + equals + 1,
                end: word.end,
              },
              expand(
                word.text.slice(equals + 1),
                before.environment,
                file.escape,
              ),
            ),
    });
  }
  return { flags, rest: tailOf(line, end) };
}

function readCommand(
  line: LogicalLine,
  heredocs: readonly Heredoc[],
  file: Reading,
): CommandLine {
  const whole = line.span(0, line.text.trimEnd().length);
  const strings = jsonStrings(line);
  if (strings !== undefined)
    return {
      form: "exec",
      arguments: strings.map((word) => toWord(line, word, known(word.text))),
      ...whole,
    };
  return new ShellForm(line, whole, heredocs, file);
}

/** A command line for the shell, parsed when its script is first asked for. */
// A class: V8 keeps the shape of an object with a getter of its own, and with it all that the getter sees, for long.
class ShellForm {
  readonly form = "shell" as const;
  readonly line: LogicalLine;
  readonly start: number;
  readonly end: number;
  private readonly heredocs: readonly Heredoc[];
  private readonly file: Reading;
  private parsed: ShellScript | undefined;

  constructor(
    line: LogicalLine,
    { start, end }: Span,
    heredocs: readonly Heredoc[],
    file: Reading,
  ) {
    this.line = line;
    this.start = start;
    this.end = end;
    this.heredocs = heredocs;
    this.file = file;
  }

  get script(): ShellScript {
    return (this.parsed ??= parseScript(
      scriptOf(this.line, this.heredocs, this.file.text),
    ));
  }
}

/** What the shell is given: the line, then its here-documents; a line that is one marker alone is its body. */
function scriptOf(
  line: LogicalLine,
  heredocs: readonly Heredoc[],
  text: string,
): LogicalLine {
  const [first] = heredocs;
  if (first === undefined) return line;
  const bodyOf = (heredoc: Heredoc): LogicalLine => ({
    text: text.slice(heredoc.body.start, heredoc.body.end),
    span: (start, end) => ({
      start: heredoc.body.start + start,
      end: heredoc.body.start + end,
    }),
  });
  const whole = line.span(0, line.text.trimEnd().length);
  const { marker } = first;
  if (marker.start === whole.start && marker.end === whole.end)
    return bodyOf(first);
  return heredocs.reduce((before, heredoc) => {
    const added = `${text.slice(heredoc.body.start, heredoc.body.end)}${heredoc.name}`;
    const offset = before.text.length + 1;
    return {
      text: `${before.text}\n${added}`,
      span: (start, end): Span =>
        start < offset
          ? before.span(start, Math.min(end, offset - 1))
          : {
              start: heredoc.body.start + start - offset,
              end: heredoc.body.start + end - offset,
            },
    };
  }, line);
}

function readPairs(
  line: LogicalLine,
  resolve: (word: RawWord) => Word,
  file: Reading,
): { pairs: readonly Pair[]; legacy: boolean } {
  const words = splitQuoted(line, file.escape);
  const [first] = words;
  if (first !== undefined && !first.text.includes("=")) {
    const match = /^(\S+)\s+(\S.*)$/s.exec(line.text.trimEnd());
    if (match === null) return { pairs: [], legacy: true };
    const name = match[1] ?? "";
    const value = match[2] ?? "";
    const end = line.text.trimEnd().length;
    return {
      legacy: true,
      pairs: [
        {
          name: resolve({ text: name, start: 0, end: name.length }),
          value: resolve({ text: value, start: end - value.length, end }),
        },
      ],
    };
  }
  const pairs: Pair[] = [];
  for (const word of words) {
    const equals = word.text.indexOf("=");
    if (equals === -1) continue;
    pairs.push({
      name: resolve({
        text: word.text.slice(0, equals),
        start: word.start,
        end: word.start + equals,
      }),
      value: resolve({
        text: word.text.slice(equals + 1),
        start: word.start + equals + 1,
        end: word.end,
      }),
    });
  }
  return { pairs, legacy: false };
}

function readDeclarations(
  line: LogicalLine,
  resolve: (word: RawWord) => Word,
  file: Reading,
): readonly Declaration[] {
  return splitQuoted(line, file.escape).map((word) => {
    const equals = word.text.indexOf("=");
    if (equals === -1) return { name: resolve(word), value: undefined };
    return {
      name: resolve({
        text: word.text.slice(0, equals),
        start: word.start,
        end: word.start + equals,
      }),
      value: resolve({
        text: word.text.slice(equals + 1),
        start: word.start + equals + 1,
        end: word.end,
      }),
    };
  });
}

function readHealthcheck(
  line: LogicalLine,
  file: Reading,
): { command: CommandLine | undefined; none: boolean } {
  const type = /^\S+/.exec(line.text)?.[0] ?? "";
  const none = type.toUpperCase() === "NONE";
  const rest = tailOf(line, type.length);
  const isCommand = type.toUpperCase() === "CMD" && rest.text.trim() !== "";
  return {
    none,
    command: isCommand ? readCommand(rest, [], file) : undefined,
  };
}

/** The instruction that an ONBUILD keeps, read where it runs; none for what may not be kept. */
export function readTrigger(
  raw: RawInstruction,
  before: Config,
  file: Reading,
): Instruction | undefined {
  const line = raw.arguments;
  const keyword = /^\S+/.exec(line.text)?.[0];
  if (keyword === undefined) return undefined;
  if (keyword.toUpperCase() === "ONBUILD") return undefined;
  return readInstruction(
    {
      ...raw,
      keyword: keyword.toUpperCase(),
      ...line.span(0, line.text.length),
      keywordSpan: line.span(0, keyword.length),
      arguments: tailOf(line, keyword.length),
    },
    before,
    file,
  );
}
