import { join } from "node:path";
// Before the index: what lint calls of dockerfile-utils is timed.
import { spentInValidator, validate } from "./timed-validator.ts";
import { run as runDockerfilelint } from "dockerfilelint";
import {
  grade,
  lint,
  parseExercise,
  simulate,
  type Exercise,
} from "../index.ts";
import { benchCorpus, median, type Corpus } from "./bench-corpus.ts";
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

const ROUNDS = 500;
/** So often are the rounds measured: what else the machine does only adds time, so the quietest batch counts. */
const BATCHES = 5;
/** Until then V8 is still compiling what is called most. */
const WARM_UP = 1500;
/** Of the warm-up: what a page feels that was just opened. */
const FIRST = 100;

/** Rounds over the corpus, and those before them, in which the code gets its speed. */
const CORPUS_ROUNDS = 15;
const CORPUS_WARM_UP = 12;

function main(): void {
  const long = `${LONG.join("\n")}\n`;
  const isGood = [
    ...benches().map(({ title, goal, round }) => {
      const { first, batches } = measured(long, round);
      const [quietest] = batches.toSorted((a, b) => a.p95 - b.p95);
      if (quietest === undefined) return false;
      console.log(
        [
          title,
          `  ${shown(quietest)}, goal ${goal} ms`,
          `  that of each batch of ${ROUNDS} rounds: ${batches.map(({ p95 }) => p95.toFixed(2)).join(", ")}`,
          `  the first ${FIRST} of ${WARM_UP} rounds before: ${shown(first)}`,
        ].join("\n"),
      );
      return judged(quietest.p95, goal);
    }),
    ratiosAreGood(benchCorpus()),
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

/** Milliseconds that a Dockerfile takes: the median of some rounds. */
interface Times {
  readonly own: number;
  readonly whole: number;
  readonly validator: number;
  /** Not a number for a file on which it throws. */
  readonly dockerfilelint: number;
}

/** Prints how long lint and dockerfilelint take next to the validator; false at more than twice the goal. */
function ratiosAreGood({ texts, mix }: Corpus): boolean {
  const times = timesOf(texts);
  const ratio = (part: keyof Times): number =>
    median(
      times
        .map((of) => of[part] / of.validator)
        .filter((each) => !Number.isNaN(each)),
    );
  const thrown = times.filter((of) => Number.isNaN(of.dockerfilelint)).length;
  const own = ratio("own");
  const whole = ratio("whole");
  console.log(
    [
      ...mix,
      "Each file's time is the median of its rounds, each ratio the median over the files, the tools by turns:",
      `  ${(["own", "whole", "validator", "dockerfilelint"] as const)
        .map(
          (part) =>
            `${part} ${median(times.map((of) => of[part]).filter((each) => !Number.isNaN(each))).toFixed(3)} ms`,
        )
        .join(", ")}`,
    ].join("\n"),
  );
  const isGood = [judged(own, 1), judged(whole, 2)];
  console.log(
    [
      `lint, our own part: ${own.toFixed(2)} times dockerfile-utils' validator, goal 1.0`,
      `lint, the whole: ${whole.toFixed(2)} times dockerfile-utils' validator, goal 2.0`,
      `dockerfilelint${thrown === 0 ? "" : ` (it throws on ${thrown} files)`}: ${ratio("dockerfilelint").toFixed(2)} times dockerfile-utils' validator`,
    ].join("\n"),
  );
  return !isGood.includes(false);
}

function timesOf(texts: readonly string[]): readonly Times[] {
  const rounds = texts.map((): Times[] => []);
  for (let round = 0; round < CORPUS_WARM_UP + CORPUS_ROUNDS; round++)
    for (const [at, text] of texts.entries()) {
      const times = timesOfRound(`${text}\n# ${round}\n`);
      if (round >= CORPUS_WARM_UP) rounds[at]?.push(times);
    }
  return rounds.map((of) => ({
    own: median(of.map(({ own }) => own)),
    whole: median(of.map(({ whole }) => whole)),
    validator: median(of.map(({ validator }) => validator)),
    dockerfilelint: median(of.map(({ dockerfilelint }) => dockerfilelint)),
  }));
}

function timesOfRound(text: string): Times {
  const validator = timeOf(() => validate(text));
  spentInValidator();
  const whole = timeOf(() => lint({ Dockerfile: text }));
  const own = whole - spentInValidator();
  const dockerfilelint = timeOfDockerfilelint(text);
  return { own, whole, validator, dockerfilelint };
}

/** Its time; it reads its configuration from the working directory, where there is none. */
function timeOfDockerfilelint(text: string): number {
  try {
    return timeOf(() => runDockerfilelint(".", text));
  } catch {
    return Number.NaN;
  }
}

function timeOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function measured(
  text: string,
  run: Bench["round"],
): { readonly first: Figures; readonly batches: readonly Figures[] } {
  const rounds = WARM_UP + BATCHES * ROUNDS;
  const times = Array.from({ length: rounds }, (_, round) => {
    // Another text in each round, as when someone types.
    const changed = `${text}# ${round}\n`;
    return timeOf(() => run(changed));
  });
  return {
    first: figuresOf(times.slice(0, FIRST)),
    batches: Array.from({ length: BATCHES }, (_, batch) => {
      const from = WARM_UP + batch * ROUNDS;
      return figuresOf(times.slice(from, from + ROUNDS));
    }),
  };
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

main();
