import { defineHastPlugin, type HastNode } from "satteri";

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
            properties: { className: ["label"] },
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
    const children = root.children.filter(
      (child) => child.type !== "text" || child.value.trim() !== "",
    );
    for (const [at, child] of children.entries()) {
      const next = children[at + 1];
      if (child.type !== "element" || next?.type !== "element") continue;
      if (!isSample(child, "bad") || !isSample(next, "good")) continue;
      context.removeNode(next);
      context.replaceNode(child, {
        type: "element",
        tagName: "div",
        properties: { className: ["pair"] },
        children: [child, next],
      });
    }
  },
});

function isSample(node: HastNode, kind: string): boolean {
  return (
    node.type === "element" &&
    node.tagName === "figure" &&
    String(node.properties["className"]).includes(kind)
  );
}
