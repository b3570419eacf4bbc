import {
  forEachChild,
  type Assignment as AssignmentNode,
  type Command as CommandNode,
  type Redirection as RedirectionNode,
  type Statement,
  type SyntaxNode,
  type Word as WordNode,
} from "unbash";
import type {
  Connector,
  Nesting,
  ShellAssignment,
  ShellCommand,
  ShellRedirect,
  ShellWord,
  SourceText,
} from "./parse.ts";

/** Statements nested deeper than this are left out: no real script comes near. */
const DEEPEST = 60;

/** Collects the simple commands of a tree, in the order of the text. */
export class Reader {
  readonly commands: ShellCommand[] = [];
  private statementCount = 0;
  private readonly source: SourceText;

  constructor(source: SourceText) {
    this.source = source;
  }

  statements(
    list: readonly Statement[],
    nesting: readonly Nesting[],
    first: Connector = "",
  ): void {
    if (nesting.length > DEEPEST) return;
    let connector = first;
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
      case "Redirected":
        this.commands.push({
          ...this.source.span(node.pos, node.end),
          name: undefined,
          arguments: [],
          assignments: [],
          redirects: node.redirects.map((redirect) => this.redirect(redirect)),
          connector,
          pipe,
          nesting,
          statement: this.statementCount,
        });
        for (const redirect of node.redirects) this.inside(redirect, nesting);
        return this.node(node.command, connector, nesting, pipe);
      default:
        return this.compound(
          node,
          connector,
          connector === "||" ? [...nesting, "alternative"] : nesting,
        );
    }
  }

  private compound(
    node: SyntaxNode,
    connector: Connector,
    nesting: readonly Nesting[],
  ): void {
    switch (node.type) {
      case "If": {
        const inner = [...nesting, "if"] as const;
        this.statements(node.clause.commands, inner, connector);
        this.statements(node.then.commands, inner);
        for (const elif of node.elif) {
          this.statements(elif.clause.commands, inner);
          this.statements(elif.then.commands, inner);
        }
        return this.statements(node.else?.commands ?? [], inner);
      }
      case "For":
        for (const word of node.wordlist ?? []) this.inside(word, nesting);
        return this.statements(node.body.commands, [...nesting, "loop"]);
      case "ArithmeticFor":
      case "Select":
        return this.statements(node.body.commands, [...nesting, "loop"]);
      case "While":
        this.statements(node.clause.commands, [...nesting, "loop"], connector);
        return this.statements(node.body.commands, [...nesting, "loop"]);
      case "Case":
        this.inside(node.word, nesting);
        for (const item of node.items)
          this.statements(item.body.commands, [...nesting, "case"]);
        return;
      case "Function":
        return this.node(node.body, ";", [...nesting, "function"]);
      case "Subshell":
        return this.statements(
          node.body.commands,
          [...nesting, "subshell"],
          connector,
        );
      case "BraceGroup":
        return this.statements(
          node.body.commands,
          [...nesting, "group"],
          connector,
        );
      case "CompoundList":
        return this.statements(node.commands, nesting, connector);
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
