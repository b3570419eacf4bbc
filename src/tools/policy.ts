/**
 * The content security policy of a page. The editor sets styles on its lines as it draws them; without inline styles
 * they are 0 px high.
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
  ].join("; ");
}
