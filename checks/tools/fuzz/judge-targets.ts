import assert from "node:assert/strict";
import fc from "fast-check";
import { exerciseIds, readExercise } from "../../cli/read-content.ts";
import { answerFiles } from "../../exercise/grade.ts";
import { fileText, type Files, type Finding } from "../../files.ts";
import {
  applyFixes,
  fixAll,
  grade,
  report,
  rules,
  simulate,
} from "../../index.ts";
import { linesOf } from "../../lines.ts";
import { gradeAsText } from "../../report/grade-text.ts";
import { lintAsJson } from "../../report/lint-json.ts";
import { lintAsText } from "../../report/lint-text.ts";
import { Tally, type LintFormat } from "../../report/linted.ts";
import { lintAsSarif } from "../../report/sarif.ts";
import { simulationAsJson } from "../../report/simulation-json.ts";
import { simulationAsText } from "../../report/simulation-text.ts";
import { simulationOf } from "../../report/simulation.ts";
import { isRangeIn } from "../../testing/ranges.ts";
import { readCorpus } from "./corpus.ts";
import { mutated } from "./mutations.ts";
import { inTime, type Target } from "./target.ts";

const corpus = readCorpus();

/** Dockerfiles and their ignore files, of ours and broken in many ways. */
export const dockerfiles: fc.Arbitrary<string> = mutated({
  whole: corpus.dockerfiles,
  lines: corpus.lines,
  words: corpus.words,
});
export const ignoreFiles: fc.Arbitrary<string> = mutated({
  whole: corpus.ignoreFiles,
  lines: corpus.ignoreFiles.flatMap((text) => text.split("\n")),
  words: corpus.words,
});

const exercises = exerciseIds().map(readExercise);
const context = fc.record({
  exercise: fc.constantFrom(...exercises.map(({ id }) => id)),
  Dockerfile: dockerfiles,
  ".dockerignore": ignoreFiles,
});

/** The exercise that an input names. */
export function exerciseOf(input: Files): (typeof exercises)[number] {
  const found = exercises.find(({ id }) => id === input["exercise"]);
  if (found === undefined)
    throw new Error(`There is no exercise "${input["exercise"]}".`);
  return found;
}

/** The files that a learner may change, of an input. */
export function answerOf(input: Files): Files {
  return Object.fromEntries(
    Object.entries(input).filter(([name]) => name !== "exercise"),
  );
}

/** A Dockerfile among the files of an exercise. */
function filesOf(input: Files): Files {
  return answerFiles(exerciseOf(input), answerOf(input));
}

const lint: Target = {
  name: "lint",
  inputs: fc.record({ Dockerfile: dockerfiles }),
  check: (files) => {
    const { findings, skipped } = inTime(() => report(files, { rules }));
    assert.ok(skipped >= 0);
    for (const finding of findings) isSound(files, finding);
    const places = findings.map(({ range }) => range.start);
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a.line - b.line || a.column - b.column),
    );
    // Another text lies between, as the last one is remembered.
    report({ Dockerfile: "" });
    assert.deepEqual(report(files, { rules }), { findings, skipped });
  },
};

function isSound(files: Files, finding: Finding): void {
  const { rule, file, range, message, remedy, fix } = finding;
  assert.ok(rules.some(({ id }) => id === rule));
  assert.ok(message !== "" && remedy !== "");
  assert.ok(isRangeIn(linesOf(fileText(files, file) ?? ""), range));
  for (const edit of fix?.edits ?? [])
    assert.ok(isRangeIn(linesOf(fileText(files, edit.file) ?? ""), edit.range));
}

/** So many fixes of a text are applied one by one. */
const MOST_FIXES = 3;

const fix: Target = {
  name: "fix",
  inputs: context,
  check: (input) => {
    const files = filesOf(input);
    const { findings } = inTime(() => report(files, { rules }));
    const fixable = findings.filter((finding) => finding.fix !== undefined);
    for (const finding of fixable.slice(0, MOST_FIXES)) {
      const fixed = applyFixes(files, [finding]);
      assert.equal(fixed.applied.length, 1, `${finding.rule} is not applied`);
      const after = inTime(() => report(fixed.files, { rules }));
      if (!isBroken(findings))
        assert.ok(
          !isBroken(after.findings),
          `${finding.rule} breaks the syntax`,
        );
    }
    const all = inTime(() => fixAll(files, { rules }));
    if (!isBroken(findings)) assert.ok(!isBroken(all.findings));
  },
};

function isBroken(findings: readonly Finding[]): boolean {
  return findings.some(
    ({ rule, severity }) => rule === "valid-syntax" && severity === "error",
  );
}

const grading: Target = {
  name: "grade",
  inputs: context,
  check: (input) => {
    const exercise = exerciseOf(input);
    const answer = answerOf(input);
    const result = inTime(() => grade(exercise, answer));
    const { goals, keeps, points, of, passed, findings } = result;
    assert.deepEqual(
      goals.map(({ id }) => id),
      exercise.goals.map(({ id }) => id),
    );
    assert.deepEqual(
      keeps.map(({ id }) => id),
      [...exercise.keeps.map(({ id }) => id), "builds"],
    );
    for (const { state, reason } of goals)
      assert.ok(/^(?:met|open|unknown)$/.test(state) && reason !== "");
    for (const { state, reason } of keeps)
      assert.ok(/^(?:kept|lost|unknown)$/.test(state) && reason !== "");
    assert.ok(points >= 0 && points <= of);
    if (passed) assert.ok(keeps.every(({ state }) => state === "kept"));
    const files = filesOf(input);
    for (const finding of findings) isSound(files, finding);
    for (const { range } of [...goals, ...keeps])
      if (range !== undefined)
        assert.ok(isRangeIn(linesOf(files["Dockerfile"] ?? ""), range));
    assert.ok(gradeAsText(exercise, result).length > 0);
    grade(exercise, exercise.solution.files);
    assert.deepEqual(grade(exercise, answer), result);
  },
};

const simulation: Target = {
  name: "simulate",
  inputs: context,
  check: (input) => {
    const files = filesOf(input);
    const [path] = Object.keys(exerciseOf(input).starter);
    for (const known of ["complete", "unknown"] as const) {
      const told = inTime(() =>
        simulationOf(simulate(files, { context: known }), path),
      );
      const { length } = (files["Dockerfile"] ?? "").split(/\r?\n|\r/);
      for (const { line, message } of told.stoppers)
        assert.ok(line >= 1 && line <= length && message !== "");
      const json: unknown = JSON.parse(inTime(() => simulationAsJson(told)));
      assert.ok(json);
      assert.ok(inTime(() => simulationAsText(told)).length > 0);
    }
  },
};

const reports: Target = {
  name: "reports",
  inputs: fc.record({
    path: fc.string({ unit: "binary" }),
    Dockerfile: dockerfiles,
  }),
  check: ({ path = "", Dockerfile: text = "" }) => {
    const { findings } = report({ Dockerfile: text });
    const printed = (format: LintFormat): string => {
      const linted = { path, text, findings, skipped: 0, fixed: findings };
      const tally = new Tally(false);
      tally.add(linted);
      return format.start() + format.file(linted) + format.end(tally);
    };
    assert.doesNotMatch(
      inTime(() => printed(lintAsText((_, part) => part))),
      /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u,
    );
    for (const format of [
      lintAsJson(),
      lintAsSarif({ rules, pageOf: () => "", version: "0", site: undefined }),
    ])
      assert.ok(JSON.parse(inTime(() => printed(format))));
  },
};

/** What judges Dockerfiles. */
export const judgeTargets: readonly Target[] = [
  lint,
  fix,
  grading,
  simulation,
  reports,
];
