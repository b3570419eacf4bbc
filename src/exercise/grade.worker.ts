import type { Exercise } from "../../checks/exercise/exercise.ts";
import type { Fact } from "../../checks/exercise/fact.ts";
import {
  gradeWith,
  namedByGoals,
  type Judges,
} from "../../checks/exercise/grade.ts";
import type { Files } from "../../checks/files.ts";
import type { Rule } from "../../checks/rule.ts";
import type { Answer, Question } from "./grading.ts";

// Each rule and each fact in a file of its own: the first grade waits for those of the goals, not for all.
const ruleFiles = import.meta.glob<Rule>(
  [
    "../../checks/dockerfile/rules/*.ts",
    "!../../checks/dockerfile/rules/*.test.ts",
    "!../../checks/dockerfile/rules/index.ts",
  ],
  { import: "default" },
);
// Facts rest on the same simulator: one file of all is smaller than many, but for the one that few goals name.
const factFiles = {
  ...import.meta.glob<Fact>("../../checks/exercise/facts/leaks.ts", {
    import: "default",
  }),
  ...lazily(
    import.meta.glob<Fact>(
      [
        "../../checks/exercise/facts/*.ts",
        "!../../checks/exercise/facts/*.test.ts",
        "!../../checks/exercise/facts/{index,base-images,leaks}.ts",
      ],
      { import: "default", eager: true },
    ),
  ),
};

/** How long after the first change the syntax check and the goals' rules are loaded, in milliseconds: when the first grade is drawn. */
const SOON = 100;
/** As long after it the other rules are loaded: when typing has paused. */
const LATER = 1000;

let exercise: Exercise | undefined;
let judges: Promise<Judges> | undefined;
let newest: { readonly sequence: number; readonly files: Files } | undefined;
let changed = false;

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  if (data.kind === "exercise") {
    exercise = data.exercise;
    const named = namedByGoals(exercise).facts;
    judges = load(factFiles, (name) => named.has(name)).then((facts) => ({
      rules: [],
      facts,
      syntax: undefined,
    }));
    return;
  }
  newest = data;
  void answer();
  // What the starter needs is known: it builds, as the exercise's own test shows.
  if (changed || isStarter(data.files)) return;
  changed = true;
  setTimeout(() => void addSyntaxAndGoalRules(), SOON);
  setTimeout(() => void addOtherRules(), LATER);
});

// What goes wrong in here must not end in silence.
addEventListener("unhandledrejection", ({ reason }: PromiseRejectionEvent) => {
  setTimeout(() => {
    throw reason;
  });
});

/** Grades the newest answer; one that was overtaken while modules loaded is left out. */
async function answer(): Promise<void> {
  const question = newest;
  const ready = await judges;
  if (question === undefined || question !== newest) return;
  if (exercise === undefined || ready === undefined) return;
  const known =
    ready.syntax ?? (isStarter(question.files) ? () => [] : undefined);
  const message: Answer = {
    sequence: question.sequence,
    grade: gradeWith({ ...ready, syntax: known }, exercise, question.files),
    complete: known !== undefined,
  };
  postMessage(message);
}

function isStarter(files: Files): boolean {
  return Object.entries(files).every(
    ([path, text]) => text === exercise?.starter[path],
  );
}

/** Adds what passing needs beside the facts, and the first grade does not wait for, and grades once more. */
async function addSyntaxAndGoalRules(): Promise<void> {
  const named = exercise && namedByGoals(exercise).rules;
  const [before, { syntaxProblems }, rules] = await Promise.all([
    judges,
    import("../../checks/dockerfile/syntax.ts"),
    load(ruleFiles, (id) => named?.has(id) === true),
  ]);
  if (before === undefined) return;
  judges = Promise.resolve({ ...before, rules, syntax: syntaxProblems });
  void answer();
}

/** Adds what the other recommended rules have to say to the newest grade. */
async function addOtherRules(): Promise<void> {
  const named = exercise && namedByGoals(exercise).rules;
  const others = await load(ruleFiles, (id) => named?.has(id) !== true);
  const recommended = others.filter((rule) => rule.recommended);
  judges = judges?.then((now) => ({
    ...now,
    rules: [...now.rules, ...recommended],
  }));
  void answer();
}

function lazily<Module>(
  modules: Readonly<Record<string, Module>>,
): Record<string, () => Promise<Module>> {
  return Object.fromEntries(
    Object.entries(modules).map(([path, module]) => [
      path,
      () => Promise.resolve(module),
    ]),
  );
}

/** The modules whose file has one of the names wanted. */
function load<Module>(
  files: Readonly<Record<string, () => Promise<Module>>>,
  isWanted: (name: string) => boolean,
): Promise<Module[]> {
  return Promise.all(
    Object.entries(files)
      .filter(([path]) => isWanted(path.slice(path.lastIndexOf("/") + 1, -3)))
      .map(([, read]) => read()),
  );
}
