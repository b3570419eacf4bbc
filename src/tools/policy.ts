/**
 * The content security policy of a page. The editor sets styles on its lines as it draws them; without inline styles
 * they are 0 px high. The header of a whole site (public/_headers) is that of a page with the editor: a browser enforces
 * it beside the page's own, so other pages lose nothing by it.
 */
export function policy(editor: boolean): string {
  return [
    "default-src 'none'",
    // Pagefind's engine is WebAssembly.
    "script-src 'self' 'wasm-unsafe-eval'",
    editor ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
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
