import type { Catalogue, Scenario } from "../course/catalogue.ts";
import { LONGEST_EXERCISE } from "./plan.ts";
import type { Listed, ScenarioTexts } from "./scenario.ts";

/** What a session is chosen from. */
export function listedIn({ scenarios, exercises }: Catalogue): Listed {
  return {
    scenarios: scenarios.map(({ id, data }) => ({
      id,
      title: data.title,
      kind: data.kind,
      module: data.module,
      level: data.level,
      minutes: data.minutes,
      criteria: data.rubric.map((criterion) => criterion.id),
      exercise: data.exercise,
    })),
    exercises: exercises
      .map(({ exercise: { id, title, minutes } }) => ({ id, title, minutes }))
      .filter(({ minutes }) => minutes <= LONGEST_EXERCISE),
  };
}

/** A scenario's texts, as its page carries them for practice. */
export function textsOf(
  { id, data }: Scenario,
  { lessons, sources }: Catalogue,
): ScenarioTexts {
  const { title, kind, level, minutes, question, brief, weak, followUps } =
    data;
  return {
    id,
    title,
    kind,
    level,
    minutes,
    question,
    brief,
    weak,
    followUps,
    rubric: data.rubric.map(({ lesson, source, ...criterion }) => {
      const taught = lessons.find((placed) => placed.lesson.id === lesson);
      const read = sources.get(source ?? "");
      if (taught !== undefined)
        return {
          ...criterion,
          behind: {
            title: taught.lesson.data.title,
            href: `lessons/${taught.lesson.id}/`,
          },
        };
      if (read === undefined)
        throw new Error(
          `content/scenarios/${id}.mdx: the criterion "${criterion.id}" has no lesson or source.`,
        );
      return { ...criterion, behind: { title: read.title, href: read.url } };
    }),
  };
}

/** Data in the page for its script: JSON that cannot end the element it stands in. */
export function inPage(data: unknown): string {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
