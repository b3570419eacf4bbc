import type { Step } from "../course/track.ts";
import { attemptAt, hasPassed, isBegun } from "./attempts.ts";
import { lessonsRead } from "./lessons.ts";
import { practice, practisedOf } from "./practice.ts";

/** How far a reader is with a step of a track. */
export type StepState = "open" | "begun" | "done";

/** How far the reader of this browser is with a step, as it is kept now. */
export function stateOf({ kind, id }: Step): StepState {
  if (kind === "lesson")
    return Object.hasOwn(lessonsRead.get(), id) ? "done" : "open";
  if (kind === "scenario")
    return practisedOf(practice.get(), id) === undefined ? "open" : "done";
  const attempt = attemptAt(id).get();
  if (hasPassed(attempt)) return "done";
  return isBegun(attempt) ? "begun" : "open";
}

const CHANGED = "drydock:progress";

/** Tells the elements of this page that attempts were changed in it. */
export function tellProgress(): void {
  dispatchEvent(new Event(CHANGED));
}

/** Calls at once, and whenever another tab or page may have changed how far a step is; gives the function that ends it. */
export function onProgress(call: () => void): () => void {
  const ends = [lessonsRead.subscribe(call), practice.listen(call)];
  addEventListener(CHANGED, call);
  addEventListener("storage", call);
  // Going back shows a page as it was left.
  addEventListener("pageshow", call);
  return () => {
    for (const end of ends) end();
    removeEventListener(CHANGED, call);
    removeEventListener("storage", call);
    removeEventListener("pageshow", call);
  };
}
