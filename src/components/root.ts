/** The address of the site's root: each page knows its own depth, so that the site runs below any path. */
export function siteRoot(): URL {
  return new URL(
    document.documentElement.dataset["root"] ?? "/",
    location.href,
  );
}
