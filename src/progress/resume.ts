import type { Step } from "../course/track.ts";
import type { StepState } from "./steps.ts";

/** A step as it is offered. */
export interface Place extends Step {
  readonly title: string;
  readonly minutes: number;
}

/** What can be done, and in which orders. */
export interface Course {
  /** Lessons and exercises in the order of the course. */
  readonly places: readonly Place[];
  readonly tracks: readonly {
    readonly title: string;
    readonly steps: readonly Step[];
  }[];
}

/** What a reader has done. */
export interface Done {
  state(step: Step): StepState;
  /** When a step was last changed, in milliseconds; 0 where it never was. */
  at(step: Step): number;
}

/** Where to go on, and why there. */
export type Resume =
  | { readonly kind: "nothing" }
  /** Something is begun: it comes first. */
  | { readonly kind: "begun"; readonly place: Place }
  | {
      readonly kind: "next";
      readonly place: Place;
      /** The track that it is the next step of; undefined where it is the next of the course. */
      readonly track: string | undefined;
    }
  | { readonly kind: "all" };

/**
 * Where a reader stopped: the exercise touched last where it is not passed; else the step after the one touched last, in
 * the track that holds it and is furthest, or in the course.
 */
export function resume({ places, tracks }: Course, done: Done): Resume {
  const touched = places
    .map((place) => ({ place, at: done.at(place) }))
    .filter(({ place, at }) => at > 0 || done.state(place) !== "open")
    .toSorted((a, b) => b.at - a.at);
  const last = touched[0]?.place;
  if (last === undefined) return { kind: "nothing" };
  if (done.state(last) === "begun") return { kind: "begun", place: last };
  const isDone = (step: Step): boolean => done.state(step) === "done";
  const share = (steps: readonly Step[]): number =>
    steps.filter(isDone).length / steps.length;
  const under = tracks
    .filter(({ steps }) => steps.some((step) => isSame(step, last)))
    .toSorted((a, b) => share(b.steps) - share(a.steps));
  for (const { title, steps } of [
    ...under,
    { title: undefined, steps: places },
  ]) {
    const at = steps.findIndex((step) => isSame(step, last));
    const next = [...steps.slice(at + 1), ...steps.slice(0, at)].find(
      (step) => !isDone(step),
    );
    const place = places.find((each) => next && isSame(each, next));
    if (place !== undefined) return { kind: "next", place, track: title };
  }
  return { kind: "all" };
}

function isSame(a: Step, b: Step): boolean {
  return a.kind === b.kind && a.id === b.id;
}
