import { download } from "../components/download.ts";
import type { Notices } from "../exercise/notices.ts";
import type { Ticks } from "../progress/checklist.ts";
import { asCsv, asJson, asMarkdown, asRules } from "./exports.ts";
import type { ListItem } from "./item.ts";

/** What is taken along: the items that are shown, and the marks. */
interface Shown {
  readonly items: readonly ListItem[];
  readonly ticks: Ticks;
}

/** Lets the reader take the list along, in what form it is needed. */
export function bindTakes(
  list: HTMLElement,
  notices: Notices,
  shown: () => Shown,
): void {
  const takes: Readonly<Record<string, (shown: Shown) => void>> = {
    copy: ({ items, ticks }) => void copy(asMarkdown(items, ticks), notices),
    markdown: ({ items, ticks }) =>
      download("checklist.md", "text/markdown", asMarkdown(items, ticks)),
    csv: ({ items, ticks }) =>
      download("checklist.csv", "text/csv", asCsv(items, ticks)),
    json: ({ items, ticks }) =>
      download("checklist.json", "application/json", asJson(items, ticks)),
    agents: ({ items, ticks }) =>
      download("AGENTS.md", "text/markdown", asRules(items, ticks)),
    kiro: ({ items, ticks }) =>
      download(
        "docker-best-practices.md",
        "text/markdown",
        asRules(items, ticks),
      ),
  };
  for (const button of list.querySelectorAll<HTMLElement>("[data-take]"))
    button.addEventListener("click", () => {
      takes[button.dataset["take"] ?? ""]?.(shown());
      button.closest("details")?.removeAttribute("open");
    });
}

async function copy(text: string, notices: Notices): Promise<void> {
  const said = await navigator.clipboard.writeText(text).then(
    () => "The list is on the clipboard, as Markdown.",
    () =>
      "This browser does not let the page use the clipboard. Download the Markdown instead.",
  );
  notices.show("taken", said);
}
