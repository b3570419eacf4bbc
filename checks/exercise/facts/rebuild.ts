import { compileGlob } from "../../build/glob.ts";
import { readInstall } from "../../build/packages.ts";
import { missesAfter, type Miss } from "../../build/rebuild.ts";
import { commandsOf } from "../../build/run.ts";
import { hiddenSource } from "../../build/shipped.ts";
import type { Build, Step } from "../../build/simulate.ts";
import { chainOf } from "../../dockerfile/queries.ts";
import {
  defineFact,
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
    const misses = missesAfter(build, change);
    for (const step of steps) {
      const miss = misses.get(step);
      if (miss === undefined) continue;
      return open(
        `A change of ${change} runs ${keeps} again: ${reasonOf(miss)}.`,
        step.instruction,
      );
    }
    for (const step of steps.flatMap((step) => before(step, build))) {
      const because = hiddenSource(step);
      if (because !== undefined) return unknownFact(because, step.instruction);
    }
    return met(`A change of ${change} leaves ${keeps} in the cache.`);
  },
});

/** The steps that a step stands on, in its stage and those below. */
function before(step: Step, build: Build): readonly Step[] {
  const chain = new Set(chainOf(step.stage));
  const steps = build.stages
    .filter(({ stage }) => chain.has(stage))
    .flatMap((stage) => stage.steps);
  return steps.slice(0, steps.indexOf(step));
}

/** Whether a step runs the command; any way to install a project's packages counts for another. */
function runs(step: Step, program: string, rest: readonly string[]): boolean {
  const { instruction } = step;
  if (instruction.keyword !== "RUN") return false;
  for (const { command, plain } of commandsOf(instruction)) {
    if (plain.name !== program) continue;
    const words = plain.arguments.map((word) => word.value ?? word.text);
    if (rest.every((word, at) => words[at] === word)) return true;
    const install = readInstall(plain, command, instruction.before.environment);
    if (install?.kind === "project" && /^(?:ci|install)$/.test(rest[0] ?? ""))
      return true;
  }
  return false;
}

function reasonOf(miss: Miss): string {
  switch (miss.kind) {
    case "file":
      return `it reads ${miss.path}`;
    case "stage":
      return `it copies from the stage ${miss.stage.name ?? miss.stage.index}, which is built again`;
    case "earlier": {
      const { keyword, arguments: line } = miss.step.instruction;
      return `${keyword} ${line.text.trim().slice(0, 40)} comes before it and changes`;
    }
  }
}
