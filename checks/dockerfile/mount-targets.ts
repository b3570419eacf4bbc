import { mountOptions } from "../build/stage-sources.ts";
import type { Run } from "./instruction.ts";

const answers = new WeakMap<Run, Map<unknown, boolean>>();

/** Whether a mount of a RUN stands at a place of a kind; asked again for the same kind, it answers from memory. */
export function hasMountAt(
  run: Run,
  kind: string | RegExp,
  is: (target: string) => boolean,
): boolean {
  if (!run.flags.some(({ name }) => name === "mount")) return false;
  let known = answers.get(run);
  if (known === undefined) answers.set(run, (known = new Map()));
  let answer = known.get(kind);
  if (answer === undefined) {
    answer = mountTargets(run).some(is);
    known.set(kind, answer);
  }
  return answer;
}

/** Where a RUN has mounts, as they are written. */
function mountTargets({ flags }: Run): readonly string[] {
  return flags.flatMap(({ name, value }): readonly string[] => {
    if (name !== "mount") return [];
    const options = mountOptions(value);
    const target =
      options.get("target") ?? options.get("dst") ?? options.get("destination");
    return target === undefined ? [] : [target];
  });
}
