import type { Exercise } from "../../checks/exercise/exercise.ts";
import type { Grade } from "../../checks/exercise/grade.ts";
import { setText } from "./set-text.ts";

/** The gauge's drawing: its top and its height, in the units of LoadLine.astro. */
const TOP = 12;
const HEIGHT = 116;

/** The share of all points at which the required goals are met: where the mark is. */
export function markOf(exercise: Exercise): number {
  const points = (bonus: boolean): number =>
    exercise.goals
      .filter((goal) => (goal.bonus === true) === bonus)
      .reduce((total, goal) => total + goal.points, 0);
  const all = points(false) + points(true);
  return all === 0 ? 1 : points(false) / all;
}

/** Moves the load line to the grade's points, and writes them beside it. */
export function moveLoadLine(within: HTMLElement, grade: Grade): void {
  const level = grade.of === 0 ? 0 : grade.points / grade.of;
  setLevel(within, level, grade.passed);
  setText(
    within.querySelector("[data-points]"),
    `${grade.points} of ${grade.of} points`,
  );
  setText(
    within.querySelector("[data-points-short]"),
    `${grade.points}/${grade.of}`,
  );
}

/** Moves the level of a load line, from 0 to 1; a level that passes is shown as one. */
export function setLevel(
  within: HTMLElement,
  level: number,
  passes: boolean,
): void {
  const y = TOP + HEIGHT * (1 - level);
  const gauge = within.querySelector("[data-load-line]");
  const column = gauge?.querySelector("[data-level]");
  column?.setAttribute("y", String(y));
  column?.setAttribute("height", String(HEIGHT * level));
  gauge
    ?.querySelector("[data-waterline]")
    ?.setAttribute("transform", `translate(0 ${y})`);
  gauge?.toggleAttribute("data-passed", passes);
}
