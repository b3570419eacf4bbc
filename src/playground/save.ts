import { download } from "../components/download.ts";
import type { Notices } from "../exercise/notices.ts";

/** What can be taken away of a report. */
export interface Saves {
  markdown(): string;
  sarif(): Promise<string>;
}

/** Lets the reader take the report away: on the clipboard, or as a file. */
export function bindSaves(
  element: HTMLElement,
  notices: Notices,
  saves: Saves,
): void {
  const on = (action: string, run: () => void): void =>
    element
      .querySelector(`[data-action="${action}"]`)
      ?.addEventListener("click", run);
  on("copy", () => void copy(saves.markdown(), notices));
  on("markdown", () =>
    download("dockerfile-report.md", "text/markdown", saves.markdown()),
  );
  on(
    "sarif",
    () =>
      void saves
        .sarif()
        .then((text) =>
          download("dockerfile-report.sarif", "application/sarif+json", text),
        ),
  );
}

async function copy(text: string, notices: Notices): Promise<void> {
  const said = await navigator.clipboard.writeText(text).then(
    () => "The report is on the clipboard, as Markdown.",
    () =>
      "This browser does not let the page use the clipboard. Download the report instead.",
  );
  notices.show("saved", said);
}
