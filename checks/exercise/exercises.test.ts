import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  contentFolder,
  frontmatterOf,
  readFolder,
} from "../testing/content.ts";
import { grade } from "../grade.ts";
import type { Grade } from "./grade.ts";
import type { ExerciseSource } from "./exercise.ts";
import { parseExercise } from "./parse-exercise.ts";

const folder = join(contentFolder, "exercises");

function notMet({ goals, keeps }: Grade): string[] {
  return [
    ...goals.filter(({ state }) => state !== "met"),
    ...keeps.filter(({ state }) => state !== "kept"),
  ]
    .map(({ id }) => id)
    .sort();
}

function readExercise(id: string): ExerciseSource {
  const files = readFolder(join(folder, id));
  const data = frontmatterOf(files["exercise.mdx"] ?? "");
  const parsed = parseExercise(id, data, files);
  if ("problems" in parsed)
    throw new Error(`${id}: ${parsed.problems.join("\n")}`);
  return parsed.exercise;
}

describe.each(readdirSync(folder))("the exercise %s", (id) => {
  const exercise = readExercise(id);

  it("starts with no goal met and everything kept", () => {
    const result = grade(exercise, exercise.starter);
    expect(notMet(result)).toEqual(
      exercise.goals.map((goal) => goal.id).sort(),
    );
  });

  it.each([exercise.solution, ...exercise.alternatives])(
    "passes $name",
    ({ files: answer }) => {
      const result = grade(exercise, answer);
      const bonus = exercise.goals
        .filter((goal) => goal.bonus === true)
        .map((goal) => goal.id);
      expect(
        notMet(result).filter((failed) => !bonus.includes(failed)),
      ).toEqual([]);
      expect(result.passed).toBe(true);
    },
  );

  it.each(exercise.wrong)(
    "fails $name as listed",
    ({ files: answer, fails }) => {
      const result = grade(exercise, answer);
      expect(notMet(result)).toEqual([...fails].sort());
      expect(result.passed).toBe(false);
    },
  );
});
