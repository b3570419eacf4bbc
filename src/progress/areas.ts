import {
  allAttempts,
  parseAttempts,
  setAllAttempts,
  united,
} from "./all-attempts.ts";
import { cards, parseCards } from "./cards.ts";
import { parseTicks, ticks } from "./checklist.ts";
import { areaOf, type Area } from "./file.ts";
import { lessonsRead, movedLessons, parseRead } from "./lessons.ts";
import { parsePractice, practice } from "./practice.ts";

const atOf = ({ at }: { readonly at: string }): string => at;

/** All that is exported, imported and reset. */
export const areas: readonly Area[] = [
  areaOf({
    name: "lessons",
    title: "Lessons read",
    store: lessonsRead,
    parse: (text) => parseRead(text, movedLessons()),
    at: (at) => at,
    idNow: (id) => movedLessons().get(id) ?? id,
  }),
  areaOf({
    name: "attempts",
    title: "Exercises begun",
    store: { get: allAttempts, set: setAllAttempts },
    parse: parseAttempts,
    at: atOf,
    unite: united,
  }),
  areaOf({
    name: "cards",
    title: "Interview cards",
    store: cards,
    parse: parseCards,
    at: atOf,
  }),
  areaOf({
    name: "practice",
    title: "Interview practice",
    store: practice,
    parse: parsePractice,
    at: atOf,
  }),
  areaOf({
    name: "checklist",
    title: "Checklist marks and notes",
    store: ticks,
    parse: parseTicks,
    at: atOf,
  }),
];
