import type { Exercise } from "../../checks/exercise/exercise.ts";
import type { Grade } from "../../checks/exercise/grade.ts";
import type { Files } from "../../checks/files.ts";
import { siteRoot } from "../components/root.ts";
import { draftOf } from "../exercise/draft.ts";
import { graderFor } from "../exercise/grading.ts";
import { moveLoadLine } from "../exercise/load-line.ts";
import { headline } from "../exercise/panel.ts";
import { nextGoal, reached } from "../exercise/problems.ts";
import { setText } from "../exercise/set-text.ts";
import { settled } from "../exercise/settled.ts";

/** Grades a field as one types; rejects where the exercise does not load. */
export async function gradeLive(
  element: HTMLElement,
  field: HTMLTextAreaElement,
): Promise<void> {
  const id = element.dataset["exercise"] ?? "";
  const response = await fetch(
    new URL(`exercises/${id}/exercise.json`, siteRoot()),
  );
  if (!response.ok) throw new Error(`The exercise "${id}" does not load.`);
  // Written by our own build.
  const exercise: Exercise = await response.json();
  const files = (): Files => ({ ...draft.kept, Dockerfile: field.value });
  const draft = draftOf(exercise, element.dataset["rules"], {
    files,
    onChangedElsewhere: (theirs) => {
      field.value = theirs["Dockerfile"] ?? "";
      grader.ask(files());
    },
    // The other tab's answer is saved, and can be brought back in the exercise.
    onConflict: () => draft.resolve("mine"),
  });
  let last: Grade | undefined;
  let passed = "";
  const grader = graderFor(
    exercise,
    (newest, pending) => {
      const grade = settled(newest, pending, last);
      last = grade;
      show(element, exercise, grade);
      if (draft.attempt.files === undefined) return;
      const { met } = draft.attempt;
      const fresh = reached(exercise, grade).filter(
        (each) => !met.includes(each),
      );
      if (fresh.length > 0) draft.change({ met: [...met, ...fresh] });
      if (!grade.passed || pending.length > 0 || passed === field.value) return;
      passed = field.value;
      draft.save("passed", files());
    },
    () =>
      setText(
        element.querySelector("[data-next]"),
        "The grader does not load. Reload the page to try again; what you typed stays.",
      ),
  );
  field.addEventListener("input", () => {
    draft.typed();
    setText(element.querySelector("[data-kept]"), "your draft");
    grader.ask(files());
  });
  grader.ask(files());
}

function show(element: HTMLElement, exercise: Exercise, grade: Grade): void {
  moveLoadLine(element, grade);
  setText(element.querySelector("[data-headline]"), headline(exercise, grade));
  const lost = grade.keeps.find(({ state }) => state !== "kept");
  const next = nextGoal(exercise, grade);
  setText(
    element.querySelector("[data-next]"),
    grade.passed
      ? "Seaworthy. The exercise shows what your answer changed."
      : (lost?.reason ?? next?.reason ?? ""),
  );
}
