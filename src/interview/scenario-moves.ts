import { cardId } from "../progress/cards.ts";
import type { ScenarioStep, Session } from "../progress/practice.ts";
import type { ScenarioTexts } from "./scenario.ts";
import type { ScenarioActions } from "./scenario-view.ts";
import { markedIn, nextFollowUp, scoreOf } from "./score.ts";
import {
  remember,
  rememberScore,
  sessionAt,
  storeSession,
  withStep,
} from "./session-store.ts";

/** What the session does after a move. */
interface Then {
  /** Keeps the session and goes where it is now. */
  readonly move: (session: Session) => void;
  /** Says which criteria are not marked yet. */
  readonly check: () => void;
}

/** The moves from the question at a place of a session to the next one. */
export function scenarioMoves(
  session: string,
  at: number,
  { id, rubric, followUps }: ScenarioTexts,
  { move, check }: Then,
): Omit<ScenarioActions, "write"> {
  // Each move begins with what is kept: keys and marks may come faster than they are drawn.
  const change = (
    make: (step: ScenarioStep) => Partial<ScenarioStep> | undefined,
    then: (changed: Session) => void,
  ): void => {
    const kept = sessionAt(session);
    const step = kept?.steps[at];
    if (kept === undefined || step?.kind !== "scenario") return;
    const made = make(step);
    if (made !== undefined) then(withStep(kept, at, { ...step, ...made }));
  };
  return {
    reveal: () => change(() => ({ phase: "rubric" }), move),
    mark: (criterion, mark) =>
      change(
        ({ marks }) => ({ marks: { ...marks, [criterion]: mark } }),
        (changed) => storeSession(session, changed),
      ),
    goOn: () =>
      change(({ phase, marks }) => {
        const marked = markedIn(rubric, marks);
        if (marked.length < rubric.length) {
          check();
          return undefined;
        }
        if (phase !== "rubric") return undefined;
        for (const { criterion, mark } of marked)
          remember(cardId(id, criterion.id), mark);
        rememberScore(id, scoreOf(marked));
        const first = nextFollowUp(followUps, rubric, marks, []);
        return first === undefined
          ? { phase: "done" }
          : { phase: "follow-up", asked: [first] };
      }, move),
    next: () =>
      change(({ marks, asked, most }) => {
        const following = nextFollowUp(followUps, rubric, marks, asked);
        return following === undefined || asked.length >= most
          ? { phase: "done" }
          : { asked: [...asked, following] };
      }, move),
  };
}
