import type { ShikiTransformer } from "shiki";

/** Shiki with classes where it writes inline styles, which the content security policy forbids. */
export const shikiConfig = {
  theme: "css-variables" as const,
  langAlias: { dockerignore: "text" },
  transformers: [classesForStyles()],
};

function classesForStyles(): ShikiTransformer {
  return {
    name: "classes-for-styles",
    preprocess(_, options) {
      // On a busy machine half a second is not enough for each line, and two builds would differ.
      options.tokenizeTimeLimit = 0;
    },
    pre(node) {
      // A browser that translates the page would change what is to be typed.
      node.properties["translate"] = "no";
      const meta = this.options.meta?.__raw?.trim() ?? "";
      if (meta !== "") node.properties["data-meta"] = meta;
    },
    root(node) {
      const visit = (children: typeof node.children): void => {
        for (const child of children) {
          if (child.type !== "element") continue;
          const style = child.properties["style"];
          if (typeof style === "string") {
            const token = /--astro-code-token-([a-z-]+)/.exec(style)?.[1];
            delete child.properties["style"];
            if (token !== undefined) child.properties["class"] = `tok-${token}`;
          }
          visit(child.children);
        }
      };
      visit(node.children);
    },
  };
}
