import type { Exercise } from "../../checks/exercise/exercise.ts";
import type { Grade } from "../../checks/exercise/grade.ts";
import type { Files } from "../../checks/files.ts";
import type { Achievement } from "./achieved.ts";

/** What the page tells the worker. */
export type Question =
  | { readonly kind: "exercise"; readonly exercise: Exercise }
  | {
      readonly kind: "grade";
      readonly sequence: number;
      readonly files: Files;
    }
  /** Asks what an answer that passes has changed. */
  | { readonly kind: "achieved"; readonly files: Files }
  /** The other end of the port that the panel "What happens" asks through. */
  | { readonly kind: "happens"; readonly port: MessagePort };

/** What the worker tells the page. */
export type Answer =
  | {
      readonly kind: "grade";
      readonly sequence: number;
      readonly grade: Grade;
      /** Goals and keeps of the grade that are not judged yet, because what judges them still loads. */
      readonly pending: readonly string[];
    }
  | {
      readonly kind: "achieved";
      readonly achievements: readonly Achievement[];
    };

/** Grades answers in a worker, so that typing never waits for it. */
export interface Grader {
  /** Asks for a grade; an older question that is still open is forgotten. */
  ask(files: Files): void;
  /** Asks what an answer has changed since the starter; the newest question alone is answered. */
  achieved(files: Files): Promise<readonly Achievement[]>;
  /** A port through which the panel "What happens" asks. */
  connect(): MessagePort;
  stop(): void;
}

/** A grader for one exercise. `onGrade` gets the answer to the newest question only. */
export function graderFor(
  exercise: Exercise,
  onGrade: (grade: Grade, pending: readonly string[]) => void,
  onFailure: () => void,
): Grader {
  const worker = new Worker(new URL("./grade.worker.ts", import.meta.url), {
    type: "module",
  });
  let asked = 0;
  let answered = 0;
  let waiting: Files | undefined;
  let tell: ((achievements: readonly Achievement[]) => void) | undefined;
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
  const onAnswer = (data: Extract<Answer, { kind: "grade" }>): void => {
    // A further answer to the newest question knows more: modules were loaded meanwhile.
    if (data.sequence === answered) {
      if (asked === answered) onGrade(data.grade, data.pending);
      return;
    }
    answered = data.sequence;
    const next = waiting;
    waiting = undefined;
    if (next === undefined) onGrade(data.grade, data.pending);
    else ask(next);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    if (data.kind === "grade") onAnswer(data);
    else tell?.(data.achievements);
  });
  worker.addEventListener("error", onFailure);
  send({ kind: "exercise", exercise });
  return {
    ask,
    achieved: (files) =>
      new Promise((resolve) => {
        tell = resolve;
        send({ kind: "achieved", files });
      }),
    connect: () => {
      const { port1, port2 } = new MessageChannel();
      const question: Question = { kind: "happens", port: port2 };
      worker.postMessage(question, [port2]);
      return port1;
    },
    stop: () => worker.terminate(),
  };
}
