import { download } from "../components/download.ts";
import { noticesIn } from "../exercise/notices.ts";
import { areas } from "./areas.ts";
import { now } from "./clock.ts";
import { progressFile } from "./file.ts";
import { offerFile } from "./import.ts";
import { forgetAreas } from "./reset.ts";
import { tellProgress } from "./steps.ts";
import { storageProblem } from "./storage.ts";
import { STORAGE_WORDS } from "./storage-words.ts";

/** What can be done with all that is kept. */
export interface Takes {
  /** Writes the file that the form asks for. */
  export(): void;
  /** Shows what a file would bring. */
  offer(file: File): Promise<void>;
  /** Forgets what the form names. */
  reset(): void;
}

let made: Takes | undefined;

/** The ways to take along what is kept, for the page of progress. */
export function takesOf(page: HTMLElement): Takes {
  if (made !== undefined) return made;
  const place = page.querySelector<HTMLElement>("[data-notices]");
  if (place === null) throw new Error("There is no place for notices.");
  place.replaceChildren();
  const notices = noticesIn(place);
  storageProblem.subscribe((problem) => {
    if (problem !== undefined) notices.show("storage", STORAGE_WORDS[problem]);
  });
  made = {
    export: () => {
      const exported = new Date(now()).toISOString();
      const form = page.querySelector<HTMLFormElement>("[data-export]");
      const name = form?.querySelector("input")?.value.trim() ?? "";
      const rules = page.dataset["rules"] ?? "";
      const file = `drydock-progress-${exported.slice(0, 10)}.json`;
      download(
        file,
        "application/json",
        progressFile(areas, { name, exported, rules }),
      );
      notices.show("file", `${file} is written.`);
    },
    offer: (file) => offerFile(page, file, areas, notices, tellProgress),
    reset: () => {
      const select = page.querySelector<HTMLSelectElement>(
        "form[data-reset] select",
      );
      const area = select?.value ?? "";
      const chosen = areas.filter(({ name }) => area === "" || name === area);
      forgetAreas(chosen, notices, tellProgress);
    },
  };
  return made;
}
