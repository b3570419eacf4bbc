import { setLevel } from "../exercise/load-line.ts";
import { onProgress, stateOf } from "../progress/steps.ts";
import { namesOf, stepsIn } from "./step-in.ts";

/**
 * How far the reader is in a track: the load line, the figure in words, and the button that leads to the first step that
 * is not done. The server wrote it for somebody who has done nothing.
 */
class TrackProgress extends HTMLElement {
  #end: (() => void) | undefined;

  connectedCallback(): void {
    this.#end = onProgress(() => this.#show());
  }

  disconnectedCallback(): void {
    this.#end?.();
  }

  #show(): void {
    const steps = stepsIn(this.dataset["steps"]);
    const states = steps.map(stateOf);
    const done = states.filter((state) => state === "done").length;
    const isAll = done === steps.length;
    setLevel(this, done / steps.length, isAll);
    const words = this.querySelector("[data-done]");
    if (words !== null)
      words.textContent = isAll
        ? `All ${done} steps done`
        : `${done} of ${steps.length} steps done`;
    const start = this.querySelector<HTMLAnchorElement>("[data-start]");
    if (start === null) return;
    const at = isAll ? 0 : states.findIndex((state) => state !== "done");
    const next = steps[at];
    const link = document.querySelector<HTMLAnchorElement>(
      `[data-step-link="${next === undefined ? "" : namesOf([next])}"]`,
    );
    if (link === null) return;
    start.href = link.href;
    const isNew = states.every((state) => state === "open");
    start.textContent = isAll
      ? "Begin again"
      : isNew
        ? "Start the track"
        : "Go on";
    const note = this.querySelector("[data-next]");
    if (note !== null) note.textContent = `${at + 1}. ${link.textContent}`;
  }
}

customElements.define("track-progress", TrackProgress);
