import { defineHastPlugin, type HastNode } from "satteri";
import { codeParts } from "./whole-words.ts";

/** Refuses a `<Rule>` or `<Term>` that begins a line: Prettier tears the sentence before it apart. */
export const rulesInSentences = defineHastPlugin({
  name: "rules-in-sentences",
  mdxJsxFlowElement: { filter: ["Rule", "Term"], visit: refuse },
  mdxJsxTextElement: {
    filter: ["Rule"],
    visit(node, context) {
      if (context.indexOf(node) === 0) refuse(node);
    },
  },
});

function refuse({ name }: { readonly name: string | null }): never {
  throw new Error(
    `A <${name}> begins a line: put the word before it on the same line.`,
  );
}

type HastElement = Extract<HastNode, { readonly type: "element" }>;

/** Puts the alignment of table cells into a class: the content security policy forbids inline styles. */
export const alignByClass = defineHastPlugin({
  name: "align-by-class",
  element: {
    filter: ["td", "th"],
    visit(node, context) {
      const style = node.properties["style"];
      const side = /text-align:\s*(\w+)/.exec(String(style ?? ""))?.[1];
      if (side === undefined) return;
      context.setProperty(node, "style", undefined);
      context.setProperty(node, "className", [`align-${side}`]);
    },
  },
});

/** Keeps options and names with hyphens on one line where inline code is broken. */
export const wholeWords = defineHastPlugin({
  name: "whole-words",
  element: {
    filter: ["code"],
    visit(node, context) {
      const [text] = node.children;
      if (text?.type !== "text" || isElement(context.parent(node), "pre"))
        return;
      context.replaceNode(node, {
        ...node,
        children: codeParts(text.value).map((part) =>
          part.whole
            ? {
                type: "element",
                tagName: "span",
                properties: { className: ["whole"] },
                children: [{ type: "text", value: part.text }],
              }
            : { type: "text", value: part.text },
        ),
      });
    },
  },
});

/** Lets the keyboard reach tables: on a narrow screen they scroll. */
export const reachTables = defineHastPlugin({
  name: "reach-tables",
  element: {
    filter: ["table"],
    visit(node, context) {
      context.setProperty(node, "tabIndex", 0);
    },
  },
});

/** Labels code samples: `bad` and `good` as wrong and right, `file=NAME` with the file's name. */
export const labelSamples = defineHastPlugin({
  name: "label-samples",
  element: {
    filter: ["pre"],
    visit(node, context) {
      const marks = String(node.properties["data-meta"] ?? "").split(/\s+/);
      const file = marks
        .find((mark) => mark.startsWith("file="))
        ?.slice("file=".length);
      const kind = marks.find((mark) => mark === "bad" || mark === "good");
      if (kind === undefined && file === undefined) return;
      const verdict = kind && { bad: "✗ Wrong", good: "✓ Right" }[kind];
      const words = [verdict, file];
      context.replaceNode(node, {
        type: "element",
        tagName: "figure",
        properties: { className: ["sample", kind ?? "file"] },
        children: [
          {
            type: "element",
            tagName: "figcaption",
            properties: { className: ["label"], "data-pagefind-ignore": "" },
            children: [
              {
                type: "text",
                value: words.filter((word) => word !== undefined).join(" · "),
              },
            ],
          },
          node,
        ],
      });
    },
  },
});

/** Puts a wrong sample and the right one that follows it side by side. */
export const pairSamples = defineHastPlugin({
  name: "pair-samples",
  after(root, context) {
    const children: typeof root.children = [];
    for (const child of root.children) {
      const at = children.findLastIndex(
        (node) => node.type !== "text" || node.value.trim() !== "",
      );
      const before = children[at];
      if (isSample(before, "bad") && isSample(child, "good"))
        children.splice(at, children.length - at, {
          type: "element",
          tagName: "div",
          properties: { className: ["pair"] },
          children: [before, child],
        });
      else children.push(child);
    }
    // One replacement of the whole: a node that is removed is gone wherever else it was put.
    if (children.length < root.children.length)
      context.replaceNode(root, { type: "root", children });
  },
});

function isSample(
  node: HastNode | undefined,
  kind: string,
): node is HastElement {
  return (
    isElement(node, "figure") &&
    String(node.properties["className"]).includes(kind)
  );
}

function isElement(
  node: Readonly<HastNode> | undefined,
  tagName: string,
): node is HastElement {
  return node?.type === "element" && node.tagName === tagName;
}
