import { savesData } from "./saves-data.ts";

/** Fetches the next lesson when the link to it comes into view, so that it opens at once; not where data is to be saved. */
function fetchAhead(next: HTMLAnchorElement): void {
  const sight = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    sight.disconnect();
    if (savesData()) return;
    const link = document.createElement("link");
    link.rel = "prefetch";
    link.href = next.href;
    document.head.append(link);
  });
  sight.observe(next);
}

const next = document.querySelector<HTMLAnchorElement>("a[rel=next]");
if (next !== null) fetchAhead(next);
