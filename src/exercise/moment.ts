import type { TemplateResult } from "lit/html.js";
import type { Grade } from "../../checks/exercise/grade.ts";
import type { Files } from "../../checks/files.ts";
import { answersTo } from "./answers.ts";
import type { ExerciseWorkspace } from "./workspace.ts";

/** What is shown of an answer that passes. */
export class PassingMoment {
  /** Undefined before an answer has passed. */
  body: TemplateResult | undefined;
  /** The files that it is about. */
  private text = "";

  /** Keeps an answer that passes, and tells what it achieved; false where there is nothing new to show. */
  async celebrate(
    workspace: ExerciseWorkspace,
    grade: Grade,
    files: Files,
  ): Promise<boolean> {
    const text = JSON.stringify(files);
    if (text === this.text) return false;
    this.text = text;
    const { draft, exercise, grader } = workspace.living;
    if (!draft.isVisiting) draft.save("passed", files);
    const [{ passingMoment }, { approachOf }, achievements, answers] =
      await Promise.all([
        import("./passed.ts"),
        import("./approach.ts"),
        grader.achieved(files),
        // Without the site at hand the moment is shown without the approach.
        answersTo(exercise.id).catch(() => []),
      ]);
    if (this.text !== text) return false;
    const onward =
      workspace.querySelector<HTMLTemplateElement>("[data-onward]");
    this.body = passingMoment({
      grade,
      achievements,
      approach: approachOf(files, answers),
      answers: answers.length,
      onward: [...(onward?.content.cloneNode(true).childNodes ?? [])],
      compare: () => void workspace.compareWithAnswers(),
    });
    return true;
  }
}
