import { render } from "lit/html.js";
import { tooLarge } from "../../checks/exercise/progress-file.ts";
import {
  verificationsAsCsv,
  type VerifiedFile,
} from "../../checks/report/verification.ts";
import { download } from "../components/download.ts";
import { siteRoot } from "../components/root.ts";
import { shownName } from "../components/shown-name.ts";
import { onFiles } from "../progress/dropped.ts";
import { resultTables } from "./tables.ts";
import { verifyingWith, type TeamData } from "./verifying.ts";

/** Grades the answers of dropped progress files again, and shows the verdicts. */
class TeamPage extends HTMLElement {
  #files: readonly VerifiedFile[] = [];

  connectedCallback(): void {
    const text = this.querySelector("[data-team]")?.textContent;
    const input = this.querySelector<HTMLInputElement>("[data-choose]");
    if (text === undefined || input === null) return;
    // Written into the page by our own build.
    const data: TeamData = JSON.parse(text);
    const { verify } = verifyingWith(data, siteRoot().href);
    const verified = async (file: File): Promise<VerifiedFile> => {
      const large = tooLarge(file.size);
      const unusable = (because: string): VerifiedFile => ({
        file: file.name,
        verification: { kind: "unusable", because },
      });
      if (large !== undefined) return unusable(large);
      try {
        return {
          file: file.name,
          verification: await verify(file),
        };
      } catch {
        return unusable(
          "it, or what grades it, does not load; choose the file again to try once more",
        );
      }
    };
    onFiles(this, input, (files) => void this.#take(files, verified, data));
    const actions = this.querySelector<HTMLElement>("[data-actions]");
    if (actions !== null) actions.hidden = false;
    this.querySelector("[data-csv]")?.addEventListener("click", () =>
      download("verified.csv", "text/csv", verificationsAsCsv(this.#files)),
    );
  }

  async #take(
    files: readonly File[],
    verified: (file: File) => Promise<VerifiedFile>,
    data: TeamData,
  ): Promise<void> {
    const [place, state] = [
      this.querySelector<HTMLElement>("[data-result]"),
      this.querySelector("[data-state]"),
    ];
    if (place === null || state === null) return;
    for (const [at, file] of files.entries()) {
      state.textContent = `Grading ${shownName(file.name)}, ${at + 1} of ${files.length}.`;
      const result = await verified(file);
      // A file that is chosen again takes the place of what it was.
      this.#files = [
        ...this.#files.filter((each) => each.file !== result.file),
        result,
      ];
      render(resultTables(this.#files, data.tracks), place);
    }
    state.textContent = `${this.#files.length === 1 ? "1 file" : `${this.#files.length} files`} graded.`;
    const taken = this.querySelector<HTMLElement>("[data-taken]");
    if (taken !== null) taken.hidden = this.#files.length === 0;
  }
}

customElements.define("team-page", TeamPage);
