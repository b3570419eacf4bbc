import type { Stage } from "../dockerfile/model.ts";
import { knownText } from "../value.ts";
import {
  ContentReader,
  type Difference,
  type KeyNumbers,
} from "./cache-content.ts";
import { StageVariables } from "./cache-environment.ts";
import { isLinked, textParts, type Part, type PartOf } from "./cache-parts.ts";
import type { Build, Step } from "./simulate.ts";

/** The cache key of one step, and of what it stands on. */
export interface StepKey {
  readonly step: Step;
  readonly parts: readonly Part[];
  /** The files below it; a linked copy does not stand on them. */
  readonly below: number | undefined;
  readonly key: number;
}

/** The cache keys of a whole build. */
export interface BuildKeys {
  /** Without the steps that have no place in the cache. */
  readonly steps: ReadonlyMap<Step, StepKey>;
  /** The same, by the number of their stage. */
  readonly ofStage: ReadonlyMap<number, readonly StepKey[]>;
  /** Every key there is, those of what stages start from included. */
  readonly all: ReadonlySet<number>;
}

/** What the text tells of a step's key, whatever the files: its parts, and their number. */
export interface StepText {
  readonly parts: readonly Part[];
  readonly number: number;
}

/** What the text of a build tells of its steps' keys, without the steps that have no place in the cache. */
export function stepTexts(
  { stages, options }: Build,
  numbers: KeyNumbers,
): ReadonlyMap<Step, StepText> {
  const epoch = options.buildArguments?.["SOURCE_DATE_EPOCH"];
  const texts = new Map<Step, StepText>();
  const ofStages = new Map<Stage, StageVariables>();
  for (const { stage, steps } of stages) {
    const { base } = stage;
    const below = base.kind === "stage" ? ofStages.get(base.stage) : undefined;
    const first = steps[0]?.instruction.before ?? stage.config;
    const variables =
      below?.inherited() ?? StageVariables.of(first.environment, numbers);
    ofStages.set(stage, variables);
    for (const [at, step] of steps.entries()) {
      const next = steps[at + 1]?.instruction.before ?? stage.config;
      variables.follow(step.instruction, next.environment);
      const own = textParts(step, epoch);
      if (own === undefined) continue;
      const isRun = step.instruction.keyword === "RUN";
      const parts = isRun ? [...own, ...variables.parts()] : own;
      texts.set(step, { parts, number: numberOf(parts, numbers) });
    }
  }
  return texts;
}

function numberOf(parts: readonly Part[], numbers: KeyNumbers): number {
  return numbers.of(
    "parts",
    ...parts.map(({ of, value }) => `${labelOf(of)}\u0002${value}`),
  );
}

/**
 * The cache keys of a build's steps, in the manner of BuildKit: a step is known by its own parts and by what it stands
 * on (solver/llbsolver/ops/exec.go and file.go, CacheMap). Files that are copied or mounted count by their content.
 */
export function cacheKeys(
  build: Build,
  texts: ReadonlyMap<Step, StepText>,
  numbers: KeyNumbers,
  difference: Difference,
): BuildKeys {
  const steps = new Map<Step, StepKey>();
  const ofStage = new Map<number, StepKey[]>();
  const starts = new Map<Stage, number>();
  const ends = new Map<Stage, number>();
  const all = new Set<number>();
  const add = (key: number): number => {
    all.add(key);
    return key;
  };
  const known = { steps, starts };
  const reader = new ContentReader(build, known, numbers, difference);
  for (const { stage, steps: list } of build.stages) {
    let state = add(startOf(stage, ends, numbers, difference));
    starts.set(stage, state);
    const keys: StepKey[] = [];
    for (const step of list) {
      const text = texts.get(step);
      if (text === undefined) continue;
      const content = reader.partsOf(step);
      const own =
        content.length === 0
          ? text.number
          : numbers.of("own", text.number, numberOf(content, numbers));
      const linked = isLinked(step.instruction);
      const key = add(
        linked ? numbers.of("link", own) : numbers.of("step", state, own),
      );
      const below = linked ? undefined : state;
      const parts =
        content.length === 0 ? text.parts : [...text.parts, ...content];
      const stepKey: StepKey = { step, parts, below, key };
      steps.set(step, stepKey);
      keys.push(stepKey);
      state = linked ? add(numbers.of("merge", state, key)) : key;
    }
    ofStage.set(stage.index, keys);
    ends.set(stage, state);
  }
  return { steps, ofStage, all };
}

/** A text that is the same for parts that stand for the same thing. */
export function labelOf(of: PartOf): string {
  switch (of.kind) {
    case "instruction":
    case "hidden":
      return of.kind;
    case "file":
      return `file ${of.path}`;
    case "stage":
      return `stage ${of.stage.index}`;
    case "image":
    case "variable":
    case "setting":
      return `${of.kind} ${of.name}`;
  }
}

function startOf(
  { base, from }: Stage,
  ends: ReadonlyMap<Stage, number>,
  numbers: KeyNumbers,
  difference: Difference,
): number {
  if (base.kind === "stage") return ends.get(base.stage) ?? numbers.of("none");
  if (base.kind === "scratch") return numbers.of("scratch");
  const written = from?.image?.text ?? "";
  const name = knownText(from?.image?.value) ?? written;
  const platform = from?.flags.map(
    ({ value }) => knownText(value?.value) ?? value?.text ?? "",
  );
  const isOther = difference.image(name) || difference.image(written);
  return numbers.of(
    "image",
    name,
    ...(platform ?? []),
    isOther ? "other" : "same",
  );
}
