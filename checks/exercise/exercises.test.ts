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
import { parseExercise, type ParsedExercise } from "./parse-exercise.ts";

const folder = join(contentFolder, "exercises");

function notMet({ goals, keeps }: Grade): string[] {
  return [
    ...goals.filter(({ state }) => state !== "met"),
    ...keeps.filter(({ state }) => state !== "kept"),
  ]
    .map(({ id }) => id)
    .sort();
}

function readExercise(id: string): ParsedExercise {
  try {
    const files = readFolder(join(folder, id));
    const data = frontmatterOf(files["exercise.mdx"] ?? "");
    return parseExercise(id, data, files);
  } catch (error) {
    // What the reader of YAML says.
    return { problems: [String(error)] };
  }
}

const all = readdirSync(folder).map((id) => ({ id, ...readExercise(id) }));

// One that cannot be read fails by itself: the others are tested all the same.
it.each(all)("the exercise $id can be read", (parsed) => {
  expect("problems" in parsed ? parsed.problems : []).toEqual([]);
});

describe.each(all.flatMap((parsed) => ("exercise" in parsed ? [parsed] : [])))(
  "the exercise $id",
  ({ exercise }) => {
    it("starts with no goal met, and everything kept but what is declared as broken", () => {
      const result = grade(exercise, exercise.starter);
      expect(notMet(result)).toEqual(
        [
          ...exercise.goals.map((goal) => goal.id),
          ...(exercise.broken ?? []),
        ].sort(),
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
  },
);
