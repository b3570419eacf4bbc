import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readDockerfile } from "../dockerfile/model.ts";
import { generatedDockerfiles } from "./bench-generated.ts";

/** Dockerfiles to measure with, and what they are. */
export interface Corpus {
  readonly texts: readonly string[];
  /** One line about each kind of them. */
  readonly mix: readonly string[];
}

/** What other linters' own tests look at, where that folder is there. */
const CASES = resolve(import.meta.dirname, "../../../shared/cases");
const GENERATED = 300;

/** The Dockerfiles of the cases and 300 generated ones. */
export function benchCorpus(): Corpus {
  const cases = existsSync(CASES) ? caseTexts() : [];
  const generated = generatedDockerfiles(GENERATED);
  const kinds = Object.groupBy(generated, ({ kind }) => kind);
  const mix = Object.entries(kinds).map(
    ([kind, files]) => `${files?.length ?? 0} ${kind}`,
  );
  const texts = generated.map(({ text }) => text);
  return {
    texts: [...cases, ...texts],
    mix: [
      `${cases.length} Dockerfiles of ../shared/cases: ${sizes(cases)}`,
      `${texts.length} generated Dockerfiles (${mix.join(", ")}): ${sizes(texts)}`,
    ],
  };
}

function caseTexts(): readonly string[] {
  return readdirSync(CASES)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .flatMap((name) => readFileSync(join(CASES, name), "utf8").split("\n"))
    .filter((line) => line !== "")
    .flatMap((line) => {
      const { text }: { text?: unknown } = JSON.parse(line);
      return typeof text === "string" ? [text] : [];
    });
}

function sizes(texts: readonly string[]): string {
  const files = texts.map(sizeOf);
  return [
    `median ${median(files.map(({ instructions }) => instructions))} instructions`,
    `${median(files.map(({ runs }) => runs.length))} RUNs of ${median(files.flatMap(({ runs }) => runs))} commands`,
    `${median(texts.map(({ length }) => length))} characters`,
  ].join(", ");
}

/** How many instructions a Dockerfile has, and how many commands each of its RUNs. */
// Nothing of the model is kept: of hundreds alive at once V8 learns to put all models with what lives long, and what is
// measured afterwards pays for that.
function sizeOf(text: string): {
  readonly instructions: number;
  readonly runs: readonly number[];
} {
  const { instructions } = readDockerfile({ Dockerfile: text }, "Dockerfile");
  const runs = instructions.flatMap((each) => {
    if (each.keyword !== "RUN") return [];
    const { command } = each;
    return command.form === "shell" ? command.script.commands.length : 1;
  });
  return { instructions: instructions.length, runs };
}

/** The middle one of some figures; 0 where there is none. */
export function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[figures.length >> 1] ?? 0;
}
