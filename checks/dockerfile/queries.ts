import { knownText } from "../value.ts";
import type { Config } from "./config.ts";
import type { Copy, Instruction, Run } from "./instruction.ts";
import type { Stage } from "./model.ts";

/** The instructions of one keyword, in order. */
export function* instructionsOf<Keyword extends Instruction["keyword"]>(
  stage: { readonly instructions: readonly Instruction[] },
  ...keywords: readonly Keyword[]
): Generator<Instruction & { readonly keyword: Keyword }> {
  for (const instruction of stage.instructions)
    if (isOf(instruction, keywords)) yield instruction;
}

function isOf<Keyword extends Instruction["keyword"]>(
  instruction: Instruction,
  keywords: readonly Keyword[],
): instruction is Instruction & { readonly keyword: Keyword } {
  return keywords.some((keyword) => keyword === instruction.keyword);
}

/** The instructions of a stage; in place of an ONBUILD what it keeps. */
export function* andTriggers(stage: Stage): Generator<Instruction> {
  for (const instruction of stage.instructions) {
    const kept =
      instruction.keyword === "ONBUILD" ? instruction.trigger : instruction;
    if (kept !== undefined) yield kept;
  }
}

/** The stage and those it starts from, the nearest first. */
export function* chainOf(stage: Stage): Generator<Stage> {
  let at: Stage | undefined = stage;
  while (at !== undefined) {
    yield at;
    at = at.base.kind === "stage" ? at.base.stage : undefined;
  }
}

/** Whether the stage's shell reads POSIX shell text: not PowerShell or cmd, and no other interpreter. */
export function readsPosixShell(config: Config): boolean {
  const { argv } = config.shell;
  const program = argv?.[0]?.split(/[/\\]/).at(-1)?.toLowerCase() ?? "";
  return /^(?:ba|da|a|k|z)?sh$/.test(program);
}

/** The RUN instructions of a stage whose text is POSIX shell, or which need no shell. */
export function* posixRuns(stage: Stage): Generator<Run> {
  for (const run of instructionsOf(stage, "RUN"))
    if (run.command.form === "exec" || readsPosixShell(run.before)) yield run;
}

/** Whether a COPY takes the whole build context, nothing excluded. */
export function copiesWholeContext(copy: Copy): boolean {
  if (copy.flags.some(({ name }) => name === "from" || name === "exclude"))
    return false;
  return copy.sources.some((source) => {
    const text = knownText(source.value);
    return text !== undefined && /^(?:\.?\/?|\.\/\.|\*)$/.test(text);
  });
}
