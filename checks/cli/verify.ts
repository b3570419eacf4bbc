import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { tooLarge } from "../exercise/progress-file.ts";
import {
  isConfirmed,
  verify,
  WHAT_IT_PROVES,
  type Verification,
  type Verifier,
} from "../exercise/verify.ts";
import { grade, type Exercise } from "../index.ts";
import {
  verificationsAsCsv,
  verificationsAsText,
  type VerifiedFile,
} from "../report/verification.ts";
import { readOptions } from "./options.ts";
import {
  exerciseIds,
  readExercise,
  readRulesVersion,
  readTracks,
} from "./read-content.ts";
import { FOUND, OK, UNUSABLE, type Terminal } from "./terminal.ts";
import { failureOf, Unusable } from "./unusable.ts";

/** What `verify --help` says. */
export const VERIFY_HELP = `Usage: npm run drydock -- verify FILE... [--json | --csv]

Grades every submitted answer in progress files again, as they are exported on
the page /progress/. It proves the answers, not who wrote them: names, dates,
hints and earlier versions are shown as claimed.

  --json  print JSON: { version, proves, rules, files: [{ file, verification }] }
  --csv   print a row for each exercise of each file

Exits with 0 when every answer passes now, 1 when one does not or a file holds
none, 2 when a file cannot be used; the others are verified all the same.
`;

/** Runs `verify FILE...` and gives the exit code. */
export async function verifyCommand(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { values, positionals } = readOptions(args, {
    json: { type: "boolean", default: false },
    csv: { type: "boolean", default: false },
  });
  if (positionals.length === 0)
    throw new Unusable("verify wants at least one progress file.");
  if (values.json && values.csv)
    throw new Unusable("verify prints JSON or CSV, not both.");
  const verifier = verifierOfContent();
  const files = positionals.map((file): VerifiedFile => ({
    file,
    verification: verifyAt(resolve(terminal.folder, file), verifier),
  }));
  await terminal.write(
    values.csv
      ? verificationsAsCsv(files)
      : values.json
        ? jsonOf(files, verifier.rules)
        : verificationsAsText(files),
  );
  if (files.some(({ verification }) => verification.kind === "unusable"))
    return UNUSABLE;
  return files.every(({ verification }) => isConfirmed(verification))
    ? OK
    : FOUND;
}

function verifyAt(path: string, verifier: Verifier): Verification {
  let text: string;
  try {
    const because = tooLarge(statSync(path).size);
    if (because !== undefined) return { kind: "unusable", because };
    text = readFileSync(path, "utf8");
  } catch (error) {
    return { kind: "unusable", because: failureOf(error) };
  }
  return verify(text, verifier);
}

function verifierOfContent(): Verifier {
  const ids = new Set(exerciseIds());
  const read = new Map<string, Exercise>();
  return {
    grade,
    rules: readRulesVersion(),
    tracks: readTracks(),
    exercise: (id) => {
      if (!ids.has(id)) return undefined;
      const exercise = read.get(id) ?? readExercise(id);
      read.set(id, exercise);
      return exercise;
    },
  };
}

function jsonOf(files: readonly VerifiedFile[], rules: string): string {
  return `${JSON.stringify({ version: 1, proves: WHAT_IT_PROVES, rules, files }, undefined, 2)}\n`;
}
