import { describe, expect, it } from "vitest";
import { parseScript } from "./parse.ts";
import type { ShellNode, WordPart } from "./tree.ts";

const nodes = (text: string): readonly ShellNode[] =>
  parseScript({ text, span: (start, end) => ({ start, end }) }).nodes;

const list = (items: readonly ShellNode[]): string =>
  items.map(shown).join("; ");

/** A node in one line: what it is, and in brackets what it holds. */
function shown(node: ShellNode): string {
  switch (node.kind) {
    case "command":
      return [node.command.name, ...node.command.arguments]
        .map((word) => word?.text ?? "-")
        .join(" ");
    case "chain":
      return `chain[${node.items.map(({ operator, node: item }) => `${operator} ${shown(item)}`).join(" ")}]`;
    case "pipe":
      return `${node.negated ? "not " : ""}pipe[${node.nodes.map(shown).join(" | ")}]`;
    case "background":
    case "redirected":
      return `${node.kind}[${shown(node.node)}]`;
    case "if":
      return `if[${node.branches.map(({ test, body }) => `${list(test)} => ${list(body)}`).join(", ")} else ${list(node.otherwise)}]`;
    case "for":
      return `for ${node.name} in ${node.words?.map(({ text }) => text).join(" ") ?? "$@"}[${list(node.body)}]`;
    case "while":
      return `${node.until ? "until" : "while"}[${list(node.test)} => ${list(node.body)}]`;
    case "case":
      return `case ${node.word.text}[${node.items.map(({ patterns, body }) => `${patterns.map(({ text }) => text).join("|")} => ${list(body)}`).join(", ")}]`;
    case "function":
      return `function ${node.name}[${shown(node.body)}]`;
    default:
      return `${node.kind}[${list(node.body)}]`;
  }
}

describe("a script is read as", () => {
  it.each([
    ["a; b", "a; b"],
    ["a && b || c", "chain[&& a && b || c]"],
    ["a | b | c", "pipe[a | b | c]"],
    ["! a", "not pipe[a]"],
    ["{ a; b; }", "group[a; b]"],
    ["(a; b)", "subshell[a; b]"],
    ["a & b", "background[a]; b"],
    ["{ a; } > f", "redirected[group[a]]"],
    ["if a; then b; elif c; then d; else e; fi", "if[a => b, c => d else e]"],
    ["for f in x y; do a; done", "for f in x y[a]"],
    ["for f; do a; done", "for f in $@[a]"],
    ["while a; do b; done", "while[a => b]"],
    ["until a; do b; done", "until[a => b]"],
    ["case $x in a|b) c;; *) d;; esac", "case $x[a|b => c, * => d]"],
    ["f() { a; }; f", "function f[group[a]]; f"],
  ])("%s", (text, expected) => {
    expect(list(nodes(text))).toBe(expected);
  });
});

/** The parts of the first argument, each in one word. */
function parts(word: string): string[] {
  const [node] = nodes(`a ${word}`);
  const read = node?.kind === "command" ? node.command.arguments[0]?.parts : [];
  return (read ?? []).map(part);
}

function part(read: WordPart): string {
  const quotes = "quoted" in read && read.quoted ? '"' : "";
  switch (read.kind) {
    case "text":
    case "glob":
    case "brace":
      return `${read.kind} ${quotes}${read.text}${quotes}`;
    case "variable":
      return `${read.kind} ${quotes}${read.name}${read.operator}${read.operand.map(part).join()}${quotes}`;
    case "command":
      return `${read.kind} ${quotes}${list(read.body ?? [])}${quotes}`;
    case "other":
      return read.kind;
  }
}

describe("a word is made of", () => {
  it.each<[string, string[]]>([
    ["$x/y", ["variable x", "text /y"]],
    ['"$x"', ['text ""', 'variable "x"']],
    ["${x:-y}", ['variable x:-text "y"']],
    ["${x+y}", ['variable x+text "y"']],
    ["$(b c)", ["command b c"]],
    ['"`b`"', ['text ""', 'command "b"']],
    ["*.js", ["glob *", "text .js"]],
    ["{b,c}", ["brace {b,c}"]],
    ["$((1+1))", ["other"]],
  ])("%s", (word, expected) => {
    expect(parts(word)).toEqual(expected);
  });

  it("of quoted text where a star is quoted", () => {
    expect(parts("'*'$b")).toEqual(['text "*"', "variable b"]);
  });
});
