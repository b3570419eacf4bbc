import { linesOf } from "../lines.ts";
import type { Finding } from "../files.ts";
import type { Grade } from "../exercise/grade.ts";
import type { Exercise } from "../exercise/exercise.ts";

/** The findings of one file for a terminal: each with its source line and a caret below it. */
export function findingsAsText(
  path: string,
  text: string,
  findings: readonly Finding[],
): string {
  const lines = linesOf(text);
  return findings
    .map((finding) => {
      const { start, end } = finding.range;
      const source = lines.text(start.line);
      const last = end.line === start.line ? end.column : source.length + 1;
      const before = source.slice(0, start.column - 1).replace(/[^\t]/g, " ");
      const caret = "^".repeat(Math.max(1, last - start.column));
      return [
        `${path}:${start.line}:${start.column} ${finding.severity} ${finding.rule}`,
        `  ${source}`,
        `  ${before}${caret}`,
        `  ${finding.message}`,
        `  ${finding.remedy}`,
        `  /rules/${finding.rule}/`,
        "",
      ].join("\n");
    })
    .join("\n");
}

/** A grade for a terminal: a line for each goal and keep. */
export function gradeAsText(exercise: Exercise, grade: Grade): string {
  const titles = new Map(
    [...exercise.goals, ...exercise.keeps].map(({ id, title }) => [id, title]),
  );
  const row = (state: string, id: string, reason: string): string =>
    `${state.padEnd(8)}${titles.get(id) ?? "The image can be built"}\n        ${reason}`;
  return [
    `${exercise.title}: ${grade.passed ? "passed" : "not passed"}, ${grade.points} of ${grade.of} points`,
    "",
    "Goals",
    ...grade.goals.map(({ state, id, reason }) => row(state, id, reason)),
    "",
    "Keeps",
    ...grade.keeps.map(({ state, id, reason }) => row(state, id, reason)),
    "",
  ].join("\n");
}
