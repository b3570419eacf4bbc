/** What others may use of the judge: everything else in `checks/` is its own business. */
export { rules } from "./dockerfile/rules/index.ts";
export { applyFixes, type Fixed } from "./fix.ts";
export { fixAll, type AllFixed } from "./fix-all.ts";
export { lint, report, type LintOptions, type Report } from "./lint.ts";
export {
  simulate,
  type Build,
  type SimulateOptions,
} from "./build/simulate.ts";
export { isPushed, leaksOf, type Leak, type Leaks } from "./build/leaks.ts";
export { sizeOf, type Size, type SizePart } from "./build/size.ts";
export { lifecycleOf, type Lifecycle } from "./build/lifecycle.ts";
export { missText, type Miss } from "./build/miss.ts";
export {
  rebuild,
  type BuildChange,
  type CacheResult,
  type Rebuild,
} from "./build/rebuild.ts";
export { stageGraph, type StageGraph } from "./build/stage-graph.ts";
export type { Stop, StopOptions } from "./build/stop.ts";
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
