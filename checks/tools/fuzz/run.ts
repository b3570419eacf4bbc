import fc from "fast-check";
import type { Files } from "../../files.ts";
import type { Target } from "./target.ts";

/** What came of a target. */
export interface Outcome {
  readonly target: string;
  /** How many inputs were tried. */
  readonly inputs: number;
  /** Undefined where every input was taken well. */
  readonly failure: Failure | undefined;
}

export interface Failure {
  readonly target: string;
  /** Why, with the place in the code. */
  readonly because: string;
  /** As small as it was made. */
  readonly input: Files;
}

/** So long one target is tried before it is the next one's turn, in milliseconds. */
const TURN = 1_500;
/** So long a failing input is made smaller, in milliseconds. */
const REDUCING = 20_000;

/** Tries the targets in turns until the time is over; each ends at its first failure. */
export async function fuzz(
  targets: readonly Target[],
  { seconds, seed }: { readonly seconds: number; readonly seed: number },
): Promise<readonly Outcome[]> {
  const end = performance.now() + seconds * 1000;
  const inputs = new Map<string, number>();
  const failures = new Map<string, Failure>();
  for (let turn = 0; performance.now() < end; turn++)
    for (const target of targets) {
      const left = end - performance.now();
      if (left <= 0) break;
      if (failures.has(target.name)) continue;
      const result = await fc.check(propertyOf(target), {
        seed: seed + turn,
        numRuns: 1_000_000,
        interruptAfterTimeLimit: Math.min(TURN, left),
        markInterruptAsFailure: false,
      });
      inputs.set(target.name, (inputs.get(target.name) ?? 0) + result.numRuns);
      const [found] = result.counterexample ?? [];
      if (found !== undefined)
        failures.set(target.name, await reduced(target, found));
    }
  return targets.map(({ name }) => ({
    target: name,
    inputs: inputs.get(name) ?? 0,
    failure: failures.get(name),
  }));
}

function propertyOf(target: Target) {
  return fc.asyncProperty(target.inputs, async (input) => {
    await target.check(input);
  });
}

/** What fast-check made small, without the lines, then the characters, that it fails without. */
async function reduced(target: Target, found: Files): Promise<Failure> {
  const end = performance.now() + REDUCING;
  const problemOf = async (input: Files): Promise<unknown> => {
    try {
      await target.check(input);
      return undefined;
    } catch (error) {
      return fc.PreconditionFailure.isFailure(error) ? undefined : error;
    }
  };
  let input = found;
  for (const by of ["\n", ""])
    for (const name of Object.keys(input)) {
      // An id, of which no part means anything.
      if (name === "exercise") continue;
      const parts = (input[name] ?? "").split(by);
      for (let size = parts.length; size >= 1; size >>= 1)
        for (let at = 0; at < parts.length && performance.now() < end;) {
          const fewer = parts.toSpliced(at, size);
          const next = { ...input, [name]: fewer.join(by) };
          if ((await problemOf(next)) === undefined) at += size;
          else {
            parts.splice(at, size);
            input = next;
          }
        }
    }
  const problem = await problemOf(input);
  return {
    target: target.name,
    because:
      problem instanceof Error
        ? (problem.stack ?? problem.message).split("\n").slice(0, 6).join("\n")
        : String(problem),
    input,
  };
}
