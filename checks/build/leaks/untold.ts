import { flagOf } from "../../dockerfile/instruction.ts";
import { chainOf } from "../../dockerfile/queries.ts";
import type { Stage } from "../../dockerfile/model.ts";
import { hasSecretName, secretFile } from "../../secrets.ts";
import { knownText } from "../../value.ts";
import type { BuildContext } from "../context.ts";
import { hiddenSource, shippedStages } from "../shipped.ts";
import type { Build, Step } from "../simulate.ts";
import { absolute } from "../tree.ts";
import { secretEntry } from "./files.ts";
import type { UntoldLeak } from "./leak.ts";

/** What may bring a secret into the image, and cannot be told from the files. */
export function* untoldLeaks(build: Build): Generator<UntoldLeak> {
  yield* unknownBase(build);
  yield* emptyArguments(build);
  const { context } = build;
  const mayHoldSecret =
    !context.complete ||
    [...context.sent].some(
      ([path, { text }]) => secretFile(path, text) !== undefined,
    );
  const secretIn = secretsByStage(build);
  let repository: string | undefined;
  for (const { steps } of shippedStages(build))
    for (const step of steps) {
      const at = step.instruction;
      const hidden = hiddenSource(step);
      if (hidden !== undefined) {
        if (mayHoldSecret) yield { at, because: hidden };
        continue;
      }
      const git = repository === undefined ? repositoryIn(step) : undefined;
      repository ??= git;
      if (git !== undefined)
        yield {
          at,
          because: `${git} holds every committed version of the files, and what those hold is not known`,
        };
      if (!context.complete && takesMore(step, context))
        yield { at, because: "not all files of the build context are given" };
      const unseen = unseenIn(step);
      const secret = unseen && secretSeenBy(step, context, secretIn);
      if (secret !== undefined)
        yield { at, because: `${unseen}, and ${secret}` };
    }
}

/** A base image whose name is not known may hold anything. */
function* unknownBase(build: Build): Generator<UntoldLeak> {
  const [lowest] = shippedStages(build);
  const { base, from } = lowest?.stage ?? {};
  if (base?.kind === "unknown" && from !== undefined)
    yield {
      at: from,
      because: `what the base image holds is not known: ${base.because}`,
    };
}

/** The secret that a step could have taken from where it reads: another stage, or files of the context that it mounts. */
function secretSeenBy(
  { instruction, reads, readsStages }: Step,
  { sent }: BuildContext,
  secretIn: (stage: Stage) => string | undefined,
): string | undefined {
  for (const stage of readsStages) {
    const held = secretIn(stage);
    if (held !== undefined) return held;
  }
  const mounted = instruction.keyword === "RUN" ? reads : [];
  const path = mounted.find(
    (read) => secretFile(read, sent.get(read)?.text) !== undefined,
  );
  return path && `it reads ${path}`;
}

/** Whether a COPY may take files from the context that are not given. */
function takesMore({ instruction }: Step, { sent }: BuildContext): boolean {
  if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD")
    return false;
  if (flagOf(instruction, "from") !== undefined) return false;
  return instruction.sources.some(({ value }) => {
    const path = absolute(knownText(value) ?? "", "/").slice(1);
    return sent.get(path)?.type !== "file";
  });
}

/** Arguments named for a secret that are empty unless the build gives them a value. */
function* emptyArguments({ dockerfile }: Build): Generator<UntoldLeak> {
  for (const { triggers, instructions: own, config } of dockerfile.stages) {
    const instructions = [...triggers, ...own];
    for (const [at, instruction] of instructions.entries()) {
      if (instruction.keyword !== "ARG") continue;
      const after =
        instructions[at + 1]?.before.environment ?? config.environment;
      for (const { name } of instruction.declarations) {
        const held = after.lookup(name.text);
        if (
          held.kind === "set" &&
          knownText(held.value) === "" &&
          hasSecretName(name.text)
        )
          yield {
            at: name,
            because: `${name.text} is empty only as long as no --build-arg gives it a value`,
          };
      }
    }
  }
}

/** The repository of Git that a step copies from the context. */
function repositoryIn({ layer }: Step): string | undefined {
  for (const change of layer?.changes ?? []) {
    if (change.kind !== "put" || change.entry.origin.kind !== "context")
      continue;
    const [directory] = /^.*?\/\.git(?=\/)/.exec(change.path) ?? [];
    if (directory !== undefined) return directory;
  }
  return undefined;
}

/** What a step leaves that the files do not tell. */
function unseenIn({ layer }: Step): string | undefined {
  for (const change of layer?.changes ?? [])
    if (change.kind === "put" && change.entry.type === "opaque")
      return `what ${change.path} holds is not known`;
  return layer?.unknown[0];
}

/** Which secret a stage holds, or one that it is made from, in words. */
function secretsByStage(build: Build): (stage: Stage) => string | undefined {
  const built = new Map(build.stages.map((each) => [each.stage, each]));
  const found = new Map<Stage, string | undefined>();
  const search = (from: Stage): string | undefined => {
    const reached = new Set([from]);
    // A set takes in what is added while it is walked through.
    for (const stage of reached) {
      const { machine, steps } = built.get(stage) ?? {};
      for (const [path, entry] of machine?.tree.entries() ?? [])
        if (secretEntry(path, entry) !== undefined)
          return `the stage ${stage.name ?? String(stage.index)} holds ${path}`;
      for (const below of chainOf(stage)) reached.add(below);
      for (const { readsStages } of steps ?? [])
        for (const source of readsStages) reached.add(source);
    }
    return undefined;
  };
  return (stage) => {
    if (!found.has(stage)) found.set(stage, search(stage));
    return found.get(stage);
  };
}
