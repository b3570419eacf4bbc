import type { Plugin } from "vite";

/** The cascade layers, lowest first. */
const ORDER = "@layer reset, tokens, base, prose, components, forced;";

/**
 * Puts the order of the layers before every stylesheet of ours: the first file that arrives decides it, and which one
 * that is depends on the page.
 */
export function layerOrder(): Plugin {
  return {
    name: "layer-order",
    enforce: "pre",
    transform(code, id) {
      const isOurs = id.includes("/src/") && !id.includes("node_modules");
      const isStyle = /\.css$|[?&]type=style\b/.test(id);
      return isOurs && isStyle ? `${ORDER}\n${code}` : undefined;
    },
  };
}
