import type { NamedAnswer } from "../../checks/exercise/exercise.ts";
import { siteRoot } from "../components/root.ts";

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
