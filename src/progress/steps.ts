import type { Step } from "../course/track.ts";
import { attemptAt, hasPassed, isBegun } from "./attempts.ts";
import { lessonsRead } from "./lessons.ts";

/** How far a reader is with a lesson or an exercise. */
export type StepState = "open" | "begun" | "done";

/** How far the reader of this browser is with a step, as it is kept now. */
export function stateOf({ kind, id }: Step): StepState {
  if (kind === "lesson")
    return Object.hasOwn(lessonsRead.get(), id) ? "done" : "open";
  const attempt = attemptAt(id).get();
  if (hasPassed(attempt)) return "done";
  return isBegun(attempt) ? "begun" : "open";
}

/** Calls at once, and whenever another tab or page may have changed how far a step is; gives the function that ends it. */
export function onProgress(call: () => void): () => void {
  const end = lessonsRead.subscribe(call);
  addEventListener("storage", call);
  // Going back shows a page as it was left.
  addEventListener("pageshow", call);
  return () => {
    end();
    removeEventListener("storage", call);
    removeEventListener("pageshow", call);
  };
}
