import type { NamedAnswer } from "../../checks/exercise/exercise.ts";
import type { Grade } from "../../checks/exercise/grade.ts";
import { siteRoot } from "../components/root.ts";
import { hasPassed, type Attempt } from "../progress/attempts.ts";

const loaded = new Map<string, Promise<readonly NamedAnswer[]>>();

/** The sound answers to an exercise, loaded once when they are asked for; rejects where they do not load. */
export function answersTo(exercise: string): Promise<readonly NamedAnswer[]> {
  const known = loaded.get(exercise);
  if (known !== undefined) return known;
  const answers = fetch(
    new URL(`exercises/${exercise}/answers.json`, siteRoot()),
  ).then((response) => {
    if (!response.ok) throw new Error(`${response.url} does not load.`);
    // Written by our own build.
    return response.json();
  });
  loaded.set(exercise, answers);
  answers.catch(() => loaded.delete(exercise));
  return answers;
}

/** Whether the sound answers may be seen: after passing once, or when the hints of every open goal are used up. */
export function maySeeAnswers({ goals }: Grade, attempt: Attempt): boolean {
  const open = goals.filter(({ state }) => state !== "met");
  return (
    hasPassed(attempt) ||
    (open.length > 0 && open.every(({ id }) => (attempt.hints[id] ?? 0) >= 3))
  );
}
