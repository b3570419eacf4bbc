import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Exercise } from "./exercise.ts";

/**
 * The version of an exercise: 16 hexadecimal digits of a hash over all that grading an answer rests on. A new wording
 * of a title or a hint leaves it as it is.
 */
export function versionOf(exercise: Omit<Exercise, "version">): string {
  const { edit, starter, goals, keeps, broken, produces } = exercise;
  const judged = {
    edit,
    starter: sorted(starter),
    goals: goals.map(({ id, target, fact, rules, bonus, points }) => ({
      id,
      target,
      fact,
      rules,
      bonus,
      points,
    })),
    keeps: keeps.map(({ id, target, command, port, files }) => ({
      id,
      target,
      command,
      port,
      files,
    })),
    broken,
    produces: produces && sorted(produces),
  };
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(judged)))).slice(0, 16);
}

function sorted<Value>(
  record: Readonly<Record<string, Value>>,
): readonly (readonly [string, Value])[] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
