import type { Exercise } from "../../checks/exercise/exercise.ts";
import type { Grade } from "../../checks/exercise/grade.ts";
import type { Files } from "../../checks/files.ts";

/** What the page tells the worker. */
export type Question =
  | { readonly kind: "exercise"; readonly exercise: Exercise }
  | {
      readonly kind: "grade";
      readonly sequence: number;
      readonly files: Files;
    };

/** What the worker tells the page. */
export interface Answer {
  readonly sequence: number;
  readonly grade: Grade;
  /** False for a first answer that does not know yet whether the builder would read the text. */
  readonly complete: boolean;
}

/** Grades answers in a worker, so that typing never waits for it. */
export interface Grader {
  /** Asks for a grade; an older question that is still open is forgotten. */
  ask(files: Files): void;
  stop(): void;
}

/** A grader for one exercise. `onGrade` gets the answer to the newest question only. */
export function graderFor(
  exercise: Exercise,
  onGrade: (grade: Grade, complete: boolean) => void,
  onFailure: () => void,
): Grader {
  const worker = new Worker(new URL("./grade.worker.ts", import.meta.url), {
    type: "module",
  });
  let asked = 0;
  let answered = 0;
  let waiting: Files | undefined;
  const send = (question: Question): void => worker.postMessage(question);
  const ask = (files: Files): void => {
    // One question at a time: what was typed meanwhile is asked next, and what lies between is skipped.
    if (asked > answered) {
      waiting = files;
      return;
    }
    asked++;
    send({ kind: "grade", sequence: asked, files });
  };
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    // A further answer to the newest question knows more: modules were loaded meanwhile.
    if (data.sequence === answered) {
      if (asked === answered) onGrade(data.grade, data.complete);
      return;
    }
    answered = data.sequence;
    const next = waiting;
    waiting = undefined;
    if (next === undefined) onGrade(data.grade, data.complete);
    else ask(next);
  });
  worker.addEventListener("error", onFailure);
  send({ kind: "exercise", exercise });
  return { ask, stop: () => worker.terminate() };
}
