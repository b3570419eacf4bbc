import {
  VERDICTS,
  WHAT_IT_PROVES,
  type Verification,
} from "../exercise/verify.ts";
import { count, wrapped } from "./columns.ts";
import { csvOf } from "./csv.ts";
import { printable } from "./printable.ts";

/** A progress file by its name, graded again. */
export interface VerifiedFile {
  readonly file: string;
  readonly verification: Verification;
}

/** Who a file says it is from. */
export function claimedName(name: string): string {
  return name === "" ? "no name" : name;
}

/** The verdicts for a terminal: a table for each file. */
export function verificationsAsText(files: readonly VerifiedFile[]): string {
  return [
    ...files.map(({ file, verification }) => tableOf(file, verification)),
    `${wrapped(WHAT_IT_PROVES, 0)}\n`,
  ].join("\n");
}

function tableOf(path: string, verification: Verification): string {
  const file = printable(path);
  if (verification.kind === "unusable")
    return `${wrapped(`${file}: cannot be used, because ${verification.because}.`, 2, 0)}\n`;
  const { name, exported, results, tracks, leftOut } = verification;
  const width = Math.min(
    30,
    Math.max(0, ...results.map(({ exercise }) => exercise.length)),
  );
  return [
    `${file}: ${claimedName(name)}${exported === undefined ? "" : `, written on ${exported.slice(0, 10)}`}`,
    ...results.flatMap(({ exercise, verdict, lacks, at, hints }) => [
      `  ${exercise.padEnd(width)}  ${VERDICTS[verdict]}`,
      `    ${wrapped(`${at.slice(0, 10)}, ${count(hints, "hint")}${lacks.length === 0 ? "" : `; lacks: ${lacks.join("; ")}`}`, 4)}`,
    ]),
    ...(results.length === 0 ? ["  It holds no submitted answer."] : []),
    ...tracks.map(
      ({ track, confirmed, of }) =>
        `  Track ${track}: ${confirmed} of ${count(of, "exercise")} confirmed`,
    ),
    ...leftOut.map((sentence) => `  ${wrapped(sentence, 2)}`),
    "",
  ].join("\n");
}

/** The verdicts for a spreadsheet: a row for each exercise of each file. */
export function verificationsAsCsv(files: readonly VerifiedFile[]): string {
  return csvOf([
    [
      "file",
      "name as claimed",
      "tracks",
      "exercise",
      "verdict",
      "lacks",
      "passed as claimed",
      "hints as claimed",
    ],
    ...files.flatMap(({ file, verification }) => {
      if (verification.kind === "unusable")
        return [[file, "", "", "", "unusable", verification.because, "", ""]];
      const { name, results } = verification;
      if (results.length === 0)
        return [[file, name, "", "", "nothing submitted", "", "", ""]];
      return results.map(({ exercise, verdict, lacks, at, hints, tracks }) => [
        file,
        name,
        tracks.join(" "),
        exercise,
        VERDICTS[verdict],
        lacks.join("; "),
        at,
        String(hints),
      ]);
    }),
  ]);
}
