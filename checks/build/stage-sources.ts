import {
  flagOf,
  type Instruction,
  type Word,
} from "../dockerfile/instruction.ts";
import type { Dockerfile, Stage } from "../dockerfile/model.ts";
import { knownText } from "../value.ts";

/** The stage that a `--from` names in a stage; the latest of that name. */
export function stageNamed(
  dockerfile: Dockerfile,
  name: string,
  before: Stage,
): Stage | undefined {
  const isEarlier = ({ index }: Stage): boolean => index < before.index;
  const numbered = /^\d+$/.test(name)
    ? dockerfile.stages[Number(name)]
    : undefined;
  return (
    dockerfile.stagesNamed.get(name.toLowerCase())?.findLast(isEarlier) ??
    (numbered && isEarlier(numbered) ? numbered : undefined)
  );
}

/** The stage that a build is asked for: BuildKit takes no number (dockerfile2llb, convert.go; seen with Docker 28.5). */
export function targetStage(
  { stagesNamed, finalStage }: Dockerfile,
  target: string | undefined,
): Stage | undefined {
  if (target === undefined || target === "") return finalStage;
  return stagesNamed.get(target.toLowerCase())?.at(-1);
}

/** A stage and all that it starts from, copies from and mounts, in the order of the file. */
export function neededStages(
  dockerfile: Dockerfile,
  target: Stage | undefined = dockerfile.finalStage,
): readonly Stage[] {
  const needed = new Set(target && [target]);
  for (const stage of needed) {
    if (stage.base.kind === "stage") needed.add(stage.base.stage);
    for (const instruction of [...stage.triggers, ...stage.instructions])
      for (const name of sourceNames(instruction)) {
        const source = stageNamed(dockerfile, name, stage);
        if (source !== undefined) needed.add(source);
      }
  }
  return [...needed].sort((a, b) => a.index - b.index);
}

function sourceNames(instruction: Instruction): readonly string[] {
  switch (instruction.keyword) {
    case "COPY":
    case "ADD":
      return [knownText(flagOf(instruction, "from")?.value?.value) ?? ""];
    case "RUN":
      return instruction.flags
        .filter(({ name }) => name === "mount")
        .map(({ value }) => mountOptions(value).get("from") ?? "");
    default:
      return NONE;
  }
}

const NONE: readonly string[] = [];

/** The options of a `--mount` flag by name; one without a value is "true". */
export function mountOptions(
  flag: Word | undefined,
): ReadonlyMap<string, string> {
  const text = knownText(flag?.value) ?? flag?.text ?? "";
  const options = new Map<string, string>();
  for (const part of text.split(",")) {
    const equals = part.indexOf("=");
    if (equals === -1) options.set(part.trim().toLowerCase(), "true");
    else
      options.set(
        part.slice(0, equals).trim().toLowerCase(),
        part.slice(equals + 1),
      );
  }
  return options;
}
