import type { CollectionEntry } from "astro:content";
import { parseExercise, type ExerciseSource } from "../../checks/index.ts";

// Without `exhaustive`, files such as .dockerignore would be missing.
const texts: Record<string, unknown> = import.meta.glob(
  "/content/exercises/**/*",
  { query: "?raw", import: "default", eager: true, exhaustive: true },
);

/** The exercise of an entry and its folder; throws what is wrong with it, in the author's words. */
export function exerciseOf(
  entry: CollectionEntry<"exercises">,
): ExerciseSource {
  const prefix = `/content/exercises/${entry.id}/`;
  const folder = Object.fromEntries(
    Object.entries(texts)
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, text]) => [path.slice(prefix.length), String(text)]),
  );
  const parsed = parseExercise(entry.id, entry.data, folder);
  if ("problems" in parsed)
    throw new Error(
      parsed.problems
        .map((problem) => `${prefix.slice(1)}exercise.mdx: ${problem}`)
        .join("\n"),
    );
  return parsed.exercise;
}
