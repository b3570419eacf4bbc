import type { Step } from "../course/track.ts";

/** The steps in an attribute, as `namesOf` writes them; what is none is left out. */
export function stepsIn(text: string | undefined): readonly Step[] {
  return (text ?? "").split(",").flatMap((name) => stepIn(name) ?? []);
}

/** One step: `lesson run-as-non-root`. */
export function stepIn(name: string | undefined): Step | undefined {
  const [kind, id] = (name ?? "").split(" ");
  return (kind === "lesson" || kind === "exercise" || kind === "scenario") &&
    id !== undefined
    ? { kind, id }
    : undefined;
}

/** Steps as an attribute holds them. */
export function namesOf(steps: readonly Step[]): string {
  return steps.map(({ kind, id }) => `${kind} ${id}`).join(",");
}
