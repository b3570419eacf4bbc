import { knownText } from "../value.ts";
import type { Config } from "./config.ts";
import type { Copy, Instruction, Run } from "./instruction.ts";
import type { Stage } from "./model.ts";

/** The instructions of some keywords, in order. */
export function instructionsOf<Keyword extends Instruction["keyword"]>(
  stage: Stage,
  ...keywords: readonly Keyword[]
): readonly (Instruction & { readonly keyword: Keyword })[];
export function instructionsOf(
  { instructions, memo: { byKeyword } }: Stage,
  ...keywords: readonly Instruction["keyword"][]
): readonly Instruction[] {
  const key = keywords.length === 1 ? (keywords[0] ?? "") : keywords.join(" ");
  let found = byKeyword.get(key);
  if (found === undefined) {
    found = instructions.filter(({ keyword }) => keywords.includes(keyword));
    byKeyword.set(key, found);
  }
  return found;
}

/** The instructions of a stage; in place of an ONBUILD what it keeps. */
export function andTriggers({
  instructions,
  memo,
}: Stage): readonly Instruction[] {
  return (memo.andTriggers ??= instructions.some(
    ({ keyword }) => keyword === "ONBUILD",
  )
    ? instructions.flatMap((instruction) =>
        instruction.keyword === "ONBUILD"
          ? (instruction.trigger ?? [])
          : instruction,
      )
    : instructions);
}

/** The stage and those it starts from, the nearest first. */
export function chainOf(stage: Stage): Iterable<Stage> {
  return stage.base.kind === "stage" ? chainFrom(stage) : [stage];
}

function* chainFrom(stage: Stage): Generator<Stage> {
  let at: Stage | undefined = stage;
  while (at !== undefined) {
    yield at;
    at = at.base.kind === "stage" ? at.base.stage : undefined;
  }
}

const posixShells = new WeakMap<Config["shell"], boolean>();

/** Whether the stage's shell reads POSIX shell text: not PowerShell or cmd, and no other interpreter. */
export function readsPosixShell({ shell }: Config): boolean {
  let reads = posixShells.get(shell);
  if (reads === undefined) {
    const program = shell.argv?.[0]?.split(/[/\\]/).at(-1)?.toLowerCase();
    reads = /^(?:ba|da|a|k|z)?sh$/.test(program ?? "");
    posixShells.set(shell, reads);
  }
  return reads;
}

/** The RUN instructions of a stage, those that ONBUILD keeps included, whose text is POSIX shell or which need none. */
export function posixRuns(stage: Stage): readonly Run[] {
  const runs: Run[] = [];
  for (const run of andTriggers(stage))
    if (
      run.keyword === "RUN" &&
      (run.command.form === "exec" || readsPosixShell(run.before))
    )
      runs.push(run);
  return runs;
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
