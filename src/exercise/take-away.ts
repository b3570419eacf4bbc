import { download } from "../components/download.ts";
import { plainMarkdown } from "../components/plain-markdown.ts";
import { strToU8, zipSync } from "fflate";
import type { Exercise } from "../../checks/exercise/exercise.ts";
import type { Grade } from "../../checks/exercise/grade.ts";
import type { Files } from "../../checks/files.ts";
import { headline } from "./panel.ts";

/** An answer as Markdown, for a chat or a review: what it meets, then its files. */
export function answerAsMarkdown(
  exercise: Exercise,
  grade: Grade,
  files: Files,
  link: string | undefined,
): string {
  const title = (id: string): string =>
    exercise.goals.find((goal) => goal.id === id)?.title ?? id;
  return [
    `## ${exercise.title}`,
    "",
    `${grade.passed ? "Passed" : "Not passed"}: ${grade.points} of ${grade.of} points, ${headline(exercise, grade)}.`,
    "",
    ...grade.goals.map(
      ({ id, state, reason }) =>
        `- [${state === "met" ? "x" : " "}] ${title(id)}${reason === "" ? "" : `: ${plainMarkdown(reason)}`}`,
    ),
    ...Object.entries(files).flatMap(([path, text]) => [
      "",
      `\`${path}\``,
      "",
      ...fenced(path, text),
    ]),
    ...(link === undefined ? [] : ["", `[This answer in Drydock](${link})`]),
    "",
  ].join("\n");
}

/** A text in a fence that nothing in it can close. */
function fenced(path: string, text: string): readonly string[] {
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g))
    longest = Math.max(longest, run.length);
  const fence = "`".repeat(longest + 1);
  const language = path.endsWith("Dockerfile") ? "dockerfile" : "";
  return [`${fence}${language}`, text.replace(/\n$/, ""), fence];
}

/** Offers files as a zip archive to the learner's disk. */
export function downloadZip(name: string, files: Files): void {
  const archive = zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, strToU8(text)]),
    ),
  );
  download(`${name}.zip`, "application/zip", new Uint8Array(archive));
}
