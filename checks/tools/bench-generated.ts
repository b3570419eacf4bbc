import { go, node, python } from "./bench-apps.ts";
import { diceOf, type Dice } from "./bench-dice.ts";
import { alpine, debian, java, php, ruby } from "./bench-more-apps.ts";

/** Dockerfiles as people write them, good and bad, by the kind of app they build. */
export function generatedDockerfiles(
  count: number,
): readonly { readonly kind: string; readonly text: string }[] {
  const dice = diceOf(20_261_121);
  return Array.from({ length: count }, (_, at) => {
    const [kind, recipe] = RECIPES[at % RECIPES.length] ?? ["debian", debian];
    return { kind, text: `${written(recipe(dice), dice).join("\n")}\n` };
  });
}

type Recipe = (dice: Dice) => readonly string[];

const RECIPES: readonly (readonly [string, Recipe])[] = [
  ["node", node],
  ["python", python],
  ["go", go],
  ["java", java],
  ["debian", debian],
  ["alpine", alpine],
  ["node", node],
  ["php", php],
  ["python", python],
  ["ruby", ruby],
];

/** The instructions with comments and blank lines between them, as people put them. */
function written(
  instructions: readonly string[],
  dice: Dice,
): readonly string[] {
  const out = dice.in100(30) ? ["# syntax=docker/dockerfile:1", ""] : [];
  for (const instruction of instructions) {
    if (dice.in100(15)) out.push("");
    if (dice.in100(20))
      out.push(
        dice.of([
          "# Install what the app needs",
          "# Copy the source",
          "# TODO: make this smaller",
          "# See the handbook",
        ]),
      );
    out.push(instruction);
  }
  return out;
}
