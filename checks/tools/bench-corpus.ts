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
  const files = texts.map((text) =>
    readDockerfile({ Dockerfile: text }, "Dockerfile"),
  );
  const runs = files.map(({ instructions }) =>
    instructions.flatMap((each) => (each.keyword === "RUN" ? [each] : [])),
  );
  const commands = runs
    .flat()
    .map(({ command }) =>
      command.form === "shell" ? command.script.commands.length : 1,
    );
  return [
    `median ${median(files.map(({ instructions }) => instructions.length))} instructions`,
    `${median(runs.map(({ length }) => length))} RUNs of ${median(commands)} commands`,
    `${median(texts.map(({ length }) => length))} characters`,
  ].join(", ");
}

/** The middle one of some figures; 0 where there is none. */
export function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[figures.length >> 1] ?? 0;
}
