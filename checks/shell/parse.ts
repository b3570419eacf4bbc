import {
  forEachChild,
  parse,
  type Assignment as AssignmentNode,
  type Command as CommandNode,
  type ParsedScript,
  type Redirection as RedirectionNode,
  type Statement,
  type SyntaxNode,
  type Word as WordNode,
} from "unbash";
import type { Span } from "../files.ts";

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
  | "other";

/** A simple command. */
export interface ShellCommand extends Span {
  /** Undefined for a line of assignments or redirections alone. */
  readonly name: ShellWord | undefined;
  readonly arguments: readonly ShellWord[];
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  readonly connector: Connector;
  /** Its place in its pipeline, from 0, and the pipeline's length: 0 of 1 for a command alone. */
  readonly pipe: { readonly index: number; readonly length: number };
  readonly nesting: readonly Nesting[];
  /** Identifies the statement (the chain of `&&` and `||`) it belongs to. */
  readonly statement: number;
}

/** A piece of shell text, read. */
export interface ShellScript {
  /** All simple commands in the order of the text, those inside other constructs included. */
  readonly commands: readonly ShellCommand[];
  /** What the parser could not read; then `commands` is a best effort. */
  readonly errors: readonly { readonly message: string; readonly at: number }[];
  /** The interpreter named by a `#!` line. */
  readonly shebang: string | undefined;
}

/** Reads POSIX shell or bash; never throws. */
export function parseScript(source: SourceText): ShellScript {
  let tree: ParsedScript;
  try {
    tree = parse(source.text);
  } catch {
    // unbash is tolerant; this guards against a defect in it.
    return {
      commands: [],
      errors: [{ message: "the text could not be read", at: 0 }],
      shebang: undefined,
    };
  }
  const reader = new Reader(source);
  reader.statements(tree.commands, []);
  return {
    commands: reader.commands,
    errors: (tree.errors ?? []).map(({ message, pos }) => ({
      message,
      at: source.span(pos, pos).start,
    })),
    shebang: tree.shebang,
  };
}

/** Statements nested deeper than this are left out: no real script comes near. */
const DEEPEST = 60;

class Reader {
  readonly commands: ShellCommand[] = [];
  private statementCount = 0;
  private readonly source: SourceText;

  constructor(source: SourceText) {
    this.source = source;
  }

  statements(list: readonly Statement[], nesting: readonly Nesting[]): void {
    if (nesting.length > DEEPEST) return;
    let connector: Connector = "";
    for (const statement of list) {
      this.statementCount++;
      const background = statement.background === true;
      this.node(
        statement.command,
        connector,
        background ? [...nesting, "background"] : nesting,
      );
      connector = background ? "&" : ";";
    }
  }

  private node(
    node: SyntaxNode,
    connector: Connector,
    nesting: readonly Nesting[],
    pipe = { index: 0, length: 1 },
  ): void {
    switch (node.type) {
      case "Command":
        return this.command(node, connector, nesting, pipe);
      case "AndOr":
        return node.commands.forEach((part, at) =>
          this.node(
            part,
            at === 0 ? connector : (node.operators[at - 1] ?? "&&"),
            nesting,
          ),
        );
      case "Pipeline": {
        const negated = node.prefixes.some(({ type }) => type === "Negation");
        const inner = negated ? ([...nesting, "negated"] as const) : nesting;
        return node.commands.forEach((part, at) =>
          this.node(
            part,
            at === 0 ? connector : (node.operators[at - 1] ?? "|"),
            inner,
            { index: at, length: node.commands.length },
          ),
        );
      }
      case "If":
        this.statements(node.clause.commands, [...nesting, "if"]);
        this.statements(node.then.commands, [...nesting, "if"]);
        for (const elif of node.elif) {
          this.statements(elif.clause.commands, [...nesting, "if"]);
          this.statements(elif.then.commands, [...nesting, "if"]);
        }
        if (node.else !== undefined)
          this.statements(node.else.commands, [...nesting, "if"]);
        return;
      case "For":
        for (const word of node.wordlist ?? []) this.inside(word, nesting);
        return this.statements(node.body.commands, [...nesting, "loop"]);
      case "ArithmeticFor":
      case "Select":
        return this.statements(node.body.commands, [...nesting, "loop"]);
      case "While":
        this.statements(node.clause.commands, [...nesting, "loop"]);
        return this.statements(node.body.commands, [...nesting, "loop"]);
      case "Case":
        this.inside(node.word, nesting);
        for (const item of node.items)
          this.statements(item.body.commands, [...nesting, "case"]);
        return;
      case "Function":
        return this.node(node.body, ";", [...nesting, "function"]);
      case "Subshell":
        return this.statements(node.body.commands, [...nesting, "subshell"]);
      case "BraceGroup":
        return this.statements(node.body.commands, [...nesting, "group"]);
      case "CompoundList":
        return this.statements(node.commands, nesting);
      case "Redirected":
        for (const redirect of node.redirects) this.inside(redirect, nesting);
        return this.node(node.command, connector, nesting, pipe);
      default:
        return this.inside(node, [...nesting, "other"]);
    }
  }

  private command(
    node: CommandNode,
    connector: Connector,
    nesting: readonly Nesting[],
    pipe: ShellCommand["pipe"],
  ): void {
    const args: ShellWord[] = [];
    for (const arg of node.args)
      args.push(
        arg.type === "Assignment" ? this.assignmentWord(arg) : this.word(arg),
      );
    const assignments: ShellAssignment[] = [];
    for (const part of node.prefix)
      if (part.type === "Assignment") assignments.push(this.assignment(part));
    this.commands.push({
      ...this.source.span(node.pos, node.end),
      name: node.name && this.word(node.name),
      arguments: args,
      assignments,
      redirects: node.redirects.map((redirect) => this.redirect(redirect)),
      connector,
      pipe,
      nesting,
      statement: this.statementCount,
    });
    // Substitutions in words hold commands of their own.
    if (node.name !== undefined) this.inside(node.name, nesting);
    for (const arg of node.args) this.inside(arg, nesting);
    for (const part of node.prefix) this.inside(part, nesting);
    for (const redirect of node.redirects) this.inside(redirect, nesting);
  }

  /** Visits the command substitutions below a node. */
  private inside(node: SyntaxNode, nesting: readonly Nesting[]): void {
    if (node.type === "Word" && node.parts === undefined) return;
    forEachChild(node, (child) => {
      if (child.type === "Script") {
        // Text decoded from backquotes has offsets of its own.
        if (child.source === undefined)
          this.statements(child.commands, [...nesting, "substitution"]);
      } else this.inside(child, nesting);
    });
  }

  private word(node: WordNode): ShellWord {
    return {
      ...this.source.span(node.pos, node.end),
      text: node.text,
      value: isStatic(node) ? node.value : undefined,
    };
  }

  private assignmentWord(node: AssignmentNode): ShellWord {
    const value =
      node.value.type === "Word" && isStatic(node.value)
        ? `${node.name}${node.append === true ? "+" : ""}=${node.value.value}`
        : undefined;
    return {
      ...this.source.span(node.pos, node.end),
      text: node.text,
      value: node.index === undefined ? value : undefined,
    };
  }

  private assignment(node: AssignmentNode): ShellAssignment {
    const span = this.source.span(node.pos, node.end);
    const { value } = node;
    return {
      ...span,
      name: node.name,
      value:
        value.type === "Word"
          ? this.word(value)
          : { ...span, text: node.text, value: undefined },
    };
  }

  private redirect(node: RedirectionNode): ShellRedirect {
    const target =
      node.type === "HereDoc" || node.target === undefined
        ? undefined
        : this.word(node.target);
    return {
      ...this.source.span(node.pos, node.end),
      operator: node.operator,
      descriptor:
        node.descriptor?.type === "FileDescriptor"
          ? node.descriptor.value
          : undefined,
      target,
      body: node.type === "HereDoc" ? node.body.text : undefined,
    };
  }
}

/** Whether no expansion or pattern takes part in a word. */
function isStatic(node: WordNode): boolean {
  return (node.parts ?? []).every((part) => {
    switch (part.type) {
      case "Literal":
      case "SingleQuoted":
      case "AnsiCQuoted":
        return true;
      case "DoubleQuoted":
      case "LocaleString":
        return part.parts.every(({ type }) => type === "Literal");
      default:
        return false;
    }
  });
}
