import { rules } from "./dockerfile/rules/index.ts";
import { syntaxProblems } from "./dockerfile/syntax.ts";
import type { Exercise } from "./exercise/exercise.ts";
import { facts } from "./exercise/facts/index.ts";
import {
  gradeWith,
  namedByGoals,
  type Grade,
  type GradeOptions,
} from "./exercise/grade.ts";
import { judgeKeep } from "./exercise/keeps.ts";
import type { Files } from "./files.ts";

/** Grades an answer with the recommended rules and those that the goals name. */
export function grade(
  exercise: Exercise,
  files: Files,
  options: GradeOptions = {},
): Grade {
  const named = namedByGoals(exercise).rules;
  const used = rules.filter(
    ({ id, recommended }) => recommended || named.has(id),
  );
  return gradeWith(
    { rules: used, facts, syntax: syntaxProblems, keep: judgeKeep },
    exercise,
    files,
    options,
  );
}
