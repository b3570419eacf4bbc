import { BUILDS, type Exercise } from "../../checks/exercise/exercise.ts";
import type { Fact } from "../../checks/exercise/fact.ts";
import {
  gradeWith,
  namedByGoals,
  type Judges,
} from "../../checks/exercise/grade.ts";
import type { Files } from "../../checks/files.ts";
import type { Rule } from "../../checks/rule.ts";
import type { Answer, Question } from "./grading.ts";

// Each rule in a file of its own: those of the goals are wanted first.
const ruleFiles = import.meta.glob<Rule>(
  [
    "../../checks/dockerfile/rules/*.ts",
    "!../../checks/dockerfile/rules/*.test.ts",
    "!../../checks/dockerfile/rules/index.ts",
  ],
  { import: "default" },
);
// Facts rest on the same simulator: one file of all is smaller than many, but for the one that is large and rarely named.
const facts = Object.values(
  import.meta.glob<Fact>(
    [
      "../../checks/exercise/facts/*.ts",
      "!../../checks/exercise/facts/*.test.ts",
      "!../../checks/exercise/facts/{index,base-images,leaks}.ts",
    ],
    { import: "default", eager: true },
  ),
);

/** How long after the first change the rest of what passing needs is loaded, in milliseconds: when the first grade is drawn. */
const SOON = 100;
/** As long after it the other rules are loaded: when typing has paused. */
const LATER = 1000;

let exercise: Exercise | undefined;
let judges: Judges = { rules: [], facts, syntax: undefined };
let newest: { readonly sequence: number; readonly files: Files } | undefined;
let changed = false;

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  if (data.kind === "exercise") {
    ({ exercise } = data);
    return;
  }
  if (data.kind === "achieved") {
    void tellAchieved(data.files);
    return;
  }
  newest = data;
  answer();
  // What the starter needs is known: it builds, as the exercise's own test shows.
  if (changed || isStarter(data.files)) return;
  changed = true;
  setTimeout(() => void addWhatPassingNeeds(), SOON);
  setTimeout(() => void addOtherRules(), LATER);
});

// What goes wrong in here must not end in silence.
addEventListener("unhandledrejection", ({ reason }: PromiseRejectionEvent) => {
  setTimeout(() => {
    throw reason;
  });
});

/** Grades the newest answer with what is loaded. */
function answer(): void {
  if (newest === undefined || exercise === undefined) return;
  const { sequence, files } = newest;
  const starter = isStarter(files);
  const syntax = judges.syntax ?? (starter ? () => [] : undefined);
  post({
    kind: "grade",
    sequence,
    grade: gradeWith({ ...judges, syntax }, exercise, files),
    pending: [...(syntax === undefined ? [BUILDS] : []), ...unjudged(exercise)],
  });
}

/** The goals with a fact that is not loaded. */
function unjudged({ goals }: Exercise): readonly string[] {
  const names = new Set(judges.facts.map(({ name }) => name));
  return goals
    .filter(({ fact }) => Object.keys(fact).some((name) => !names.has(name)))
    .map(({ id }) => id);
}

async function tellAchieved(files: Files): Promise<void> {
  const { achievementsOf } = await import("./achieved.ts");
  if (exercise !== undefined)
    post({
      kind: "achieved",
      achievements: achievementsOf(exercise, files),
    });
}

function post(message: Answer): void {
  postMessage(message);
}

function isStarter(files: Files): boolean {
  return Object.entries(files).every(
    ([path, text]) => text === exercise?.starter[path],
  );
}

/** Adds what passing needs and the first grade does not wait for, and grades once more. */
async function addWhatPassingNeeds(): Promise<void> {
  const named = exercise && namedByGoals(exercise);
  const [{ syntaxProblems }, rules, leaks] = await Promise.all([
    import("../../checks/dockerfile/syntax.ts"),
    load((id) => named?.rules.has(id) === true),
    named?.facts.has("leaks") === true
      ? import("../../checks/exercise/facts/leaks.ts")
      : undefined,
  ]);
  judges = {
    rules: [...judges.rules, ...rules],
    facts: leaks === undefined ? facts : [...facts, leaks.default],
    syntax: syntaxProblems,
  };
  answer();
}

/** Adds what the other recommended rules have to say to the newest grade. */
async function addOtherRules(): Promise<void> {
  const named = exercise && namedByGoals(exercise).rules;
  const others = await load((id) => named?.has(id) !== true);
  const recommended = others.filter((rule) => rule.recommended);
  judges = { ...judges, rules: [...judges.rules, ...recommended] };
  answer();
}

/** The rules whose id is wanted. */
function load(isWanted: (id: string) => boolean): Promise<Rule[]> {
  return Promise.all(
    Object.entries(ruleFiles)
      .filter(([path]) => isWanted(path.slice(path.lastIndexOf("/") + 1, -3)))
      .map(([, read]) => read()),
  );
}
