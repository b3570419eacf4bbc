// Runs before all else. What text may become under Trusted Types (see src/tools/policy.ts): null refuses.
self.trustedTypes?.createPolicy("default", {
  // What Pagefind writes: nothing, a space, and the cross of its close button.
  createHTML: (html) =>
    /^(?:&nbsp;|<svg(?: [a-zA-Z-]+="[\w .-]*")+><path d="[\w .-]*"\/><\/svg>)?$/.test(
      html,
    )
      ? html
      : null,
  // Workers, the service worker among them.
  createScriptURL: (url) =>
    new URL(url, location).href.startsWith(`${location.origin}/`) ? url : null,
});
// The page never shows in the other theme.
try {
  const { theme } = JSON.parse(localStorage.getItem("drydock:1:settings"));
  if (theme === "light" || theme === "dark")
    document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked, empty, or holds something odd: the system's theme stands.
}
