import { html, nothing, render, type TemplateResult } from "lit/html.js";
import { download } from "../components/download.ts";
import { siteRoot } from "../components/root.ts";
import type { Notices } from "../exercise/notices.ts";
import { cardId } from "../progress/cards.ts";
import {
  practice,
  type ScenarioStep,
  type Session,
  type SessionStep,
} from "../progress/practice.ts";
import { stateOf } from "../progress/steps.ts";
import { loadScenario, type LoadedScenario } from "./load.ts";
import { cardView, exerciseView, missingView } from "./other-views.ts";
import type { Listed } from "./scenario.ts";
import { scenarioView, type ScenarioActions } from "./scenario-view.ts";
import { inWords } from "./schedule.ts";
import { scenarioMoves } from "./scenario-moves.ts";
import { nextFollowUp } from "./score.ts";
import { asMarkdown } from "./scorecard.ts";
import { scorecardView } from "./scorecard-view.ts";
import { scenarioOf, scorecardOfSession } from "./session-scorecard.ts";
import {
  memoryWith,
  remember,
  sessionAt,
  storeSession,
  withStep,
} from "./session-store.ts";
import { Timer } from "./timer.ts";
import { TypedAnswer } from "./typed-answer.ts";

/** A session on the page: it shows the first question that is not done, and keeps every change. */
export class SessionView {
  readonly #place: HTMLElement;
  readonly #id: string;
  readonly #listed: Listed;
  readonly #close: () => void;
  readonly #ends: readonly (() => void)[];
  /** The timer of the question at that place. */
  #timing: { readonly at: number; readonly timer: Timer } | undefined;
  readonly #typed: TypedAnswer;
  /** Whether going on was tried while criteria were open. */
  #isChecked = false;

  /** `close` is called when the reader leaves the scorecard. */
  constructor(
    place: HTMLElement,
    id: string,
    listed: Listed,
    notices: Notices,
    close: () => void,
  ) {
    this.#place = place;
    this.#id = id;
    this.#listed = listed;
    this.#close = close;
    this.#typed = new TypedAnswer(
      id,
      notices,
      () =>
        this.#timing && {
          at: this.#timing.at,
          seconds: this.#timing.timer.seconds,
        },
      () => void this.draw(),
    );
    const leaving = new AbortController();
    const { signal } = leaving;
    addEventListener("pageshow", () => void this.draw(), { signal });
    const keep = (): boolean => this.#typed.keep();
    addEventListener("pagehide", keep, { signal });
    document.addEventListener("visibilitychange", keep, { signal });
    this.#ends = [
      // Another tab may go on with the same session.
      practice.listen(() => {
        this.#typed.compare();
        void this.draw();
      }),
      () => leaving.abort(),
    ];
  }

  /** Shows what the session is at. */
  async draw(): Promise<void> {
    const session = sessionAt(this.#id);
    if (session === undefined) return;
    const at = session.steps.findIndex(({ phase }) => phase !== "done");
    const step = session.steps[at];
    const isAnswering = !session.ended && step?.phase === "answer";
    if (this.#timing?.at !== at || !isAnswering) this.#stopTimer();
    const view =
      session.ended || step === undefined
        ? await this.#scorecard(session)
        : await this.#question(session, step, at);
    // Something else may be asked for by now.
    if (sessionAt(this.#id) === session) render(view, this.#place);
  }

  /** Shows what the session is at, and takes the keyboard there. */
  async goThere(): Promise<void> {
    await this.draw();
    this.#place.querySelector<HTMLElement>("[data-heading]")?.focus();
    this.#place.scrollIntoView({ block: "start" });
  }

  async #question(
    session: Session,
    step: SessionStep,
    at: number,
  ): Promise<TemplateResult> {
    return html`<div class="session-head">
        <p class="label number">
          ${session.mode === "mock" ? "Mock interview · " : nothing}${at + 1} of
          ${session.steps.length}
        </p>
        <button
          class="line"
          type="button"
          data-end
          @click=${() => {
            if (!this.#isKept()) return;
            const kept = sessionAt(this.#id);
            if (kept !== undefined) this.#move({ ...kept, ended: true });
          }}
        >
          End the session
        </button>
      </div>
      <div class="step" data-step-kind=${step.kind} data-phase=${step.phase}>
        ${await this.#body(session, step, at)}
      </div>`;
  }

  async #body(
    session: Session,
    step: SessionStep,
    at: number,
  ): Promise<TemplateResult> {
    const set = (next: SessionStep): void =>
      this.#move(withStep(session, at, next));
    const skip = (): void => set({ ...step, phase: "done" });
    if (step.kind === "exercise") {
      const exercise = this.#listed.exercises.find(({ id }) => id === step.id);
      return exercise === undefined
        ? missingView("This exercise is no longer on the site", skip, undefined)
        : exerciseView(exercise, stateOf(step), skip);
    }
    let scenario: LoadedScenario | undefined;
    try {
      scenario = await loadScenario(scenarioOf(step));
    } catch {
      return missingView(
        "This question did not load",
        skip,
        () => void this.goThere(),
      );
    }
    const view =
      scenario === undefined
        ? undefined
        : step.kind === "scenario"
          ? this.#scenario(scenario, session, step, at)
          : cardView(scenario.texts, step, {
              reveal: () => set({ ...step, phase: "why" }),
              mark: (mark) => {
                remember(step.id, mark);
                set({ ...step, phase: "done", mark });
              },
              interval: (mark) => inWords(memoryWith(step.id, mark).days),
            });
    return (
      view ??
      missingView("This question is no longer on the site", skip, undefined)
    );
  }

  #scenario(
    scenario: LoadedScenario,
    session: Session,
    step: ScenarioStep,
    at: number,
  ): TemplateResult {
    const { id, rubric, followUps, minutes } = scenario.texts;
    const hasMore =
      step.asked.length < step.most &&
      nextFollowUp(followUps, rubric, step.marks, step.asked) !== undefined;
    const isLast = session.steps
      .slice(at + 1)
      .every(({ phase }) => phase === "done");
    const moves = scenarioMoves(this.#id, at, scenario.texts, {
      move: (next) => this.#move(next),
      check: () => void this.#check(),
    });
    const actions: ScenarioActions = {
      ...moves,
      write: (answer) => this.#typed.type(answer, step, at),
      reveal: () => {
        if (!this.#isKept()) return;
        this.#isChecked = false;
        moves.reveal();
      },
    };
    return scenarioView(scenario, this.#typed.shown(step, at), actions, {
      timer:
        step.phase === "answer"
          ? this.#timerAt(at, step, minutes, session.hidesTimer).element
          : undefined,
      interval: (criterion, mark) =>
        inWords(memoryWith(cardId(id, criterion), mark).days),
      isChecked: this.#isChecked,
      next: hasMore
        ? "Another follow-up"
        : isLast
          ? "See the scorecard"
          : "Next question",
    });
  }

  async #scorecard(session: Session): Promise<TemplateResult> {
    const card = await scorecardOfSession(session, this.#listed);
    const isOpen = session.steps.some(({ phase }) => phase !== "done");
    const view = scorecardView(card, {
      download: () =>
        download(
          `interview-${card.day}.md`,
          "text/markdown",
          asMarkdown(card, siteRoot().href),
        ),
      again: () => {
        for (const end of this.#ends) end();
        render(nothing, this.#place);
        this.#close();
      },
      resume: isOpen
        ? () => this.#move({ ...session, ended: false })
        : undefined,
    });
    return html`<div class="step" data-phase="scorecard">${view}</div>`;
  }

  #timerAt(
    at: number,
    { seconds }: ScenarioStep,
    minutes: number,
    hidden: boolean,
  ): Timer {
    this.#timing ??= {
      at,
      timer: new Timer(seconds, minutes, hidden, (hidesTimer) => {
        const session = sessionAt(this.#id);
        if (session !== undefined)
          storeSession(this.#id, { ...session, hidesTimer });
      }),
    };
    return this.#timing.timer;
  }

  #stopTimer(): void {
    this.#timing?.timer.stop();
    this.#timing = undefined;
  }

  /** Keeps what was typed; where the reader has yet to choose between two answers, the keyboard is taken there. */
  #isKept(): boolean {
    const isKept = this.#typed.keep();
    if (!isKept)
      document
        .querySelector<HTMLElement>("[data-notice=conflict] button")
        ?.focus();
    return isKept;
  }

  /** Says which criteria are open, and goes to the first. */
  async #check(): Promise<void> {
    this.#isChecked = true;
    await this.draw();
    this.#place
      .querySelector<HTMLElement>(".criterion[data-open] input")
      ?.focus();
  }

  #move(session: Session): void {
    storeSession(this.#id, session);
    void this.goThere();
  }
}
