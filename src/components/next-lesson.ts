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

/** What the reader has set; not every browser tells (https://wicg.github.io/savedata/). */
function savesData(): boolean {
  const connection: unknown = Reflect.get(navigator, "connection");
  return (
    typeof connection === "object" &&
    connection !== null &&
    "saveData" in connection &&
    connection.saveData === true
  );
}

const next = document.querySelector<HTMLAnchorElement>("a[rel=next]");
if (next !== null) fetchAhead(next);
