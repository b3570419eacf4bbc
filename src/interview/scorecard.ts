import type { CardStep, Mark, ScenarioStep } from "../progress/practice.ts";
import type { Criterion, ScenarioTexts } from "./scenario.ts";
import {
  markedIn,
  pointsIn,
  scoreOf,
  weakest,
  type MarkedCriterion,
  type Score,
} from "./score.ts";

/** The marks as they are called. */
export const MARK_WORDS: Readonly<Record<Mark, string>> = {
  missed: "Missed",
  partly: "Partly",
  met: "Met",
  once: "At once",
};

/** What a session came to. */
export interface Scorecard {
  /** The day it ended, ISO. */
  readonly day: string;
  readonly score: Score;
  readonly scenarios: readonly ScoredScenario[];
  readonly cards: readonly (MarkedCriterion & { readonly scenario: string })[];
  readonly exercises: readonly {
    readonly id: string;
    readonly title: string;
    readonly passed: boolean;
  }[];
  /** Lessons and sources, the weakest first. */
  readonly weakest: ReturnType<typeof weakest>;
}

export interface ScoredScenario {
  readonly texts: ScenarioTexts;
  readonly step: ScenarioStep;
  readonly score: Score;
  readonly marked: readonly MarkedCriterion[];
}

/** A question with its texts; a scenario that the site no longer has is left out. */
export interface Asked {
  readonly texts: ScenarioTexts;
  readonly step: ScenarioStep | CardStep;
}

/** The scorecard of what was marked. */
export function scorecardOf(
  day: string,
  asked: readonly Asked[],
  exercises: Scorecard["exercises"],
): Scorecard {
  const scenarios = asked.flatMap(({ texts, step }): ScoredScenario[] => {
    if (step.kind !== "scenario") return [];
    const marked = markedIn(texts.rubric, step.marks);
    return marked.length === 0 && step.answer === ""
      ? []
      : [{ texts, step, marked, score: scoreOf(marked) }];
  });
  const cards = asked.flatMap(({ texts, step }) => {
    if (step.kind !== "card" || step.mark === undefined) return [];
    const criterion = criterionOf(texts, step.id);
    return criterion === undefined
      ? []
      : [{ criterion, mark: step.mark, scenario: texts.title }];
  });
  const all = [...scenarios.flatMap(({ marked }) => marked), ...cards];
  return {
    day,
    score: scoreOf(all),
    scenarios,
    cards,
    exercises,
    weakest: weakest(all),
  };
}

/** The criterion of a card, `scenario/criterion`. */
export function criterionOf(
  { rubric }: ScenarioTexts,
  card: string,
): Criterion | undefined {
  const id = card.slice(card.indexOf("/") + 1);
  return rubric.find((criterion) => criterion.id === id);
}

/** A score in words: `7.5 of 15 points`. */
export function scoreInWords({ points, of }: Score): string {
  return `${pointsIn(points)} of ${of} points`;
}

/** The time that an answer took: `Answered in 7 min`. */
export function timeInWords({ seconds }: ScenarioStep): string {
  return `Answered in ${Math.round(seconds / 60)} min`;
}

/** The scorecard as Markdown; `root` is the site's address. */
export function asMarkdown(card: Scorecard, root: string): string {
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((text) => text.replaceAll("|", "\\|").replace(/\s+/g, " ")).join(" | ")} |`;
  const table = (marked: readonly MarkedCriterion[]): readonly string[] => [
    row(["Criterion", "Weight", "Mark"]),
    "| --- | ---: | --- |",
    ...marked.map(({ criterion, mark }) =>
      row([criterion.criterion, String(criterion.weight), MARK_WORDS[mark]]),
    ),
  ];
  return [
    `# Interview practice, ${card.day}`,
    "",
    `${scoreInWords(card.score)}.`,
    ...(card.weakest.length === 0
      ? []
      : [
          "",
          "## Read again, the weakest first",
          "",
          ...card.weakest.map(
            ({ behind, ...score }) =>
              `- [${behind.title}](${new URL(behind.href, root).href}): ${scoreInWords(score)}`,
          ),
        ]),
    ...card.scenarios.flatMap(({ texts, step, marked, score }) => [
      "",
      `## ${texts.title}: ${scoreInWords(score)}`,
      "",
      texts.question,
      "",
      ...(step.seconds < 60 ? [] : [`${timeInWords(step)}.`, ""]),
      ...(marked.length === 0 ? ["Not marked."] : table(marked)),
      ...step.asked.flatMap((place) => {
        const followUp = texts.followUps[place];
        return followUp === undefined
          ? []
          : ["", `Follow-up: ${followUp.question}`];
      }),
      ...(step.answer.trim() === ""
        ? []
        : [
            "",
            "My answer:",
            "",
            ...step.answer
              .trim()
              .split(/\r\n?|\n/)
              .map((line) => `> ${line}`.trimEnd()),
          ]),
    ]),
    ...(card.cards.length === 0
      ? []
      : ["", "## Asked again", "", ...table(card.cards)]),
    ...(card.exercises.length === 0
      ? []
      : [
          "",
          "## Exercises",
          "",
          ...card.exercises.map(
            ({ id, title, passed }) =>
              `- [${passed ? "x" : " "}] [${title}](${new URL(`exercises/${id}/`, root).href})`,
          ),
        ]),
    "",
  ].join("\n");
}
