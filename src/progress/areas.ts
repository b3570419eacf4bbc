import {
  allAttempts,
  attemptsIn,
  setAllAttempts,
  united,
} from "./all-attempts.ts";
import { cards, cardsIn } from "./cards.ts";
import { ticks, ticksIn } from "./checklist.ts";
import { areaOf, type Area } from "./file.ts";
import { lessonsRead, movedLessons, readIn } from "./lessons.ts";
import { practice, practiceIn } from "./practice.ts";

const atOf = ({ at }: { readonly at: string }): string => at;

/** All that is exported, imported and reset. */
export const areas: readonly Area[] = [
  areaOf({
    name: "lessons",
    title: "Lessons read",
    store: lessonsRead,
    read: (stored) => readIn(stored, movedLessons()),
    at: (at) => at,
    idNow: (id) => movedLessons().get(id) ?? id,
  }),
  areaOf({
    name: "attempts",
    title: "Exercises begun",
    store: { get: allAttempts, set: setAllAttempts },
    read: attemptsIn,
    at: atOf,
    unite: united,
  }),
  areaOf({
    name: "cards",
    title: "Interview cards",
    store: cards,
    read: cardsIn,
    at: atOf,
  }),
  areaOf({
    name: "practice",
    title: "Interview practice",
    store: practice,
    read: practiceIn,
    at: atOf,
  }),
  areaOf({
    name: "checklist",
    title: "Checklist marks and notes",
    store: ticks,
    read: ticksIn,
    at: atOf,
  }),
];
