import { readdirSync } from "node:fs";
import { join } from "node:path";
import { validate } from "dockerfile-utils";
import {
  grade,
  lint,
  parseExercise,
  simulate,
  type Exercise,
} from "../index.ts";
import { contextFiles, LONG } from "./bench-subject.ts";
import {
  contentFolder,
  frontmatterOf,
  readFolder,
} from "../testing/content.ts";

/** One measured thing: what it does in a round, and how long it may take at the 95th percentile, in milliseconds. */
interface Bench {
  readonly title: string;
  readonly goal: number;
  readonly round: (text: string) => unknown;
}

/** Times in milliseconds. */
interface Figures {
  readonly median: number;
  readonly p95: number;
}

const ROUNDS = 400;
const WARM_UP = 150;

function main(): void {
  const long = `${LONG.join("\n")}\n`;
  const texts = [long, ...answers()];
  const isGood = [
    ...benches().map(({ title, goal, round }) => {
      const [figures] = measured([long], [round]);
      console.log(`${title}\n  ${shown(figures)}, goal ${goal} ms`);
      return judged(figures.p95, goal);
    }),
    ratioIsGood(texts),
  ];
  process.exitCode = isGood.includes(false) ? 1 : 0;
}

function benches(): readonly Bench[] {
  const files = contextFiles();
  const exercise = readExercise("inherited-dockerfile");
  return [
    {
      title: `simulate: ${LONG.length} lines, 5 stages, ${Object.keys(files).length} files`,
      goal: 2,
      round: (text) => simulate({ ...files, Dockerfile: text }),
    },
    {
      title: `grade: ${LONG.length} lines, the rules and the build`,
      goal: 6,
      round: (text) => grade(exercise, { Dockerfile: text }),
    },
  ];
}

/** Prints how long lint takes next to the validator that it runs; false at more than twice the goal. */
function ratioIsGood(texts: readonly string[]): boolean {
  const [ours, theirs] = measured(texts, [
    (text) => lint({ Dockerfile: text }),
    (text) => validate(text),
  ]);
  const ratio = ours.median / theirs.median;
  console.log(
    [
      `lint: ${texts.length} Dockerfiles, ${ratio.toFixed(2)} times the validator alone, goal 2 times`,
      `  lint ${shown(ours)}`,
      `  dockerfile-utils' validator ${shown(theirs)}`,
    ].join("\n"),
  );
  return judged(ratio, 2);
}

/** How long each of some functions takes for all the texts; they run by turns, so that they share the machine's noise. */
function measured<Runs extends readonly Bench["round"][]>(
  texts: readonly string[],
  runs: readonly [...Runs],
): { readonly [At in keyof Runs]: Figures };
function measured(
  texts: readonly string[],
  runs: readonly Bench["round"][],
): readonly Figures[] {
  const times: number[][] = runs.map(() => []);
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    // Another text in each round, as when someone types.
    const changed = texts.map((text) => `${text}# ${round}\n`);
    for (const [at, run] of runs.entries()) {
      const start = performance.now();
      for (const text of changed) run(text);
      if (round >= WARM_UP) times[at]?.push(performance.now() - start);
    }
  }
  return times.map(figuresOf);
}

function figuresOf(times: readonly number[]): Figures {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}

function shown({ median, p95 }: Figures): string {
  return `median ${median.toFixed(2)} ms, 95th percentile ${p95.toFixed(2)} ms`;
}

/** Says where a goal is missed; machines are noisy, so only twice the goal is a failure. */
function judged(value: number, goal: number): boolean {
  if (value > goal)
    console.log(value > 2 * goal ? "  more than twice the goal" : "  missed");
  return value <= 2 * goal;
}

function readExercise(id: string): Exercise {
  const folder = readFolder(join(contentFolder, "exercises", id));
  const data = frontmatterOf(folder["exercise.mdx"] ?? "");
  const parsed = parseExercise(id, data, folder);
  if ("problems" in parsed) throw new Error(parsed.problems.join("\n"));
  return parsed.exercise;
}

/** The Dockerfiles of every exercise: starters, solutions and other answers. */
function answers(): readonly string[] {
  return readdirSync(contentFolder, { recursive: true, encoding: "utf8" })
    .filter((path) => /(?:^|[/\\])Dockerfile$/.test(path))
    .sort()
    .flatMap(
      (path) => readFolder(join(contentFolder, path, ".."))["Dockerfile"] ?? [],
    );
}

main();
