import type { Run } from "../dockerfile/instruction.ts";
import { systems } from "../images-data.ts";
import { presenceOf, type ImageFacts } from "../images.ts";
import { commandPresence } from "./command-presence.ts";
import type { Machine } from "./machine.ts";
import { nameOf } from "./tree.ts";

/** More programs than these are not judged in one stage. */
const MOST_JUDGED = 100;

/** Whether a program that a RUN asks for, by its name or its absolute path, is known not to be in the image. */
export function lacksProgram(
  machine: Machine,
  run: Run,
  program: string,
): boolean {
  const { judged, tree, baseTag } = machine;
  const { facts } = run.before;
  const before = judged.get(program);
  if (facts === undefined || before === false || judged.size > MOST_JUDGED)
    return false;
  if (!program.includes("/") && !isAbsentFromBase(program, facts, baseTag))
    return false;
  if (!isClear(run)) return false;
  const end = `/${nameOf(program)}`;
  const isElsewhere = (): boolean =>
    tree.below("/").some(([path]) => path.endsWith(end));
  const lacks =
    commandPresence(
      // What was removed may have left behind what it brought.
      { ...machine, packages: machine.installed },
      run.before,
      program,
    ) === "absent" &&
    (before === true || !isElsewhere());
  // Only at its first use is it certain that nothing brought it.
  if (before === undefined) judged.set(program, lacks);
  return lacks;
}

/** Whether a base image lacks a program by its name: most names end at the system's list. */
export function isAbsentFromBase(
  program: string,
  facts: ImageFacts | undefined,
  tag: string | undefined,
): boolean {
  if (facts === undefined) return false;
  const system = systems[facts.system];
  return (
    (system.absent.has(program) || system.closed === true) &&
    presenceOf(facts, tag, program) === "absent"
  );
}

/** Whether nothing in the RUN brings programs of its own: a mount of another image, a change of PATH. */
export function isClear(run: Run): boolean {
  const text = run.command.form === "shell" ? run.command.line.text : "";
  return (
    !text.includes("PATH=") &&
    !run.heredocs.some(({ content }) => content.includes("PATH=")) &&
    !run.flags.some(
      ({ name, value }) =>
        name === "mount" &&
        /from=|target=\/(?:usr|bin|sbin)/.test(value?.text ?? ""),
    )
  );
}
