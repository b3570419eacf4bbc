import * as z from "zod/mini";
import { readInstall } from "../../build/packages.ts";
import { missesAfter, type Miss } from "../../build/rebuild.ts";
import { commandsOf } from "../../build/run.ts";
import type { Step } from "../../build/simulate.ts";
import { defineFact, met, NO_IMAGE, open } from "../fact.ts";

/** `rebuild: { change: server.js, keeps: npm ci }`: the command comes from the cache after the change. */
export const rebuild = defineFact({
  name: "rebuild",
  schema: z.object({ change: z.string(), keeps: z.string() }),
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
    const misses = missesAfter(build, change);
    for (const step of steps) {
      const miss = misses.get(step);
      if (miss === undefined) continue;
      return open(
        `A change of ${change} runs ${keeps} again: ${reasonOf(miss)}.`,
        step.instruction,
      );
    }
    return met(`A change of ${change} leaves ${keeps} in the cache.`);
  },
});

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
