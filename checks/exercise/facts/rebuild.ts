import { compileGlob } from "../../build/glob.ts";
import { readInstall } from "../../build/packages.ts";
import { missText } from "../../build/miss.ts";
import { rebuild } from "../../build/rebuild.ts";
import { commandsOf } from "../../build/run.ts";
import type { Run } from "../../dockerfile/instruction.ts";
import { commandsWithin } from "../../shell/invocation.ts";
import { unwrapped } from "../../shell/queries.ts";
import type { Step } from "../../build/simulate.ts";
import {
  defineFact,
  type FactResult,
  fields,
  met,
  NO_IMAGE,
  open,
  text,
  unknownFact,
} from "../fact.ts";

/** `rebuild: { change: server.js, keeps: npm ci }`: the command comes from the cache after the change. */
export default defineFact({
  name: "rebuild",
  value: fields({ change: text, keeps: text }),
  judge: ({ change, keeps }, { build }) => {
    if (build.image?.stage.from === undefined) return NO_IMAGE;
    const [program = "", ...rest] = keeps.split(" ");
    const steps = build.stages
      .flatMap((stage) => stage.steps)
      .filter((step) => runs(step, program, rest));
    if (steps.length === 0)
      return open(
        `Nothing in the build runs ${keeps}.`,
        build.image.stage.from,
      );
    const { sent, ignored } = build.context;
    const changed = compileGlob(change, { deep: true });
    if (
      ![...sent.keys(), ...ignored.keys()].some((path) =>
        changed?.matches(path),
      )
    )
      return unknownFact(`no file of the context is ${change}`);
    const again = rebuild(build, { kind: "file", path: change });
    let doubt: FactResult | undefined;
    for (const { step, cache } of again.steps) {
      if (!steps.includes(step)) continue;
      if (cache.kind === "miss")
        return open(
          `A change of ${change} runs ${keeps} again: ${missText(cache.because)}.`,
          step.instruction,
        );
      if (cache.kind === "unknown")
        doubt ??= unknownFact(
          `whether ${keeps} stays in the cache depends on what runs before it: ${missText(cache.because)}`,
          step.instruction,
        );
    }
    return doubt ?? met(`A change of ${change} leaves ${keeps} in the cache.`);
  },
});

/** Whether a step runs the command; any way to install a project's packages counts for another. */
function runs(step: Step, program: string, rest: readonly string[]): boolean {
  const { instruction } = step;
  if (instruction.keyword !== "RUN") return false;
  for (const { command, plain } of allCommands(instruction)) {
    if (plain.name !== program) continue;
    const words = plain.arguments.map((word) => word.value ?? word.text);
    if (rest.every((word, at) => words[at] === word)) return true;
    const install = readInstall(plain, command, instruction.before.environment);
    if (install?.kind === "project" && /^(?:ci|install)$/.test(rest[0] ?? ""))
      return true;
  }
  return false;
}

/** The commands of a RUN, those handed to `bash -c` included. */
function* allCommands(run: Run): ReturnType<typeof commandsOf> {
  for (const found of commandsOf(run)) {
    yield found;
    for (const command of commandsWithin(found.plain))
      yield { command, plain: unwrapped(command) };
  }
}
