import { createContext, Script } from "node:vm";
import fc from "fast-check";
import type { Files } from "../../files.ts";

/** Something that is given odd input: named texts, so that any of it can be kept as a file. */
export interface Target {
  readonly name: string;
  readonly inputs: fc.Arbitrary<Files>;
  /** Throws, or rejects, where a promise is broken. */
  readonly check: (input: Files) => void | Promise<void>;
}

/** Inputs are no longer than this, in characters. */
export const MOST_CHARACTERS = 100_000;
/** What one call may take for such an input, in milliseconds of the processor's time. */
const MOST_TIME = 2_000;
/** What does not end is stopped after so long, in milliseconds: another process may have the processor meanwhile. */
const PATIENCE = 20_000;

const call: { run: () => void } = { run: () => {} };
createContext(call);
const script = new Script("run()");

/** The result of a call, which fails where it takes too long twice; it is stopped even within a regular expression. */
export function inTime<Result>(work: () => Result): Result {
  const first = timed(work);
  // Another process may have had the processor's caches, or the code was new to it.
  const { result, milliseconds } =
    first.milliseconds > MOST_TIME ? timed(work) : first;
  if (milliseconds > MOST_TIME)
    throw new Error(
      `It took ${milliseconds} ms; ${MOST_TIME} are the most it may.`,
    );
  return result;
}

function timed<Result>(work: () => Result): {
  readonly result: Result;
  readonly milliseconds: number;
} {
  const results: Result[] = [];
  const before = process.threadCpuUsage();
  const spent = (): number => {
    const { user, system } = process.threadCpuUsage(before);
    return Math.round((user + system) / 1000);
  };
  call.run = () => {
    results.push(work());
  };
  try {
    script.runInContext(call, { timeout: PATIENCE });
  } catch (error) {
    // A machine that is too busy to tell.
    if (isTimeout(error)) fc.pre(spent() > MOST_TIME);
    throw error;
  }
  const [result] = results;
  if (result === undefined) throw new Error("It gave nothing.");
  return { result, milliseconds: spent() };
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
