import { mountOptions } from "../build/stage-sources.ts";
import type { Run } from "./instruction.ts";

const answers = new WeakMap<Run, Map<unknown, boolean>>();

/** Whether a mount of a RUN stands at a place of a kind; asked again for the same kind, it answers from memory. */
export function hasMountAt(
  run: Run,
  kind: string | object,
  is: (target: string, type: string) => boolean,
): boolean {
  if (!run.flags.some(({ name }) => name === "mount")) return false;
  let known = answers.get(run);
  if (known === undefined) answers.set(run, (known = new Map()));
  let answer = known.get(kind);
  if (answer === undefined) {
    answer = mountsOf(run).some(({ target, type }) => is(target, type));
    known.set(kind, answer);
  }
  return answer;
}

/** The mounts of a RUN, as they are written. */
function mountsOf({
  flags,
}: Run): readonly { readonly target: string; readonly type: string }[] {
  return flags.flatMap(({ name, value }) => {
    if (name !== "mount") return [];
    const options = mountOptions(value);
    const target =
      options.get("target") ?? options.get("dst") ?? options.get("destination");
    const type = options.get("type") ?? "bind";
    return target === undefined ? [] : [{ target, type }];
  });
}
