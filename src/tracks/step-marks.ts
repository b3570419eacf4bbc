import { onProgress, stateOf } from "../progress/steps.ts";
import { stepIn } from "./step-in.ts";

/** The words beside the sign that the style gives each state. */
const WORDS = {
  lesson: { open: "", begun: "", done: "Read" },
  exercise: { open: "", begun: "In progress", done: "Passed" },
  scenario: { open: "", begun: "", done: "Practised" },
} as const;

/** Lists of lessons and exercises: each `data-step="lesson run-as-non-root"` says how far the reader is with it. */
class StepMarks extends HTMLElement {
  #end: (() => void) | undefined;

  connectedCallback(): void {
    this.#end = onProgress(() => {
      for (const mark of this.querySelectorAll<HTMLElement>("[data-step]")) {
        const step = stepIn(mark.dataset["step"]);
        if (step === undefined) continue;
        const state = stateOf(step);
        mark.dataset["state"] = state;
        mark.textContent = WORDS[step.kind][state];
      }
    });
  }

  disconnectedCallback(): void {
    this.#end?.();
  }
}

customElements.define("step-marks", StepMarks);
