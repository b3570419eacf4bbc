import type { Session } from "../progress/practice.ts";
import { stateOf } from "../progress/steps.ts";
import { loadScenario } from "./load.ts";
import type { Listed } from "./scenario.ts";
import { scorecardOf, type Asked, type Scorecard } from "./scorecard.ts";

/** The scorecard of a session; what the site no longer has, or what does not load, is left out. */
export async function scorecardOfSession(
  { at, steps }: Session,
  { exercises: listed }: Listed,
): Promise<Scorecard> {
  const asked = await Promise.all(
    steps.map(async (step): Promise<readonly Asked[]> => {
      if (step.kind === "exercise") return [];
      const scenario = await loadScenario(scenarioOf(step)).catch(() => {});
      return scenario ? [{ texts: scenario.texts, step }] : [];
    }),
  );
  const exercises = steps.flatMap((step) => {
    if (step.kind !== "exercise") return [];
    const exercise = listed.find(({ id }) => id === step.id);
    return exercise === undefined
      ? []
      : [{ ...exercise, passed: stateOf(step) === "done" }];
  });
  // Sweden writes a day as ISO does.
  const day = new Date(at).toLocaleDateString("sv-SE");
  return scorecardOf(day, asked.flat(), exercises);
}

/** The scenario that a question belongs to: a card is `scenario/criterion`. */
export function scenarioOf({
  kind,
  id,
}: {
  readonly kind: string;
  readonly id: string;
}): string {
  return kind === "card" ? id.slice(0, id.indexOf("/")) : id;
}
