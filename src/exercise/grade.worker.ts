import { BUILDS, type Exercise } from "../../checks/exercise/exercise.ts";
import base from "../../checks/exercise/facts/base.ts";
import {
  gradeWith,
  namedByGoals,
  type Grade,
  type Judges,
} from "../../checks/exercise/grade.ts";
import type { Files } from "../../checks/files.ts";
import type { Answer, Question } from "./grading.ts";

/** How long after the first question the rest of what passing needs is loaded, in milliseconds: when the first grade is drawn. */
const SOON = 100;
/** As long after it the other rules are loaded: when typing has paused. */
const LATER = 1000;

let exercise: Exercise | undefined;
// What most of a first grade rests on, in one file with the simulator; what is lacking follows.
let judges: Judges = {
  rules: [],
  facts: [base],
  syntax: undefined,
  keep: undefined,
};
let newest: { readonly sequence: number; readonly files: Files } | undefined;
let asked = false;

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  if (data.kind === "exercise") {
    ({ exercise } = data);
    return;
  }
  if (data.kind === "achieved") {
    void tellAchieved(data.files);
    return;
  }
  if (data.kind === "happens") {
    void connectHappens(data.port);
    return;
  }
  newest = data;
  answer();
  if (asked) return;
  asked = true;
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
  const grade = gradeWith(judges, exercise, files);
  post({
    kind: "grade",
    sequence,
    grade,
    pending: [
      ...(judges.syntax === undefined ? [BUILDS] : []),
      ...unjudged(exercise, grade),
    ],
  });
}

/** The goals with a fact that is not loaded, and the keeps whose judge is not. */
function unjudged({ goals }: Exercise, { keeps }: Grade): readonly string[] {
  const names = new Set(judges.facts.map(({ name }) => name));
  return [
    ...goals.filter(({ fact }) =>
      Object.keys(fact).some((name) => !names.has(name)),
    ),
    // An image that is gone needs no judge.
    ...(judges.keep === undefined
      ? keeps.filter(({ state }) => state === "unknown")
      : []),
  ].map(({ id }) => id);
}

async function tellAchieved(files: Files): Promise<void> {
  const { achievementsOf } = await import("./achieved.ts");
  if (exercise !== undefined)
    post({
      kind: "achieved",
      achievements: achievementsOf(exercise, files),
    });
}

async function connectHappens(port: MessagePort): Promise<void> {
  const { serveHappens } = await import("./happens/serve.ts");
  serveHappens(port);
}

function post(message: Answer): void {
  postMessage(message);
}

/** Adds what passing needs and the first grade does not wait for, and grades once more. */
async function addWhatPassingNeeds(): Promise<void> {
  const named = exercise && namedByGoals(exercise);
  const [{ syntaxProblems }, { judgeKeep }, { factsWith, rulesWith }] =
    await Promise.all([
      import("../../checks/dockerfile/syntax.ts"),
      import("../../checks/exercise/keeps.ts"),
      import("./later-judges.ts"),
    ]);
  const [rules, facts] = await Promise.all([
    rulesWith((id) => named?.rules.has(id) === true),
    factsWith((name) => named?.facts.has(name) === true),
  ]);
  judges = {
    rules: [...judges.rules, ...rules],
    facts: [...judges.facts, ...facts],
    syntax: syntaxProblems,
    keep: judgeKeep,
  };
  answer();
}

/** Adds what the other recommended rules have to say to the newest grade. */
async function addOtherRules(): Promise<void> {
  const named = exercise && namedByGoals(exercise).rules;
  const { rulesWith } = await import("./later-judges.ts");
  const others = await rulesWith((id) => named?.has(id) !== true);
  const recommended = others.filter((rule) => rule.recommended);
  judges = { ...judges, rules: [...judges.rules, ...recommended] };
  answer();
}
