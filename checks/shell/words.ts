import type {
  Assignment as AssignmentNode,
  HereDocBody,
  ParameterExpansionPart,
  Redirection as RedirectionNode,
  Word as WordNode,
  WordPart as PartNode,
} from "unbash";
import type {
  ShellAssignment,
  ShellRedirect,
  ShellWord,
  SourceText,
} from "./parse.ts";
import type { ShellNode, WordPart } from "./tree.ts";

/** The commands of substitutions by the parser's node; most scripts have none, and a Map is dear. */
export class Substitutions {
  private read: Map<unknown, readonly ShellNode[]> | undefined;

  set(script: unknown, nodes: readonly ShellNode[]): void {
    this.read ??= new Map();
    this.read.set(script, nodes);
  }

  get(script: unknown): readonly ShellNode[] | undefined {
    return this.read?.get(script);
  }
}

/** Reads words of the parser into ours. */
export class WordReader {
  private readonly source: SourceText;
  /** The commands of substitutions, read after the command that they stand in. */
  private readonly substitutions: Substitutions;

  constructor(source: SourceText, substitutions: Substitutions) {
    this.source = source;
    this.substitutions = substitutions;
  }

  word(node: WordNode): ShellWord {
    const isKnown = isStatic(node);
    const { start, end } = this.source.span(node.pos, node.end);
    return {
      start,
      end,
      text: node.text,
      value: isKnown ? node.value : undefined,
      parts: isKnown ? undefined : this.parts(node.parts ?? [], false),
    };
  }

  /** `NAME=value` among the arguments of a command. */
  assignmentWord(node: AssignmentNode): ShellWord {
    const name = `${node.name}${node.append === true ? "+" : ""}=`;
    const value = node.value.type === "Word" ? node.value : undefined;
    const isKnown = value !== undefined && isStatic(value);
    const { start, end } = this.source.span(node.pos, node.end);
    return {
      start,
      end,
      text: node.text,
      value:
        node.index === undefined && isKnown
          ? `${name}${value.value}`
          : undefined,
      parts:
        isKnown || value === undefined
          ? undefined
          : [
              { kind: "text", text: name, quoted: true },
              // The value of an assignment is not split.
              ...this.parts(value.parts ?? [], true),
            ],
    };
  }

  assignment(node: AssignmentNode): ShellAssignment {
    const span = this.source.span(node.pos, node.end);
    const { value } = node;
    return {
      ...span,
      name: node.name,
      value:
        value.type === "Word" && node.append !== true
          ? this.word(value)
          : { ...span, text: node.text, value: undefined, parts: undefined },
    };
  }

  redirect(node: RedirectionNode): ShellRedirect {
    const isDocument = node.type === "HereDoc";
    return {
      ...this.source.span(node.pos, node.end),
      operator: node.operator,
      descriptor:
        node.descriptor?.type === "FileDescriptor"
          ? node.descriptor.value
          : undefined,
      target:
        isDocument || node.target === undefined
          ? undefined
          : this.word(node.target),
      body: isDocument ? node.body.text : undefined,
      content: isDocument
        ? this.content(node.body, node.delimiter?.quoted === true)
        : undefined,
    };
  }

  private content(
    body: HereDocBody,
    quoted: boolean,
  ): readonly WordPart[] | undefined {
    if (quoted || body.parts === undefined)
      return [{ kind: "text", text: body.text, quoted: true }];
    return this.parts(body.parts, true);
  }

  private parts(
    nodes: readonly PartNode[],
    quoted: boolean,
  ): readonly WordPart[] {
    return nodes.flatMap((node): readonly WordPart[] => {
      switch (node.type) {
        case "Literal":
          return [{ kind: "text", text: node.value, quoted }];
        case "SingleQuoted":
        case "AnsiCQuoted":
          return [{ kind: "text", text: node.value, quoted: true }];
        case "DoubleQuoted":
        case "LocaleString":
          // An empty part tells that the word is there, also where it is empty.
          return [
            { kind: "text", text: "", quoted: true },
            ...this.parts(node.parts, true),
          ];
        case "SimpleExpansion":
          return [
            {
              kind: "variable",
              name: node.text.slice(1),
              quoted,
              operator: "",
              operand: [],
            },
          ];
        case "ParameterExpansion":
          return [this.parameter(node, quoted)];
        case "CommandExpansion":
          return [new Substitution(quoted, node.script, this.substitutions)];
        case "Glob":
          return [
            quoted
              ? { kind: "text", text: node.text, quoted }
              : { kind: "glob", text: node.text },
          ];
        case "BraceExpansion":
          return [{ kind: "brace", text: node.text }];
        default:
          return [{ kind: "other" }];
      }
    });
  }

  private parameter(node: ParameterExpansionPart, quoted: boolean): WordPart {
    const { operation, parameter, prefix, index } = node;
    if (prefix !== undefined || index !== undefined) return { kind: "other" };
    if (operation !== undefined && operation.type !== "Default")
      return { kind: "other" };
    return {
      kind: "variable",
      name: parameter,
      quoted,
      operator: operation?.operator ?? "",
      operand:
        operation === undefined
          ? []
          : isStatic(operation.operand)
            ? [{ kind: "text", text: operation.operand.value, quoted: true }]
            : this.parts(operation.operand.parts ?? [], quoted),
    };
  }
}

/** A command substitution, whose commands are read after the word. */
class Substitution {
  readonly kind = "command" as const;
  readonly quoted: boolean;
  private readonly script: unknown;
  private readonly read: Substitutions;

  constructor(quoted: boolean, script: unknown, read: Substitutions) {
    this.quoted = quoted;
    this.script = script;
    this.read = read;
  }

  get body(): readonly ShellNode[] | undefined {
    return this.read.get(this.script);
  }
}

/** Whether no expansion or pattern takes part in a word. */
function isStatic(node: WordNode): boolean {
  const { parts } = node;
  return parts === undefined || parts.every(isStaticPart);
}

function isStaticPart(part: PartNode): boolean {
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
}
