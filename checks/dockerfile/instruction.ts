import type { Span } from "../files.ts";
import type { ShellScript } from "../shell/parse.ts";
import type { Value } from "../value.ts";
import type { Config } from "./config.ts";
import type { Heredoc } from "./heredocs.ts";
import type { LogicalLine } from "./logical-line.ts";

/** A word of an instruction: as written, and resolved. */
export interface Word extends Span {
  readonly text: string;
  readonly value: Value;
}

/** A flag such as `--from=build`; `value` is undefined for a bare `--link`. */
export interface Flag extends Span {
  readonly name: string;
  readonly value: Word | undefined;
}

/** A command line of RUN, CMD, ENTRYPOINT or HEALTHCHECK. */
export type CommandLine = ExecForm | ShellForm;

/** A JSON array, run without a shell. */
export interface ExecForm extends Span {
  readonly form: "exec";
  readonly arguments: readonly Word[];
}

/** Text handed to the stage's shell. */
export interface ShellForm extends Span {
  readonly form: "shell";
  readonly line: LogicalLine;
  /** The text read as POSIX shell; parsed when first asked for. */
  readonly script: ShellScript;
}

interface Common extends Span {
  readonly keywordSpan: Span;
  /** The keyword as written. */
  readonly keywordText: string;
  readonly flags: readonly Flag[];
  readonly heredocs: readonly Heredoc[];
  readonly blankLines: readonly number[];
  /** The arguments, joined, without flags. */
  readonly arguments: LogicalLine;
  /** The configuration this instruction starts from. */
  readonly before: Config;
}

export interface From extends Common {
  readonly keyword: "FROM";
  readonly image: Word | undefined;
  readonly alias: Word | undefined;
}
export interface Run extends Common {
  readonly keyword: "RUN";
  readonly command: CommandLine;
}
export interface Cmd extends Common {
  readonly keyword: "CMD";
  readonly command: CommandLine;
}
export interface Entrypoint extends Common {
  readonly keyword: "ENTRYPOINT";
  readonly command: CommandLine;
}
export interface Copy extends Common {
  readonly keyword: "COPY" | "ADD";
  /** Sources without here-documents. */
  readonly sources: readonly Word[];
  readonly destination: Word | undefined;
}
export interface Pair {
  readonly name: Word;
  readonly value: Word;
}
export interface Env extends Common {
  readonly keyword: "ENV" | "LABEL";
  readonly pairs: readonly Pair[];
  /** True for the old `ENV key value`. */
  readonly legacy: boolean;
}
export interface Declaration {
  readonly name: Word;
  readonly value: Word | undefined;
}
export interface Arg extends Common {
  readonly keyword: "ARG";
  readonly declarations: readonly Declaration[];
}
export interface WordList extends Common {
  readonly keyword: "EXPOSE" | "VOLUME";
  readonly words: readonly Word[];
}
export interface SingleWord extends Common {
  readonly keyword: "USER" | "WORKDIR" | "STOPSIGNAL" | "MAINTAINER";
  readonly word: Word | undefined;
}
export interface Shell extends Common {
  readonly keyword: "SHELL";
  /** Undefined where the arguments are not a JSON array. */
  readonly shell: readonly Word[] | undefined;
}
export interface Healthcheck extends Common {
  readonly keyword: "HEALTHCHECK";
  /** Undefined for `HEALTHCHECK NONE` and for malformed ones. */
  readonly command: CommandLine | undefined;
  readonly none: boolean;
}
export interface Onbuild extends Common {
  readonly keyword: "ONBUILD";
  readonly trigger: Instruction | undefined;
}
/** A line that is no instruction; its keyword is in `keywordText`. */
export interface Unknown extends Common {
  readonly keyword: "UNKNOWN";
}

export type Instruction =
  | From
  | Run
  | Cmd
  | Entrypoint
  | Copy
  | Env
  | Arg
  | WordList
  | SingleWord
  | Shell
  | Healthcheck
  | Onbuild
  | Unknown;

/** The flag of that name, the last one where it is repeated. */
export function flagOf(
  instruction: { readonly flags: readonly Flag[] },
  name: string,
): Flag | undefined {
  return instruction.flags.findLast((flag) => flag.name === name);
}
