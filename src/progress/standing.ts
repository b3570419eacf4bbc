import type { Step } from "../course/track.ts";
import { attemptAt } from "./attempts.ts";
import { cardId, cards, dueOf } from "./cards.ts";
import { now } from "./clock.ts";
import type { CourseData } from "./course.ts";
import { lessonsRead } from "./lessons.ts";
import { practice, practisedOf } from "./practice.ts";
import type { Done } from "./resume.ts";
import { stateOf } from "./steps.ts";

/** What the reader of this browser has done, as it is kept now. */
export const standing: Done = { state: stateOf, at: changedAt };

function changedAt({ kind, id }: Step): number {
  const read = lessonsRead.get();
  const at =
    kind === "lesson"
      ? Object.hasOwn(read, id)
        ? read[id]
        : undefined
      : kind === "exercise"
        ? attemptAt(id).get().at
        : practisedOf(practice.get(), id)?.at;
  return Date.parse(at ?? "") || 0;
}

/** How many interview cards are due now. */
export function dueNow({ cards: of }: Pick<CourseData, "cards">): number {
  const ids = of.flatMap((names) => {
    const [scenario = "", ...criteria] = names.split(" ");
    return criteria.map((criterion) => cardId(scenario, criterion));
  });
  return dueOf(cards.get(), ids, now()).length;
}

/** The course as a page brought it, written by our own build. */
export function courseIn(element: Element): CourseData {
  return JSON.parse(
    element.querySelector("[data-course]")?.textContent ??
      '{"places":[],"tracks":[],"cards":[]}',
  );
}
