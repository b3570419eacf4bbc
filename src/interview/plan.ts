import type { SessionStep } from "../progress/practice.ts";
import type { Listed, ListedExercise, ListedScenario } from "./scenario.ts";

/** What somebody asks for. */
export interface Wish {
  /** Empty lists, and an empty level, stand for any. */
  readonly modules: readonly string[];
  readonly kinds: readonly string[];
  readonly level: string;
  readonly minutes: number;
}

/** What a plan has to know of the past. */
export interface Past {
  /** When a scenario was last practised, in milliseconds; 0 for never. */
  practisedAt(scenario: string): number;
  /** Whether an exercise was passed. */
  hasPassed(exercise: string): boolean;
}

/** Minutes that a follow-up, and a card that is due, take. */
const FOLLOW_UP = 2;
const CARD = 1;
/** Longer exercises have no room in a mock interview, in minutes. */
export const LONGEST_EXERCISE = 15;
/** The length of a mock interview. */
export const MOCK_MINUTES = 30;

/** The scenarios that a wish is answered by. */
export function matching(
  scenarios: readonly ListedScenario[],
  { modules, kinds, level }: Wish,
): readonly ListedScenario[] {
  return scenarios.filter(
    (scenario) =>
      (modules.length === 0 || modules.includes(scenario.module)) &&
      (kinds.length === 0 || kinds.includes(scenario.kind)) &&
      (level === "" || scenario.level === level),
  );
}

/** As many scenarios as the time has room for, at least one: what was never practised, or longest ago, comes first. */
export function planTopics(
  scenarios: readonly ListedScenario[],
  wish: Wish,
  past: Past,
  random: () => number,
): readonly SessionStep[] {
  return within(
    inTurn(matching(scenarios, wish), past, random),
    wish.minutes,
    1,
  );
}

/** The cards that are due, one a minute, from the one that waits longest. */
export function planDue(
  due: readonly string[],
  minutes: number,
): readonly SessionStep[] {
  return due
    .slice(0, Math.max(1, Math.floor(minutes / CARD)))
    .map((id) => ({ kind: "card", id, phase: "answer", mark: undefined }));
}

/**
 * A mock interview: a scenario with two follow-ups, a graded exercise, and what else there is time for. The exercise is
 * the scenario's own where that has room and was not passed; else another one, passed ones last.
 */
export function planMock(
  { scenarios, exercises }: Listed,
  wish: Wish,
  past: Past,
  random: () => number,
): readonly SessionStep[] {
  const order = inTurn(matching(scenarios, wish), past, random);
  const fitting = (opener: ListedScenario): readonly ListedExercise[] =>
    exercises.filter(
      ({ minutes }) => minutesOf(opener, 2) + minutes <= MOCK_MINUTES,
    );
  const opener =
    order.find((scenario) => fitting(scenario).length > 0) ?? order[0];
  if (opener === undefined) return [];
  const [exercise] = fitting(opener)
    .map((each) => ({
      each,
      passed: past.hasPassed(each.id) ? 1 : 0,
      other: each.id === opener.exercise ? 0 : 1,
      chance: random(),
    }))
    .toSorted(
      (a, b) => a.passed - b.passed || a.other - b.other || a.chance - b.chance,
    )
    .map(({ each }) => each);
  const left = MOCK_MINUTES - minutesOf(opener, 2) - (exercise?.minutes ?? 0);
  const others = order.filter(
    (each) => each !== opener && minutesOf(each, 2) <= left,
  );
  return [
    stepFor(opener, 2),
    ...(exercise === undefined
      ? []
      : [
          {
            kind: "exercise",
            id: exercise.id,
            phase: "answer",
          } satisfies SessionStep,
        ]),
    ...within(others, left, 2),
  ];
}

/** The minutes that a scenario takes with so many follow-ups. */
export function minutesOf(
  { minutes }: ListedScenario,
  followUps: number,
): number {
  return minutes + followUps * FOLLOW_UP;
}

/** The step that asks a scenario, with at most so many follow-ups. */
export function stepFor({ id }: ListedScenario, most: number): SessionStep {
  return {
    kind: "scenario",
    id,
    phase: "answer",
    answer: "",
    marks: {},
    most,
    asked: [],
    seconds: 0,
  };
}

function within(
  order: readonly ListedScenario[],
  minutes: number,
  followUps: number,
): readonly SessionStep[] {
  const chosen: ListedScenario[] = [];
  let left = minutes;
  for (const scenario of order) {
    const takes = minutesOf(scenario, followUps);
    if (takes > left && chosen.length > 0) continue;
    chosen.push(scenario);
    left -= takes;
  }
  return chosen.map((scenario) => stepFor(scenario, followUps));
}

/** What was never practised, or longest ago, first; by chance where that is the same. */
function inTurn(
  scenarios: readonly ListedScenario[],
  past: Past,
  random: () => number,
): readonly ListedScenario[] {
  return scenarios
    .map((scenario) => ({
      scenario,
      at: past.practisedAt(scenario.id),
      chance: random(),
    }))
    .toSorted((a, b) => a.at - b.at || a.chance - b.chance)
    .map(({ scenario }) => scenario);
}
