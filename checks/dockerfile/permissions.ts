import type { Span } from "../files.ts";
import { changedMode } from "../build/mode.ts";
import type { ShellWord } from "../shell/parse.ts";
import { plainArguments } from "../shell/queries.ts";
import { knownText } from "../value.ts";
import { flagOf, type Run } from "./instruction.ts";
import type { Stage } from "./model.ts";
import { runCommands, type RunCommand } from "./run-commands.ts";

/** A place that sets permissions. */
export interface Permissions {
  readonly at: Span;
  /** As written: `chmod 777`, `COPY --chmod=777`. */
  readonly by: string;
  /** The bits that the change gives, whatever was there before. */
  readonly bits: number;
  /** What gets them, as written. */
  readonly targets: readonly string[];
  /** True for `COPY --chmod` and `ADD --chmod`. */
  readonly isCopy: boolean;
}

/** What a stage's instructions give permissions to; a file that the same RUN removes again is left out. */
export function permissionsSet(stage: Stage): readonly Permissions[] {
  return (stage.memo.permissions ??= [...readPermissions(stage)]);
}

function* readPermissions(stage: Stage): Generator<Permissions> {
  for (const copy of stage.instructions) {
    if (copy.keyword !== "COPY" && copy.keyword !== "ADD") continue;
    const flag = flagOf(copy, "chmod");
    const mode = knownText(flag?.value?.value);
    const bits = mode === undefined ? undefined : given(mode);
    if (flag !== undefined && bits !== undefined)
      yield {
        at: flag,
        by: `${copy.keyword} --chmod=${mode}`,
        bits,
        targets: copy.sources.map(({ text }) => text),
        isCopy: true,
      };
  }
  const commands = runCommands(stage);
  let removed: ReturnType<typeof removals> | undefined;
  for (const [at, found] of commands.entries()) {
    const set = setBy(found);
    if (set === undefined) continue;
    removed ??= removals(commands);
    const goes = removed.get(found.run);
    const targets = set.targets.filter(
      (target) => (goes?.get(target) ?? -1) < at,
    );
    if (targets.length > 0) yield { ...set, at: found.at, targets };
  }
}

function given(mode: string): number | undefined {
  return changedMode(mode, {
    mode: 0,
    directory: false,
    umask: 0o022,
    keepsSpecial: false,
  });
}

function setBy({
  plain: { name = "", arguments: words },
}: RunCommand): Omit<Permissions, "at"> | undefined {
  const [mode, rest] =
    name === "chmod"
      ? changeIn(words)
      : name === "mkdir" || name === "install"
        ? modeOption(words)
        : [undefined, []];
  const bits = mode === undefined ? undefined : given(mode);
  if (mode === undefined || bits === undefined) return undefined;
  return {
    by: `${name} ${name === "chmod" ? mode : `-m ${mode}`}`,
    bits,
    targets: rest.map(({ text }) => text),
    isCopy: false,
  };
}

/** The mode of chmod, and the files. A mode that takes permissions away looks like an option, and gives none. */
function changeIn(
  words: readonly ShellWord[],
): readonly [string | undefined, readonly ShellWord[]] {
  const [mode, ...files] = plainArguments(words);
  return [mode?.value, files];
}

function modeOption(
  words: readonly ShellWord[],
): readonly [string | undefined, readonly ShellWord[]] {
  for (const [at, { value = "" }] of words.entries()) {
    const glued = /^(?:-[dpvD]*m|--mode=)(.+)$/.exec(value)?.[1];
    if (glued !== undefined)
      return [glued, plainArguments(words.toSpliced(at, 1))];
    if (/^(?:-[dpvD]*m|--mode)$/.test(value))
      return [words[at + 1]?.value, plainArguments(words.toSpliced(at, 2))];
  }
  return [undefined, []];
}

/** For each RUN the paths that it removes, with the place of the last command that does. */
function removals(
  commands: readonly RunCommand[],
): ReadonlyMap<Run, ReadonlyMap<string, number>> {
  const removed = new Map<Run, Map<string, number>>();
  for (const [at, { run, plain }] of commands.entries()) {
    if (plain.name !== "rm") continue;
    const paths = removed.get(run) ?? new Map<string, number>();
    for (const { text } of plain.arguments) paths.set(text, at);
    removed.set(run, paths);
  }
  return removed;
}
