import type { Stage } from "../dockerfile/model.ts";
import {
  AS_TOLD,
  assumed,
  buildAfter,
  filesOf,
  type Assumption,
  type BuildChange,
  type ChangedFiles,
} from "./build-change.ts";
import { KeyNumbers } from "./cache-content.ts";
import {
  cacheKeys,
  labelOf,
  stepTexts,
  type BuildKeys,
  type StepKey,
} from "./cache-keys.ts";
import type { Miss } from "./miss.ts";
import type { Build, Step } from "./simulate.ts";
import { mountOptions } from "./stage-sources.ts";

export type { BuildChange, ChangedFiles } from "./build-change.ts";

/** What the cache gives for a step. */
export type CacheResult =
  | {
      readonly kind: "hit";
      /** True for `COPY --link`: its layer is used again although a step before it ran again. */
      readonly linked: boolean;
    }
  | { readonly kind: "miss"; readonly because: Miss }
  /** It runs again unless a command gave the very files it gave before, which the text cannot tell. */
  | { readonly kind: "unknown"; readonly because: Miss }
  /** The instruction only writes the configuration: it costs nothing and is in no cache. */
  | { readonly kind: "none" };

/** A step of the second build. */
export interface RebuiltStep {
  readonly step: Step;
  readonly cache: CacheResult;
  /** Where its cache mounts stand: what is in them survives a miss (Dockerfile reference, RUN --mount=type=cache). */
  readonly cacheMounts: readonly string[];
}

/** The second of two builds with a change between them. */
export interface Rebuild {
  readonly change: BuildChange;
  /** Files of the context that the change is about. */
  readonly files: ChangedFiles;
  /** The build after the change. */
  readonly build: Build;
  /** Its steps, in the order of the stages. */
  readonly steps: readonly RebuiltStep[];
}

/** What a build takes from the cache after a change, where all else is as it was. */
export function rebuild(build: Build, change: BuildChange): Rebuild {
  const after = buildAfter(build, change);
  return {
    change,
    files: filesOf(build, change),
    build: after,
    steps: stepsAfter(build, after, assumed(change)),
  };
}

/**
 * What a build takes from the cache that another one left. By BuildKit's rules: content counts and time does not, each
 * stage has its own chain, and what is copied or mounted from another stage counts by its files (solver/llbsolver/ops,
 * exec.go and file.go).
 */
export function rebuiltSteps(
  before: Build,
  after: Build,
): readonly RebuiltStep[] {
  return stepsAfter(before, after, AS_TOLD);
}

function stepsAfter(
  before: Build,
  after: Build,
  assumption: Assumption,
): readonly RebuiltStep[] {
  const [certain, cautious] = compare(before, after, assumption);
  const steps: RebuiltStep[] = [];
  const firstRan = new Map<Stage, Earlier>();
  for (const { stage, steps: list } of after.stages) {
    const { base } = stage;
    let earlier: Earlier =
      (base.kind === "stage" ? firstRan.get(base.stage) : undefined) ?? {};
    for (const step of list) {
      const cache = resultOf(step, certain, cautious, earlier);
      steps.push({ step, cache, cacheMounts: cacheMountsOf(step) });
      if (cache.kind === "miss")
        earlier = { miss: step, any: step, ...earlier };
      if (cache.kind === "unknown") earlier = { any: step, ...earlier };
    }
    firstRan.set(stage, earlier);
  }
  return steps;
}

/** The first steps of a chain that run again: for certain, and at all. */
interface Earlier {
  readonly miss?: Step;
  readonly any?: Step;
}

/** The keys of both builds, with what is taken to be changed between them. */
interface Comparison {
  readonly before: BuildKeys;
  readonly after: BuildKeys;
}

/**
 * The keys where what commands make again counts as the same files, and where it counts as others: a step that runs again
 * either way does so for certain.
 */
function compare(
  before: Build,
  after: Build,
  assumption: Assumption,
): readonly [Comparison, Comparison] {
  const numbers = new KeyNumbers();
  const texts = stepTexts(before, numbers);
  const textsAfter = after === before ? texts : stepTexts(after, numbers);
  const { textsHold } = assumption;
  const filesDiffer = !textsHold || !haveSameFiles(before, after);
  const comparison = (isCautious: boolean): Comparison => ({
    before: cacheKeys(before, texts, numbers, {
      ...AS_TOLD,
      textsHold,
      commandsDiffer: isCautious,
      hiddenDiffer: false,
    }),
    after: cacheKeys(after, textsAfter, numbers, {
      ...assumption,
      commandsDiffer: isCautious,
      hiddenDiffer: isCautious && filesDiffer,
    }),
  });
  return [comparison(false), comparison(true)];
}

/** Whether two contexts send the same files. */
function haveSameFiles(before: Build, after: Build): boolean {
  const [one, other] = [before.context.sent, after.context.sent];
  if (one === other) return true;
  if (one.size !== other.size) return false;
  for (const [path, { type, mode, text, size, target }] of one) {
    const entry = other.get(path);
    const isSame =
      entry?.type === type &&
      entry.mode === mode &&
      entry.text === text &&
      entry.size === size &&
      entry.target === target;
    if (!isSame) return false;
  }
  return true;
}

function resultOf(
  step: Step,
  certain: Comparison,
  cautious: Comparison,
  earlier: Earlier,
): CacheResult {
  const careful = cautious.after.steps.get(step);
  const sure = certain.after.steps.get(step);
  if (careful === undefined || sure === undefined) return { kind: "none" };
  if (cautious.before.all.has(careful.key))
    return {
      kind: "hit",
      linked: careful.below === undefined && earlier.any !== undefined,
    };
  return certain.before.all.has(sure.key)
    ? { kind: "unknown", because: reasonFor(careful, cautious, earlier.any) }
    : { kind: "miss", because: reasonFor(sure, certain, earlier.miss) };
}

function reasonFor(
  { step, parts, below }: StepKey,
  { before }: Comparison,
  earlier: Step | undefined,
): Miss {
  if (below !== undefined && !before.all.has(below))
    return earlier === undefined
      ? { kind: "base", stage: step.stage }
      : { kind: "earlier", step: earlier };
  const former = formerOf(step, below, before);
  const values = new Map(
    former?.parts.map(({ of, value }) => [labelOf(of), value]),
  );
  if (former === undefined) return { kind: "instruction" };
  const other =
    parts.find(({ of, value }) => values.get(labelOf(of)) !== value) ??
    former.parts.find(
      ({ of }) => !parts.some((part) => labelOf(part.of) === labelOf(of)),
    );
  if (other?.of.kind === "instruction" && hasOtherShell(step, former.step))
    return { kind: "setting", name: "SHELL" };
  return other?.of ?? { kind: "moved" };
}

/** Whether a step is as it was, but for the shell that runs it. */
function hasOtherShell({ instruction }: Step, former: Step): boolean {
  const shell = ({ before }: Step["instruction"]): string =>
    (before.shell.argv ?? []).join("\0");
  return (
    instruction.keyword === "RUN" &&
    instruction.arguments.text === former.instruction.arguments.text &&
    shell(instruction) !== shell(former.instruction)
  );
}

/** The step of the build before that stands where this one does, or says the same. */
function formerOf(
  { instruction, stage }: Step,
  below: number | undefined,
  before: BuildKeys,
): StepKey | undefined {
  const alike = (before.ofStage.get(stage.index) ?? []).filter(
    (key) => key.step.instruction.keyword === instruction.keyword,
  );
  return (
    alike.find(
      ({ step }) =>
        step.instruction.arguments.text === instruction.arguments.text,
    ) ?? alike.find((key) => below !== undefined && key.below === below)
  );
}

function cacheMountsOf({ instruction }: Step): readonly string[] {
  if (instruction.keyword !== "RUN") return [];
  return instruction.flags.flatMap(({ name, value }) => {
    const options = name === "mount" ? mountOptions(value) : undefined;
    if (options?.get("type") !== "cache") return [];
    const target =
      options.get("target") ?? options.get("dst") ?? options.get("destination");
    return target === undefined ? [] : [target];
  });
}
