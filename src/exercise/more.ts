import { html } from "lit/html.js";
import { siteRoot } from "../components/root.ts";
import { openComparison } from "./compare.ts";
import { keysSheet } from "./keys-sheet.ts";
import { savedAnswers } from "./saved-answers.ts";
import { fragmentOf } from "./share.ts";
import { closeSheet, openSheet } from "./sheet.ts";
import { answerAsMarkdown, downloadZip } from "./take-away.ts";
import type { ExerciseWorkspace } from "./workspace.ts";

/** Copies a link that carries the answer. */
export async function shareLink(workspace: ExerciseWorkspace): Promise<void> {
  const link = await linkTo(workspace);
  if (link === undefined) {
    workspace.living.notices.show(
      "copied",
      "The answer is too large for a link. Download it, or copy it as Markdown.",
    );
    return;
  }
  await copy(
    workspace,
    link,
    "A link with this answer is on the clipboard. The answer stands in the link itself: nothing was sent anywhere.",
  );
}

/** Copies the answer and its grade as Markdown. */
export async function copyMarkdown(
  workspace: ExerciseWorkspace,
): Promise<void> {
  const { exercise, files } = workspace.living;
  const { newest } = workspace;
  if (newest === undefined) return;
  await copy(
    workspace,
    answerAsMarkdown(exercise, newest, files.current, await linkTo(workspace)),
    "The answer is on the clipboard as Markdown.",
  );
}

/** Downloads the learner's files as a zip archive. */
export function download(workspace: ExerciseWorkspace): void {
  const { exercise, files } = workspace.living;
  downloadZip(exercise.id, files.current);
}

/** Opens what is saved of this exercise. */
export function openSaved(workspace: ExerciseWorkspace): void {
  const { exercise, draft, files } = workspace.living;
  openSheet(
    workspace,
    "Saved answers",
    savedAnswers(draft.attempt.saved, exercise.version, {
      compare: (answer) =>
        openComparison(workspace, "Beside yours", files.current, [
          {
            name: answer.at,
            title: answer.kind === "passed" ? "Passed" : "Draft",
            note: "",
            files: answer.files,
          },
        ]),
      restore: (answer) => {
        closeSheet(workspace);
        workspace.replaceDraft(
          answer.files,
          "The saved answer is back. What stood here is saved in its place.",
        );
      },
    }),
  );
}

/** Opens the list of shortcuts. */
export function openKeys(workspace: ExerciseWorkspace): void {
  openSheet(workspace, "Keys", keysSheet());
}

async function linkTo({
  living: { exercise, files },
}: ExerciseWorkspace): Promise<string | undefined> {
  const fragment = await fragmentOf(exercise, files.current);
  return fragment === undefined
    ? undefined
    : new URL(`exercises/${exercise.id}/${fragment}`, siteRoot()).href;
}

/** Copies a text; where the clipboard is closed to us, shows it to be copied by hand. */
async function copy(
  workspace: ExerciseWorkspace,
  text: string,
  told: string,
): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    workspace.living.notices.show("copied", told);
  } catch {
    openSheet(
      workspace,
      "Copy this",
      html`<p class="note">
          The clipboard is closed to this page. Select the text and copy it.
        </p>
        <textarea class="by-hand" readonly rows="8" aria-label="To copy">
${text}</textarea>`,
    );
  }
}
