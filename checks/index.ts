/** What others may use of the judge: everything else in `checks/` is its own business. */
export { rules } from "./dockerfile/rules/index.ts";
export { lint, type LintOptions } from "./lint.ts";
export {
  simulate,
  type Build,
  type SimulateOptions,
} from "./build/simulate.ts";
export type {
  ContextFacts,
  Edit,
  FileFacts,
  Files,
  Finding,
  Fix,
  Position,
  Range,
  Severity,
} from "./files.ts";
export type { Category, Rule } from "./rule.ts";
export { grade } from "./grade.ts";
export type {
  GoalResult,
  Grade,
  GradeOptions,
  KeepResult,
} from "./exercise/grade.ts";
export {
  BUILDS,
  type Exercise,
  type ExerciseSource,
  type Goal,
  type Keep,
  type NamedAnswer,
} from "./exercise/exercise.ts";
export {
  parseExercise,
  type ParsedExercise,
} from "./exercise/parse-exercise.ts";
export { suggestion, unknownField } from "./suggest.ts";
