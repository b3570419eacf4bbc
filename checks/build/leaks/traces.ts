import type { Instruction } from "../../dockerfile/instruction.ts";
import { mentions } from "../../dockerfile/run-commands.ts";

/** Without one of these nothing in a text is found to be a secret; most texts have none. */
export const SECRET_TRACES =
  /pass|pword|secret|token|(?:api|access|private|signing|encryption|ssh|deploy|license|master)[_-]?key|credential|_auth|authoriz|login|-u[\s'",]*[^\s:]{1,99}:|--user[= ]|:\/\/[^\s/@]{1,99}@|AKIA|gh[pousr]_|glpat-|npm_|xox|sk_live|AIza/i;

/** Whether a secret may be found in the text of an instruction: its commands need not be searched otherwise. */
export function mayHoldSecret(instruction: Instruction): boolean {
  return mentions(instruction, SECRET_TRACES);
}
