import type { Notices } from "../exercise/notices.ts";
import { pending, type Pending } from "../progress/pending.ts";
import type { ScenarioStep } from "../progress/practice.ts";
import { sessionAt, storeSession, withStep } from "./session-store.ts";

/** The question that is being answered: its place in the session, and the seconds spent on it. */
export interface Answering {
  readonly at: number;
  readonly seconds: number;
}

/** The answer to a question while it is typed. */
export class TypedAnswer {
  readonly #session: string;
  readonly #answering: () => Answering | undefined;
  /** What is not kept yet, the place of its question, and what was kept when it was typed. */
  #typed:
    | { readonly at: number; readonly text: string; readonly over: string }
    | undefined;
  readonly #pending: Pending<string>;

  /** `session` is its id; `draw` shows it as it is kept. */
  constructor(
    session: string,
    notices: Notices,
    answering: () => Answering | undefined,
    draw: () => void,
  ) {
    this.#session = session;
    this.#answering = answering;
    this.#pending = pending(
      notices,
      { what: "this answer", mine: "Keep this one" },
      {
        keep: () => this.#store(),
        show: draw,
        take: (over) => {
          const mine = this.#typed;
          this.#typed = undefined;
          draw();
          notices.show("taken", "This is the answer of the other tab.", {
            label: "Back to mine",
            run: () => {
              this.#typed = mine && { ...mine, over };
              this.keep();
            },
          });
        },
      },
    );
  }

  /** The step at a place as it stands here, with what is typed. */
  shown(step: ScenarioStep, at: number): ScenarioStep {
    return this.#typed?.at === at
      ? { ...step, answer: this.#typed.text }
      : step;
  }

  /** The reader types over an answer as it is kept. */
  type(text: string, { answer }: ScenarioStep, at: number): void {
    const over = this.#typed?.at === at ? this.#typed.over : answer;
    this.#typed = { at, text, over };
    this.#pending.typed();
  }

  /** Keeps what was typed, and the time spent; false where the reader has yet to choose between two answers. */
  keep(): boolean {
    this.#pending.keep();
    return !this.#pending.isContested;
  }

  /** Asks which answer stays where another tab has kept another one since this was typed. */
  compare(): void {
    const typed = this.#typed;
    const kept = typed && this.#stepAt(typed.at)?.answer;
    if (typed === undefined || kept === undefined || kept === typed.over)
      return;
    this.#typed = { ...typed, over: kept };
    if (kept !== typed.text) this.#pending.elsewhere(kept);
  }

  #store(): void {
    const session = sessionAt(this.#session);
    const answering = this.#answering();
    const at = this.#typed?.at ?? answering?.at ?? -1;
    const step = this.#stepAt(at);
    if (session === undefined || step === undefined) return;
    const { answer } = this.shown(step, at);
    this.#typed = undefined;
    // Another tab may have gone on with the session.
    const isOpen = step.phase === "answer" && answering?.at === at;
    const seconds = isOpen ? answering.seconds : step.seconds;
    if (answer === step.answer && seconds === step.seconds) return;
    const kept = { ...step, answer, seconds };
    storeSession(this.#session, withStep(session, at, kept));
  }

  #stepAt(at: number): ScenarioStep | undefined {
    const step = sessionAt(this.#session)?.steps[at];
    return step?.kind === "scenario" ? step : undefined;
  }
}
