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
    const ran = new Map<Step, string>();
    for (const { steps } of build.stages)
      for (const step of steps) {
        const command = commandIn(step, program, rest);
        if (command !== undefined) ran.set(step, command);
      }
    if (ran.size === 0)
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
      const command = ran.get(step);
      if (command === undefined) continue;
      if (cache.kind === "miss")
        return open(
          `A change of ${change} runs ${command} again: ${missText(cache.because)}.`,
          step.instruction,
        );
      if (cache.kind === "unknown")
        doubt ??= unknownFact(
          `whether ${command} stays in the cache depends on what runs before it: ${missText(cache.because)}`,
          step.instruction,
        );
    }
    const commands = [...new Set(ran.values())].join(" and ");
    return (
      doubt ?? met(`A change of ${change} leaves ${commands} in the cache.`)
    );
  },
});

/** The command as a step has it; any way to install a project's packages counts for another. */
function commandIn(
  { instruction }: Step,
  program: string,
  rest: readonly string[],
): string | undefined {
  if (instruction.keyword !== "RUN") return undefined;
  for (const { command, plain } of allCommands(instruction)) {
    if (plain.name !== program) continue;
    const words = plain.arguments.map((word) => word.value ?? word.text);
    const written = [program, ...words].join(" ");
    if (rest.every((word, at) => words[at] === word)) return short(written);
    const install = readInstall(plain, command, instruction.before.environment);
    if (
      install?.kind === "project" &&
      install.verb !== "prune" &&
      /^(?:ci|install)$/.test(rest[0] ?? "")
    )
      return short(written);
  }
  return undefined;
}

/** A command that fits into a sentence. */
function short(text: string): string {
  return text.length > 45 ? `${text.slice(0, 44)}…` : text;
}

/** The commands of a RUN, those handed to `bash -c` included. */
function* allCommands(run: Run): ReturnType<typeof commandsOf> {
  for (const found of commandsOf(run)) {
    yield found;
    for (const command of commandsWithin(found.plain))
      yield { command, plain: unwrapped(command) };
  }
}
