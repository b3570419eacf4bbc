import {
  flagOf,
  type From,
  type Instruction,
} from "../dockerfile/instruction.ts";
import type { Stage } from "../dockerfile/model.ts";
import { knownText } from "../value.ts";
import type { Build } from "./simulate.ts";
import { mountOptions, stageNamed } from "./stage-sources.ts";

/** Something a stage needs before one of its instructions can run. */
export interface Need {
  /** The stage it starts from, one it copies from, or one it mounts. */
  readonly by: "base" | "copy" | "mount";
  readonly at: From | Instruction;
  readonly source:
    | { readonly kind: "stage"; readonly stage: Stage }
    /** An image from a registry, by its name as written. */
    | { readonly kind: "image"; readonly name: string };
}

/** A stage of the Dockerfile and what a build of the target does with it. */
export interface StageNode {
  readonly stage: Stage;
  readonly needs: readonly Need[];
  /** `skipped`: the target needs nothing of it, so BuildKit leaves it out (docs.docker.com/build/building/multi-stage). */
  readonly state: "target" | "built" | "skipped";
  /** One sentence: what needs the stage, or why nothing does. */
  readonly because: string;
  /**
   * How many stages must come before it, one after the other; 0 for one that needs images alone. Stages of one level
   * can run side by side: BuildKit starts each step as soon as what it needs is there.
   */
  readonly level: number;
}

/** The stages of a Dockerfile with what they need of each other. */
export interface StageGraph {
  /** In the order of the file. */
  readonly nodes: readonly StageNode[];
  /** The built stages by level, the first one first. */
  readonly levels: readonly (readonly Stage[])[];
}

/** The graph of a build's stages; without stages it is empty. */
export function stageGraph(build: Build): StageGraph {
  const target = build.image?.stage;
  const built = new Set(build.stages.map(({ stage }) => stage));
  const needs = new Map(
    build.dockerfile.stages.map((stage) => [stage, needsOf(stage, build)]),
  );
  const levels = new Map<Stage, number>();
  // A stage needs stages above it alone, so the order of the file is enough.
  for (const [stage, list] of needs) {
    const below = stagesOf(list).map((source) => levels.get(source) ?? 0);
    levels.set(stage, below.length === 0 ? 0 : Math.max(...below) + 1);
  }
  const users = usersOf(needs);
  const nodes = [...needs].map(([stage, list]): StageNode => {
    const isBuilt = built.has(stage);
    return {
      stage,
      needs: list,
      state: stage === target ? "target" : isBuilt ? "built" : "skipped",
      because:
        stage === target
          ? "It is the target of the build."
          : isBuilt
            ? neededBy(users.get(stage) ?? [], built)
            : unneeded(stage, users.get(stage) ?? [], target),
      level: levels.get(stage) ?? 0,
    };
  });
  const groups: Stage[][] = [];
  for (const { stage, state, level } of nodes)
    if (state !== "skipped") (groups[level] ??= []).push(stage);
  return { nodes, levels: groups.filter((group) => group.length > 0) };
}

/** How a message names a stage: by its name, or by its number, which `--from` takes too. */
export function stageTitle({ name, index }: Stage): string {
  return name ?? `stage ${index}`;
}

function needsOf(stage: Stage, { dockerfile }: Build): readonly Need[] {
  const needs: Need[] = [];
  const { base, from } = stage;
  if (from !== undefined && base.kind === "stage")
    needs.push({
      by: "base",
      at: from,
      source: { kind: "stage", stage: base.stage },
    });
  else if (from?.image !== undefined && base.kind !== "scratch")
    needs.push({
      by: "base",
      at: from,
      source: {
        kind: "image",
        name: knownText(from.image.value) ?? from.image.text,
      },
    });
  for (const at of [...stage.triggers, ...stage.instructions])
    for (const { by, name } of namedSources(at)) {
      const source = stageNamed(dockerfile, name, stage);
      if (source !== undefined)
        needs.push({ by, at, source: { kind: "stage", stage: source } });
      else if (name !== "scratch")
        needs.push({ by, at, source: { kind: "image", name } });
    }
  return needs;
}

/** The names that the `--from` of a copy and the `from=` of mounts give. */
function* namedSources(
  instruction: Instruction,
): Generator<{ readonly by: "copy" | "mount"; readonly name: string }> {
  switch (instruction.keyword) {
    case "COPY":
    case "ADD": {
      const flag = flagOf(instruction, "from");
      const name = knownText(flag?.value?.value) ?? flag?.value?.text;
      if (name !== undefined && name !== "") yield { by: "copy", name };
      return;
    }
    case "RUN":
      for (const { name, value } of instruction.flags) {
        const from =
          name === "mount" ? mountOptions(value).get("from") : undefined;
        if (from !== undefined && from !== "")
          yield { by: "mount", name: from };
      }
  }
}

function stagesOf(needs: readonly Need[]): readonly Stage[] {
  return needs.flatMap(({ source }) =>
    source.kind === "stage" ? [source.stage] : [],
  );
}

/** A stage that needs another one, and how. */
interface User {
  readonly stage: Stage;
  readonly by: Need["by"];
}

function usersOf(
  needs: ReadonlyMap<Stage, readonly Need[]>,
): ReadonlyMap<Stage, readonly User[]> {
  const users = new Map<Stage, User[]>();
  for (const [stage, list] of needs)
    for (const { by, source } of list) {
      if (source.kind !== "stage") continue;
      const known = users.get(source.stage);
      if (known === undefined) users.set(source.stage, [{ stage, by }]);
      else if (known.at(-1)?.stage !== stage) known.push({ stage, by });
    }
  return users;
}

const VERBS = { base: "starts from", copy: "copies from", mount: "mounts" };

function neededBy(users: readonly User[], built: ReadonlySet<Stage>): string {
  const user = users.find(({ stage }) => built.has(stage));
  return user === undefined
    ? "The target needs it."
    : `${capital(stageTitle(user.stage))} ${VERBS[user.by]} it.`;
}

function unneeded(
  stage: Stage,
  users: readonly User[],
  target: Stage | undefined,
): string {
  if (target !== undefined && stage.index > target.index)
    return `It comes after the target, ${stageTitle(target)}.`;
  const names = users.map((user) => stageTitle(user.stage)).join(", ");
  return users.length === 0
    ? "No stage starts from it, copies from it or mounts it."
    : `Only ${names} ${users.length === 1 ? "needs" : "need"} it, and the target needs none of that.`;
}

function capital(text: string): string {
  return text.startsWith("stage ") ? `S${text.slice(1)}` : text;
}
