import { defineRule, type Problem } from "../../rule.ts";
import { knownText } from "../../value.ts";
import type { Copy, Instruction, Run } from "../instruction.ts";
import { chainOf } from "../queries.ts";

const KICS = "kics/multiple_run_add_copy_instructions_listed";

export default defineRule({
  id: "combine-instructions",
  title: "Join instructions that follow each other",
  category: "caching",
  severity: "info",
  recommended: false,
  sameAs: ["hadolint/DL3059", KICS],
  *check({ finalStage }): Generator<Problem> {
    if (finalStage === undefined) return;
    for (const { instructions } of [...chainOf(finalStage)].reverse())
      for (const row of rowsIn(instructions)) {
        const [, second] = row;
        if (second === undefined) continue;
        const { keyword } = second;
        yield {
          at: second,
          message: `${row.length} ${keyword} instructions in a row make ${row.length} layers, and one would do.`,
          remedy:
            keyword === "RUN"
              ? "Join the commands with && where they change together."
              : `Name all sources in one ${keyword}.`,
          sameAs: hasTwoAlone(row) ? ["hadolint/DL3059", KICS] : [KICS],
        };
      }
  },
});

type Joinable = Run | Copy;

/** Whether two RUN of one command each follow each other; hadolint takes longer ones for joined already. */
function hasTwoAlone(row: readonly Joinable[]): boolean {
  return row.some(
    (each, at) => isAlone(each) && at > 0 && isAlone(row[at - 1] ?? each),
  );
}

function isAlone(each: Joinable): boolean {
  return (
    each.keyword === "RUN" &&
    each.command.form === "shell" &&
    each.command.script.commands.length === 1
  );
}

/** The rows of instructions of a kind that could be one. */
function* rowsIn(
  instructions: readonly Instruction[],
): Generator<readonly Joinable[]> {
  let row: Joinable[] = [];
  for (const instruction of instructions) {
    const [last] = row.slice(-1);
    const next = joinable(instruction);
    if (next !== undefined && last !== undefined && goTogether(last, next))
      row.push(next);
    else {
      yield row;
      row = next === undefined ? [] : [next];
    }
  }
  yield row;
}

function joinable(instruction: Instruction): Joinable | undefined {
  switch (instruction.keyword) {
    case "RUN":
      // A here-document or an array is written apart on purpose.
      return instruction.heredocs.length === 0 &&
        instruction.command.form === "shell"
        ? instruction
        : undefined;
    case "COPY":
    case "ADD":
      return instruction.heredocs.length === 0 ? instruction : undefined;
    default:
      return undefined;
  }
}

function goTogether(before: Joinable, after: Joinable): boolean {
  if (before.keyword !== after.keyword || flagsOf(before) !== flagsOf(after))
    return false;
  if (before.keyword === "RUN" || after.keyword === "RUN") return true;
  const to = knownText(before.destination?.value);
  return to !== undefined && to === knownText(after.destination?.value);
}

function flagsOf({ flags }: Joinable): string {
  return flags
    .map(({ name, value }) => `${name}=${value?.text ?? ""}`)
    .sort()
    .join(" ");
}
