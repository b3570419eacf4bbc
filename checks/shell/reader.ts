import {
  forEachChild,
  type Case as CaseNode,
  type Command as CommandNode,
  type If as IfNode,
  type Statement,
  type SyntaxNode,
} from "unbash";
import type {
  Connector,
  Nesting,
  ShellAssignment,
  ShellCommand,
  SourceText,
} from "./parse.ts";
import type { ShellNode } from "./tree.ts";
import { unwrapped } from "./queries.ts";
import { Substitutions, WordReader } from "./words.ts";

/** Statements nested deeper than this are left out: no real script comes near. */
const DEEPEST = 60;

const NONE: readonly never[] = [];
const ALONE: ShellCommand["pipe"] = { index: 0, length: 1 };

/** As `map`; nothing costs nothing, and most commands have nothing of most kinds. */
function mapped<From, To>(
  items: readonly From[],
  to: (item: From) => To,
): readonly To[] {
  return items.length === 0 ? NONE : items.map(to);
}

/** Collects the simple commands of a tree, in the order of the text, and gives the tree back in our own words. */
export class Reader {
  readonly commands: ShellCommand[] = [];
  private statementCount = 0;
  private readonly source: SourceText;
  private readonly words: WordReader;
  /** The commands of substitutions, filled in the order of the text. */
  private readonly substitutions = new Substitutions();

  constructor(source: SourceText) {
    this.source = source;
    this.words = new WordReader(source, this.substitutions);
  }

  statements(
    list: readonly Statement[],
    nesting: readonly Nesting[],
    first: Connector = "",
  ): readonly ShellNode[] {
    if (nesting.length > DEEPEST) return [];
    let connector = first;
    return list.map((statement) => {
      this.statementCount++;
      const background = statement.background === true;
      const node = this.node(
        statement.command,
        connector,
        background ? [...nesting, "background"] : nesting,
      );
      connector = background ? "&" : ";";
      return background ? { kind: "background", node } : node;
    });
  }

  private node(
    node: SyntaxNode,
    connector: Connector,
    nesting: readonly Nesting[],
    pipe = ALONE,
  ): ShellNode {
    switch (node.type) {
      case "Command":
        return this.command(node, connector, nesting, pipe);
      case "AndOr":
        return {
          kind: "chain",
          items: node.commands.map((part, at) => {
            const operator = node.operators[at - 1] ?? "&&";
            return {
              operator,
              node: this.node(part, at === 0 ? connector : operator, nesting),
            };
          }),
        };
      case "Pipeline": {
        const negated = node.prefixes.some(({ type }) => type === "Negation");
        const inner = negated ? ([...nesting, "negated"] as const) : nesting;
        return {
          kind: "pipe",
          negated,
          nodes: node.commands.map((part, at) =>
            this.node(
              part,
              at === 0 ? connector : (node.operators[at - 1] ?? "|"),
              inner,
              { index: at, length: node.commands.length },
            ),
          ),
        };
      }
      case "Redirected": {
        const redirects = node.redirects.map((redirect) =>
          this.words.redirect(redirect),
        );
        const { start, end } = this.source.span(node.pos, node.end);
        this.commands.push({
          start,
          end,
          name: undefined,
          arguments: NONE,
          assignments: NONE,
          redirects,
          connector,
          pipe,
          nesting,
          statement: this.statementCount,
          plain: unwrapped({ name: undefined, arguments: NONE }),
        });
        for (const redirect of node.redirects) this.inside(redirect, nesting);
        return {
          kind: "redirected",
          redirects,
          node: this.node(node.command, connector, nesting, pipe),
        };
      }
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
  ): ShellNode {
    switch (node.type) {
      case "If":
        return this.conditional(node, connector, [...nesting, "if"]);
      case "For":
        for (const word of node.wordlist ?? []) this.inside(word, nesting);
        return {
          kind: "for",
          name: node.name.value,
          words: node.wordlist?.map((word) => this.words.word(word)),
          body: this.statements(node.body.commands, [...nesting, "loop"]),
        };
      case "ArithmeticFor":
      case "Select":
        return {
          kind: "other",
          body: this.statements(node.body.commands, [...nesting, "loop"]),
        };
      case "While": {
        const inner = [...nesting, "loop"] as const;
        return {
          kind: "while",
          until: node.kind === "until",
          test: this.statements(node.clause.commands, inner, connector),
          body: this.statements(node.body.commands, inner),
        };
      }
      case "Case":
        return this.choice(node, nesting);
      case "Function":
        return {
          kind: "function",
          name: node.name.value,
          body: this.node(node.body, ";", [...nesting, "function"]),
        };
      case "Subshell":
      case "BraceGroup": {
        const kind = node.type === "Subshell" ? "subshell" : "group";
        return {
          kind,
          body: this.statements(
            node.body.commands,
            [...nesting, kind],
            connector,
          ),
        };
      }
      case "CompoundList":
        return {
          kind: "group",
          body: this.statements(node.commands, nesting, connector),
        };
      default:
        this.inside(node, [...nesting, "other"]);
        return { kind: "other", body: [] };
    }
  }

  private conditional(
    node: IfNode,
    connector: Connector,
    inner: readonly Nesting[],
  ): ShellNode {
    const branches = [node, ...node.elif].map(({ clause, then }, at) => ({
      test: this.statements(clause.commands, inner, at === 0 ? connector : ""),
      body: this.statements(then.commands, inner),
    }));
    const otherwise = this.statements(node.else?.commands ?? [], inner);
    return { kind: "if", branches, otherwise };
  }

  private choice(node: CaseNode, nesting: readonly Nesting[]): ShellNode {
    this.inside(node.word, nesting);
    return {
      kind: "case",
      word: this.words.word(node.word),
      items: node.items.map(({ pattern, body, terminator }) => ({
        patterns: pattern.map((word) => this.words.word(word)),
        body: this.statements(body.commands, [...nesting, "case"]),
        fallsThrough: terminator === ";&" || terminator === ";;&",
      })),
    };
  }

  private command(
    node: CommandNode,
    connector: Connector,
    nesting: readonly Nesting[],
    pipe: ShellCommand["pipe"],
  ): ShellNode {
    const { args, prefix, redirects } = node;
    const { start, end } = this.source.span(node.pos, node.end);
    const name = node.name && this.words.word(node.name);
    const words = mapped(args, (arg) =>
      arg.type === "Assignment"
        ? this.words.assignmentWord(arg)
        : this.words.word(arg),
    );
    // Written out, as V8 makes an object that begins with another's properties larger, and slower.
    const command: ShellCommand = {
      start,
      end,
      name,
      arguments: words,
      assignments: prefix.length === 0 ? NONE : this.assignmentsIn(prefix),
      redirects: mapped(redirects, (redirect) => this.words.redirect(redirect)),
      connector,
      pipe,
      nesting,
      statement: this.statementCount,
      plain: unwrapped({ name, arguments: words }),
    };
    this.commands.push(command);
    // Substitutions in words hold commands of their own.
    if (node.name !== undefined) this.inside(node.name, nesting);
    for (const arg of args) this.inside(arg, nesting);
    for (const part of prefix) this.inside(part, nesting);
    for (const redirect of redirects) this.inside(redirect, nesting);
    return { kind: "command", command };
  }

  private assignmentsIn(
    prefix: CommandNode["prefix"],
  ): readonly ShellAssignment[] {
    const found: ShellAssignment[] = [];
    for (const part of prefix)
      if (part.type === "Assignment") found.push(this.words.assignment(part));
    return found;
  }

  /** Visits the command substitutions below a node. */
  private inside(node: SyntaxNode, nesting: readonly Nesting[]): void {
    if (node.type === "Word" && node.parts === undefined) return;
    forEachChild(node, (child) => {
      if (child.type === "Script") {
        // Text decoded from backquotes has offsets of its own.
        if (child.source === undefined)
          this.substitutions.set(
            child,
            this.statements(child.commands, [...nesting, "substitution"]),
          );
      } else this.inside(child, nesting);
    });
  }
}
