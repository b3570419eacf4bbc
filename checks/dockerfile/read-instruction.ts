import { known } from "../value.ts";
import type { Config } from "./config.ts";
import { expand } from "./expand.ts";
import type { CommandLine, Flag, Instruction, Word } from "./instruction.ts";
import { tailOf, type LogicalLine } from "./logical-line.ts";
import type { RawInstruction } from "./parse.ts";
import { readCommand } from "./read-command.ts";
import { readDeclarations, readPairs } from "./read-pairs.ts";
import { toWord, type Reading } from "./read-word.ts";
import {
  jsonStrings,
  splitAtSpace,
  splitQuoted,
  type RawWord,
} from "./words.ts";

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
      return {
        ...common,
        keyword: raw.keyword,
        sources: words
          .slice(0, -1)
          .filter(
            ({ start }) =>
              !raw.heredocs.some(({ marker }) => marker.start === start),
          ),
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

const NO_FLAGS: readonly Flag[] = [];
const WITH_FLAGS = new Set(["FROM", "RUN", "COPY", "ADD", "HEALTHCHECK"]);

function readFlags(
  raw: RawInstruction,
  before: Config,
  file: Reading,
): { flags: readonly Flag[]; rest: LogicalLine } {
  const line = raw.arguments;
  if (!WITH_FLAGS.has(raw.keyword) || !line.text.startsWith("--"))
    return { flags: NO_FLAGS, rest: line };
  const flags: Flag[] = [];
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
