import { starterOf } from "./starter.ts";
import type { ExerciseWorkspace } from "./workspace.ts";

/** Shows the answer that a link brought, beside the learner's own draft. */
export async function openShared(workspace: ExerciseWorkspace): Promise<void> {
  const { exercise, draft, notices, views } = workspace.living;
  const { readFragment } = await import("./share.ts");
  const shared = await readFragment(exercise, location.hash);
  // The link has done its work; a reload shows the learner's own answer.
  history.replaceState(null, "", location.pathname + location.search);
  if (shared.kind === "odd")
    notices.show("shared", `The link cannot be read: ${shared.because}.`);
  if (shared.kind !== "files") return;
  draft.visit();
  workspace.show(shared.files);
  views.show("files");
  notices.show(
    "shared",
    "This is the answer of the link you opened. Yours is kept.",
    {
      label: "Back to mine",
      run: () => {
        draft.leave(false);
        workspace.show(draft.kept);
      },
    },
    { label: "Make it mine", run: () => draft.leave(true) },
  );
}

/** Says that the exercise is another than when the draft was begun. */
export function tellOutdated(workspace: ExerciseWorkspace): void {
  const { draft, exercise, notices } = workspace.living;
  notices.show(
    "outdated",
    "This exercise has changed since you began. Your draft is as you left it.",
    {
      label: "Start from the new one",
      run: () => {
        draft.renew();
        workspace.show(starterOf(exercise));
      },
    },
    {
      label: "Go on with mine",
      run: () => draft.change({ version: exercise.version }),
    },
  );
}

/** Asks which of two answers stays, this tab's or another's. */
export function tellConflict(workspace: ExerciseWorkspace): void {
  const { draft, notices } = workspace.living;
  notices.show(
    "conflict",
    "Another tab has changed this answer too. Neither is lost: the one you do not choose is under Saved answers.",
    { label: "Keep this one", run: () => draft.resolve("mine") },
    { label: "Take the other", run: () => draft.resolve("theirs") },
  );
}
