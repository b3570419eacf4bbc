import { forEachChild, type ParsedScript, type SyntaxNode } from "unbash";
import type { Span } from "../files.ts";
import type { SourceText } from "./parse.ts";

/** A construct of bash that other shells lack. */
export type Construct =
  | "[[ ]]"
  | "<( )"
  | "<<<"
  | "array"
  | "function"
  | "&>"
  | "|&"
  | "(( ))"
  | "for (( ))"
  | "{ , }"
  | "${ / }"
  | "${ : }"
  | "${ ^ }"
  | "${! }"
  | "$' '"
  | "+="
  | "**";

/** Where a script uses a construct of bash. */
export interface Bashism extends Span {
  readonly construct: Construct;
}

const TRACE =
  /\[\[|[<>]\(|<<<|=\(|\bfunction\b|&>|\|&|\(\(|\{[^}\s]{0,200}(?:,|\.\.)|\$\{[^}]{0,200}[/:^,![]|\$'|\+=|\*\*/;

/** Whether a text has the characters of a construct of bash, wherever they stand: most have none, and need no search. */
export function mayHaveBashisms(text: string): boolean {
  return TRACE.test(text);
}

/** The constructs of a script that POSIX does not have, in the order of the text. */
export function bashismsIn(
  tree: ParsedScript,
  source: SourceText,
): readonly Bashism[] {
  const found: Bashism[] = [];
  const visit = (node: SyntaxNode, depth: number): void => {
    if (depth > 200) return;
    const construct = constructOf(node, source);
    if (construct !== undefined)
      found.push({ ...source.span(node.pos, node.end), construct });
    forEachChild(node, (child) => {
      // Text decoded from backquotes has offsets of its own.
      if (child.type !== "Script" || child.source === undefined)
        visit(child, depth + 1);
    });
  };
  for (const statement of tree.commands) visit(statement, 0);
  return found;
}

function constructOf(
  node: SyntaxNode,
  source: SourceText,
): Construct | undefined {
  switch (node.type) {
    case "TestCommand":
      return "[[ ]]";
    case "ProcessSubstitution":
      return "<( )";
    case "HereString":
      return "<<<";
    case "ArrayValue":
      return "array";
    case "Function":
      return /^function\b/.test(source.text.slice(node.pos, node.pos + 9))
        ? "function"
        : undefined;
    case "Redirect":
      return node.operator === "&>" || node.operator === "&>>"
        ? "&>"
        : undefined;
    case "Pipeline":
      return node.operators.includes("|&") ? "|&" : undefined;
    case "ArithmeticCommand":
      return "(( ))";
    case "ArithmeticFor":
      return "for (( ))";
    case "ArithmeticBinary":
      return node.operator === "**" ? "**" : undefined;
    case "BraceExpansion":
      return "{ , }";
    case "AnsiCQuoted":
      return "$' '";
    case "Assignment":
      return node.append === true ? "+=" : undefined;
    case "ParameterExpansion":
      if (node.prefix === "!") return "${! }";
      if (node.index !== undefined) return "array";
      switch (node.operation?.type) {
        case "Replace":
          return "${ / }";
        case "Slice":
          return "${ : }";
        case "CaseModification":
          return "${ ^ }";
        default:
          return undefined;
      }
    default:
      return undefined;
  }
}
