import { stageTitle } from "../../build/stage-graph.ts";
import { mountOptions } from "../../build/stage-sources.ts";
import { defineRule, type Problem } from "../../rule.ts";
import { suggestion } from "../../suggest.ts";
import { knownText } from "../../value.ts";
import { flagOf, type Flag, type Instruction } from "../instruction.ts";
import type { Dockerfile, Stage } from "../model.ts";

export default defineRule({
  id: "copy-from-earlier-stage",
  title: "Copy from a stage that stands above",
  category: "correctness",
  severity: "error",
  about: ["COPY", "RUN"],
  mentions: /from=/,
  sameAs: [
    "hadolint/DL3022",
    "hadolint/DL3023",
    "trivy/DS-0006",
    "kics/copy_from_references_current_from_alias",
  ],
  *check({ dockerfile, stages }) {
    for (const stage of stages)
      for (const instruction of stage.instructions)
        for (const { flag, name, by } of sourcesOf(instruction)) {
          const problem = judged(name, by, stage, dockerfile);
          if (problem !== undefined)
            yield {
              at: flag,
              ...problem,
              sameAs: by === "copies" ? problem.sameAs : [],
            };
        }
  },
});

function* sourcesOf(instruction: Instruction): Generator<{
  readonly flag: Flag;
  readonly name: string;
  readonly by: "copies" | "mounts";
}> {
  if (instruction.keyword === "COPY") {
    const flag = flagOf(instruction, "from");
    const name = knownText(flag?.value?.value);
    // A variable stops the build: valid-syntax.
    if (flag?.value === undefined || !name || flag.value.text.includes("$"))
      return;
    yield { flag, name, by: "copies" };
  }
  if (instruction.keyword !== "RUN") return;
  for (const flag of instruction.flags) {
    if (flag.name !== "mount") continue;
    const name = mountOptions(flag.value).get("from");
    // RUN knows stages by their names alone (BuildKit, detectRunMount).
    if (name && !/^\d+$|\$/.test(name)) yield { flag, name, by: "mounts" };
  }
}

const MANY_NAMES = 100;

type Verdict = Omit<Problem, "at"> & {
  readonly sameAs: readonly string[];
};

function judged(
  name: string,
  by: "copies" | "mounts",
  stage: Stage,
  { stages, stagesNamed }: Dockerfile,
): Verdict | undefined {
  const isNumber = /^\d+$/.test(name);
  // BuildKit has read all stages by then, so of several of one name the last one is meant (findStateByName).
  const source = isNumber
    ? stages[Number(name)]
    : stagesNamed.get(name.toLowerCase())?.at(-1);
  if (source === stage)
    return {
      message: `${capital(stageTitle(stage))} ${by} from itself, which no builder can do: the build stops here.`,
      remedy:
        "Name the stage that has the files, or leave --from out where they are in the build context.",
      sameAs: [
        "hadolint/DL3023",
        "trivy/DS-0006",
        "kics/copy_from_references_current_from_alias",
      ],
    };
  if (source !== undefined && source.index > stage.index)
    return {
      message: `The stage ${name} stands further down, and a stage ${by} from those above it alone: the build stops here.`,
      remedy: `Move the stage ${name} above this one.`,
      sameAs: ["hadolint/DL3022"],
    };
  if (source !== undefined) return undefined;
  if (isNumber)
    return {
      message: `There is no stage ${name}: the stages of this file are 0 to ${stages.length - 1}, so the build stops here.`,
      remedy: "Name the stage that has the files.",
      sameAs: ["hadolint/DL3022"],
    };
  // An image from a registry, which has a tag or a path, or is meant to have one.
  if (/[:/@.]/.test(name) || name === "scratch" || name === "context")
    return undefined;
  // More names than anyone mistypes take too long to compare.
  const isComparable = stage.index <= MANY_NAMES;
  const above = stages.slice(0, isComparable ? stage.index : 0);
  const meant = suggestion(
    name,
    above.flatMap((each) => each.name ?? []),
  );
  const isTypo = meant.includes("mean");
  return {
    message: `No stage is called ${name}, so without a build context of that name it is the image ${name}:latest, as a rule from Docker Hub.`,
    remedy: isTypo
      ? `Name a stage that stands above.${meant}`
      : `Write ${name} with a tag, so that nobody takes it for a stage, or name a stage that stands above.`,
    severity: isTypo ? "warning" : "info",
    sameAs: ["hadolint/DL3022"],
  };
}

function capital(text: string): string {
  return text.startsWith("stage ") ? `S${text.slice(1)}` : `The stage ${text}`;
}
