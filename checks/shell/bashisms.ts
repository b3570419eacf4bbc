import { forEachChild, parse, type SyntaxNode } from "unbash";
import type { Span } from "../files.ts";
import type { ShellScript, SourceText } from "./parse.ts";

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

/** The characters of a construct, wherever they stand: most scripts have none, and their tree is not needed again. */
const TRACE =
  /\[\[|[<>]\(|<<<|=\(|\bfunction\b|&>|\|&|\(\(|\{[^}\s]{0,200}(?:,|\.\.)|\$\{[^}]{0,200}[/:^,![]|\$'|\+=|\*\*/;

/** The constructs of a script that POSIX does not have, in the order of the text; the script is one that was read. */
export function bashismsIn({ source }: ShellScript): readonly Bashism[] {
  if (!TRACE.test(source.text)) return [];
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
  for (const statement of parse(source.text).commands) visit(statement, 0);
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
