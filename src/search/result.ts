/** What of a Pagefind result we show. */
interface Result {
  readonly url: string;
  readonly meta: Readonly<Record<string, string | undefined>>;
  /** Text with `<mark>` around what was found, and its own angle brackets escaped. */
  readonly excerpt: string;
  readonly sub_results: readonly {
    readonly title: string;
    readonly url: string;
  }[];
}

/** How many headings of a page are offered below it. */
const MOST_HEADINGS = 2;

/** A result as a row: its kind and place, its title, what it says, and the headings that say it. */
export function shownResult(result: Result): Element[] {
  const { url, meta, excerpt, sub_results } = result;
  const row = document.createElement("li");
  row.className = "found";
  const label = document.createElement("p");
  label.className = "label";
  label.textContent = [meta["kind"], meta["place"]]
    .filter((part) => part !== undefined && part !== "")
    .join(" · ");
  const said = document.createElement("p");
  said.className = "excerpt";
  said.append(...marked(excerpt));
  row.append(label, linkTo(url, meta["title"] ?? url, "title"), said);
  const headings = sub_results
    .filter((sub) => sub.url !== url)
    .slice(0, MOST_HEADINGS);
  if (headings.length > 0) {
    const list = document.createElement("p");
    list.className = "headings";
    list.append(
      ...headings.flatMap((sub) => [linkTo(sub.url, sub.title, ""), " "]),
    );
    row.append(list);
  }
  return [row];
}

/** A row whose result is not in sight yet: without Pagefind's classes, whose styles cost more than all others together. */
export function awaitedResult(): Element {
  const row = document.createElement("li");
  row.className = "awaited";
  row.ariaHidden = "true";
  return row;
}

function linkTo(url: string, text: string, name: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = url;
  link.textContent = text;
  link.className = name;
  return link;
}

/** The nodes of an excerpt: text, and what was found in it. */
function marked(excerpt: string): Node[] {
  // Read as text: whatever it holds, nothing but marks becomes an element.
  return excerpt.split(/<\/?mark>/).map((part, at) => {
    const text = document.createTextNode(
      // All that Pagefind escapes.
      part.replaceAll("&lt;", "<").replaceAll("&gt;", ">"),
    );
    if (at % 2 === 0) return text;
    const mark = document.createElement("mark");
    mark.append(text);
    return mark;
  });
}
