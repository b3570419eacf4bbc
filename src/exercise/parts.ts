import type { Exercise } from "../../checks/exercise/exercise.ts";
import type { Grade } from "../../checks/exercise/grade.ts";
import type { Range } from "../../checks/files.ts";
import { draftOf, type Draft } from "./draft.ts";
import { withTexts, type Embedded } from "./embedded.ts";
import { filesOf, type WorkspaceFiles } from "./files.ts";
import { graderFor, type Grader } from "./grading.ts";
import { happensBeside, type HappensBeside } from "./happens/beside.ts";
import { noticesIn, type Notices } from "./notices.ts";
import { bindViews } from "./views.ts";
import type { ExerciseWorkspace } from "./workspace.ts";

/** What belongs to a workspace once it lives. */
export interface Parts {
  readonly exercise: Exercise;
  readonly draft: Draft;
  readonly files: WorkspaceFiles;
  readonly grader: Grader;
  readonly notices: Notices;
  readonly views: ReturnType<typeof bindViews>;
  readonly happens: HappensBeside;
}

/** What the parts tell their workspace. */
export interface PartsEvents {
  readonly onInput: () => void;
  readonly onEditor: () => void;
  readonly onGrade: (grade: Grade, pending: readonly string[]) => void;
  readonly onConflict: () => void;
  readonly goTo: (range: Range) => void;
}

/** The parts of a workspace, over the HTML the server wrote; undefined where that is not all there. */
export function partsOf(
  workspace: ExerciseWorkspace,
  { onInput, onEditor, onGrade, onConflict, goTo }: PartsEvents,
): Parts | undefined {
  const text = workspace.querySelector("[data-exercise]")?.textContent;
  const section = workspace.querySelector<HTMLElement>("[data-files]");
  const place = workspace.querySelector<HTMLElement>("[data-notices]");
  const result = workspace.querySelector<HTMLElement>(".result");
  if (text === undefined || section === null || place === null)
    return undefined;
  if (result === null) return undefined;
  // Written into the page by our own build.
  const embedded: Embedded = JSON.parse(text);
  const exercise = withTexts(
    embedded,
    (path) =>
      section.querySelector(`[data-reading="${CSS.escape(path)}"]`)
        ?.textContent ?? "",
  );
  const draft = draftOf(exercise, workspace.dataset["rules"], {
    files: () => files.current,
    onChangedElsewhere: (theirs) => workspace.show(theirs),
    onConflict,
  });
  const files = filesOf(section, draft.kept, {
    onInput,
    onEditor,
    context: () => ({ ...exercise.starter, ...files.current }),
  });
  const grader = graderFor(exercise, onGrade, () =>
    notices.show(
      "grader",
      "The grader does not load. Reload the page to try again.",
    ),
  );
  const notices = noticesIn(place);
  const views = bindViews(workspace);
  const happens = happensBeside(
    result,
    exercise,
    () => grader.connect(),
    (line) => {
      const start = { line, column: 1 };
      goTo({ start, end: start });
    },
  );
  return { exercise, draft, files, grader, notices, views, happens };
}
