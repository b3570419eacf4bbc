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

/** Gives the reader the list in one of the forms that the page offers. */
export function takeAlong(kind: string, shown: Shown, notices: Notices): void {
  const { items, ticks } = shown;
  switch (kind) {
    case "copy":
      return void copy(asMarkdown(items, ticks), notices);
    case "markdown":
      return download(
        "checklist.md",
        "text/markdown",
        asMarkdown(items, ticks),
      );
    case "csv":
      return download("checklist.csv", "text/csv", asCsv(items, ticks));
    case "json":
      return download(
        "checklist.json",
        "application/json",
        asJson(items, ticks),
      );
    case "agents":
      return download("AGENTS.md", "text/markdown", asRules(items, ticks));
    case "kiro":
      return download(
        "docker-best-practices.md",
        "text/markdown",
        asRules(items, ticks),
      );
  }
}

async function copy(text: string, notices: Notices): Promise<void> {
  const said = await navigator.clipboard.writeText(text).then(
    () => "The list is on the clipboard, as Markdown.",
    () =>
      "This browser does not let the page use the clipboard. Download the Markdown instead.",
  );
  notices.show("taken", said);
}
