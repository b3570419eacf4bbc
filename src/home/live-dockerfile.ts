import { attemptAt } from "../progress/attempts.ts";

/** A Dockerfile in the home page that is graded as one types; what grades it loads when one turns to it. */
class LiveDockerfile extends HTMLElement {
  connectedCallback(): void {
    const field = this.querySelector("textarea");
    const id = this.dataset["exercise"];
    if (field === null || id === undefined) return;
    const kept = attemptAt(id).get().files?.["Dockerfile"];
    if (kept !== undefined) field.value = kept;
    field.readOnly = false;
    for (const turning of ["focus", "pointerenter"])
      field.addEventListener(turning, () => void this.#load(field), {
        once: true,
      });
  }

  #loading: Promise<void> | undefined;

  /** Loads what grades; where that fails, the next input tries again. */
  #load(field: HTMLTextAreaElement): Promise<void> {
    this.#loading ??= import("./live-grading.ts")
      .then(({ gradeLive }) => gradeLive(this, field))
      .catch(() => {
        this.#loading = undefined;
        const note = this.querySelector("[data-next]");
        if (note !== null)
          note.textContent =
            "What grades it does not load. Type on to try again; the exercise’s page keeps what you type.";
        field.addEventListener("input", () => void this.#load(field), {
          once: true,
        });
      });
    return this.#loading;
  }
}

customElements.define("live-dockerfile", LiveDockerfile);
