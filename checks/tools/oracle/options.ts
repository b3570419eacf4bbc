import { createHash } from "node:crypto";
import { parseArgs } from "node:util";

/** What a run of the truth tests is asked for. */
export interface Options {
  /** When to stop taking up cases, in milliseconds from now. */
  readonly time: number;
  /** Text that shuffles all but the solutions, such as the hash of a commit. */
  readonly order: string | undefined;
  /** How many cases at most. */
  readonly cases: number;
  /** A part of the names of the cases to run. */
  readonly only: string;
  /** Whether to build again what is remembered. */
  readonly fresh: boolean;
  /** A file for how many cases passed, failed and were skipped. */
  readonly json: string | undefined;
}

/** Reads the command line; throws on an option that is not known. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: "string", default: "Infinity" },
      cases: { type: "string", default: "Infinity" },
      order: { type: "string" },
      only: { type: "string", default: "" },
      fresh: { type: "boolean", default: false },
      json: { type: "string" },
    },
  });
  return {
    time: Number(values.minutes) * 60_000,
    order: values.order,
    cases: Number(values.cases),
    only: values.only,
    fresh: values.fresh,
    json: values.json,
  };
}

/** The named things of a run, the solutions first, the others in the order that the options give. */
export function chosen<Named extends { readonly name: string }>(
  all: readonly Named[],
  { order, only, cases }: Options,
): readonly Named[] {
  const rank = ({ name }: Named): string =>
    name.endsWith(": solution")
      ? ""
      : createHash("sha256").update(`${order} ${name}`).digest("hex");
  const named = all.filter(({ name }) => name.includes(only));
  const ordered =
    order === undefined
      ? named
      : named.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return ordered.slice(0, cases);
}
