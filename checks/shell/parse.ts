import { parse, type ParsedScript } from "unbash";
import type { Span } from "../files.ts";
import { Reader } from "./reader.ts";
import type { PlainCommand } from "./queries.ts";
import type { ShellNode, WordPart } from "./tree.ts";

/** A text and where its characters stand in a file. */
export interface SourceText {
  readonly text: string;
  span(start: number, end: number): Span;
}

/** A word of a command; its spans are those of the file. */
export interface ShellWord extends Span {
  /** As written, quotes included. */
  readonly text: string;
  /** Without quotes, where no expansion hides the value. */
  readonly value: string | undefined;
  /** What a word without a value is made of, where that can be followed. */
  readonly parts?: readonly WordPart[] | undefined;
}

/** `NAME=value` before a command, or alone. */
export interface ShellAssignment extends Span {
  readonly name: string;
  readonly value: ShellWord;
}

/** A redirection; a here-document has its text in `body`. */
export interface ShellRedirect extends Span {
  readonly operator: string;
  readonly descriptor: number | undefined;
  readonly target: ShellWord | undefined;
  readonly body: string | undefined;
  /** What the text of a here-document is made of. */
  readonly content: readonly WordPart[] | undefined;
}

/** What joins a command to the one before it; the first of a script or a list has "". */
export type Connector = "" | "&&" | "||" | ";" | "&" | "|" | "|&";

/** Something a command stands in, from the outside in. */
export type Nesting =
  | "if"
  | "loop"
  | "case"
  | "function"
  | "subshell"
  | "group"
  | "substitution"
  | "background"
  | "negated"
  /** A compound command after `||`. */
  | "alternative"
  | "other";

/** A simple command. */
export interface ShellCommand extends Span {
  /** Undefined for a line of assignments or redirections alone, and for the redirections of a compound command. */
  readonly name: ShellWord | undefined;
  readonly arguments: readonly ShellWord[];
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  readonly connector: Connector;
  /** Its place in its pipeline, from 0, and the pipeline's length: 0 of 1 for a command alone. */
  readonly pipe: { readonly index: number; readonly length: number };
  readonly nesting: readonly Nesting[];
  /** What it is without wrappers such as sudo. */
  readonly plain: PlainCommand;
  /** Identifies the statement (the chain of `&&` and `||`) it belongs to. */
  readonly statement: number;
}

/** A command, and the same without wrappers such as sudo. */
export interface UnwrappedCommand {
  readonly command: ShellCommand;
  readonly plain: PlainCommand;
}

/** A piece of shell text, read. */
export interface ShellScript {
  /** All simple commands in the order of the text, those inside other constructs included. */
  readonly commands: readonly ShellCommand[];
  /** The same commands, each with what it is without its wrappers; worked out when first asked for. */
  readonly plain: readonly UnwrappedCommand[];
  /** The same commands in the constructs they stand in. */
  readonly nodes: readonly ShellNode[];
  /** What the parser could not read; then `commands` is a best effort. */
  readonly errors: readonly { readonly message: string; readonly at: number }[];
  /** The interpreter named by a `#!` line. */
  readonly shebang: string | undefined;
  /** The text; empty where it could not be read. */
  readonly source: SourceText;
}

/** Reads POSIX shell or bash; never throws. */
export function parseScript(source: SourceText): ShellScript {
  if (isBeyond(source.text)) return UNREAD;
  try {
    return readTree(parse(source.text), source);
  } catch {
    // unbash is tolerant, also in the parts that it reads when asked for; this guards against a defect in it.
    return UNREAD;
  }
}

const UNREAD: ShellScript = {
  commands: [],
  plain: [],
  nodes: [],
  errors: [{ message: "the text could not be read", at: 0 }],
  shebang: undefined,
  source: { text: "", span: () => ({ start: 0, end: 0 }) },
};

/** Parentheses inside each other deeper than this, or more here-documents, take unbash time by the square. */
const MOST = 1000;

function isBeyond(text: string): boolean {
  if (text.length < MOST) return false;
  let depth = 0;
  let heredocs = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "(") depth++;
    else if (char === ")" && depth > 0) depth--;
    else if (char === "<" && text[at + 1] === "<") heredocs++;
    if (depth > MOST || heredocs > MOST) return true;
  }
  return false;
}

function readTree(tree: ParsedScript, source: SourceText): ShellScript {
  const reader = new Reader(source);
  const nodes = reader.statements(tree.commands, []);
  return new ReadScript(reader.commands.slice(), nodes, tree, source);
}

const NO_ERRORS: ShellScript["errors"] = [];

class ReadScript implements ShellScript {
  readonly commands: readonly ShellCommand[];
  readonly nodes: readonly ShellNode[];
  readonly errors: ShellScript["errors"];
  readonly shebang: string | undefined;
  readonly source: SourceText;
  private unwrapped: readonly UnwrappedCommand[] | undefined;

  constructor(
    commands: readonly ShellCommand[],
    nodes: readonly ShellNode[],
    tree: ParsedScript,
    source: SourceText,
  ) {
    this.commands = commands;
    this.nodes = nodes;
    this.errors =
      tree.errors?.map(({ message, pos }) => ({
        message,
        at: source.span(pos, pos).start,
      })) ?? NO_ERRORS;
    this.shebang = tree.shebang;
    this.source = source;
  }

  get plain(): readonly UnwrappedCommand[] {
    return (this.unwrapped ??= this.commands.map((command) => ({
      command,
      plain: command.plain,
    })));
  }
}
