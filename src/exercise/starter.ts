import type { Exercise } from "../../checks/exercise/exercise.ts";
import type { Files } from "../../checks/files.ts";

/** The files of a starter that a learner may change. */
export function starterOf({
  edit,
  starter,
}: Pick<Exercise, "edit" | "starter">): Files {
  return Object.fromEntries(
    Object.entries(starter).filter(([path]) => edit.includes(path)),
  );
}
