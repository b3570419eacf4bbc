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

/** The result of a call, which fails where it takes too long; it is stopped even within a regular expression. */
export function inTime<Result>(work: () => Result): Result {
  const results: Result[] = [];
  const before = process.threadCpuUsage();
  call.run = () => {
    results.push(work());
  };
  try {
    script.runInContext(call, { timeout: PATIENCE });
  } catch (error) {
    const { user, system } = process.threadCpuUsage(before);
    // A machine that is too busy to tell.
    if (isTimeout(error)) fc.pre((user + system) / 1000 > MOST_TIME);
    throw error;
  }
  const { user, system } = process.threadCpuUsage(before);
  const milliseconds = Math.round((user + system) / 1000);
  if (milliseconds > MOST_TIME)
    throw new Error(
      `It took ${milliseconds} ms; ${MOST_TIME} are the most it may.`,
    );
  const [result] = results;
  if (result === undefined) throw new Error("It gave nothing.");
  return result;
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
