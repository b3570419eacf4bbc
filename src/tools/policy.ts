import { createHash } from "node:crypto";

/** What the page for unknown addresses has inside, as a host gives it at any depth. */
interface Inline {
  readonly script: string;
  readonly style?: string;
}

/**
 * The content security policy of a page. The editor sets styles on its lines as it draws them; without inline styles
 * they are 0 px high. The header of a whole site (public/_headers) is that of a page with the editor and with the script
 * of the page for unknown addresses: a browser enforces it beside the page's own, so other pages lose nothing by it.
 */
export function policy(editor: boolean, inline?: Inline): string {
  return [
    "default-src 'none'",
    // Pagefind's engine is WebAssembly.
    `script-src 'self' 'wasm-unsafe-eval'${source(inline?.script)}`,
    `style-src 'self'${editor ? " 'unsafe-inline'" : source(inline?.style)}`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    // They are made in public/theme.js, by Lit, by Monaco's DOMPurify, and in src/exercise/monaco.ts.
    `trusted-types default lit-html${editor ? " dompurify monaco" : ""}`,
    "require-trusted-types-for 'script'",
  ].join("; ");
}

/** A text that stands in a page, as a further source. */
function source(text: string | undefined): string {
  if (text === undefined) return "";
  return ` 'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
