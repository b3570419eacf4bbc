import { compileGlob } from "../../build/glob.ts";
import { missText } from "../../build/miss.ts";
import { rebuild } from "../../build/rebuild.ts";
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
import { wantedCommand } from "../wanted-command.ts";

/** `rebuild: { change: server.js, keeps: npm ci }`: the command comes from the cache after the change. */
export default defineFact({
  name: "rebuild",
  value: fields({ change: text, keeps: text }),
  judge: ({ change, keeps }, { build }) => {
    if (build.image?.stage.from === undefined) return NO_IMAGE;
    const ran = new Map<Step, string>();
    for (const { steps } of build.stages)
      for (const step of steps) {
        const command = wantedCommand(step, keeps);
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
