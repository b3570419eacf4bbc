// Inline in the page for unknown addresses, which a host gives at any depth and does not know its own place. Who changes
// this changes its hash in the headers for hosts: a test says which (src/tools/policy.test.ts).
try {
  const { theme } = JSON.parse(localStorage.getItem("drydock:1:settings"));
  if (theme === "light" || theme === "dark")
    document.documentElement.dataset.theme = theme;
} catch {
  // The system's theme stands.
}
addEventListener("DOMContentLoaded", async () => {
  // The site's root is the nearest folder with the site's first script.
  let root = new URL(".", location);
  for (let up = 0; up < 12; up++) {
    const found = await fetch(new URL("theme.js", root)).catch(() => undefined);
    // An answer that nobody reads would keep its connection.
    await found?.text();
    if (found?.ok && /javascript/.test(found.headers.get("content-type")))
      return lead(root);
    root = new URL("..", root);
  }
});
function lead(root) {
  const { font } = document.documentElement.dataset;
  const toRoot = (address) => new URL(address.slice(1), root).href;
  for (const link of document.querySelectorAll("[href^='/']"))
    link.href = toRoot(link.getAttribute("href"));
  document.fonts.add(
    new FontFace("Atkinson Hyperlegible Next", `url("${toRoot(font)}")`, {
      weight: "400 700",
      display: "swap",
    }),
  );
}
