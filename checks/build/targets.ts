import type { ReadArguments } from "./arguments.ts";
import type { ExpandedWord } from "./expansion.ts";
import {
  isAbsent,
  isDirectoryAt,
  leaveOpen,
  noDirectory,
  pathOf,
} from "./files.ts";
import { ASSUMED, DONE, failed, type Outcome } from "./outcome.ts";
import { refusedWrite } from "./refused-write.ts";
import type { Shell } from "./shell.ts";
import { absolute, nameOf, parentOf } from "./tree.ts";

/** Follows a command once for each source, with the path where it goes; what is not known is left open. */
export function toTargets(
  shell: Shell,
  command: string,
  { names, flags, options }: ReadArguments,
  put: (from: string, to: string) => boolean,
): Outcome {
  const given = options.has("t") || options.has("target-directory");
  const target = given ? targetOf(options) : names.at(-1);
  const sources = given ? names : names.slice(0, -1);
  const to = pathOf(shell, target);
  const because = (word: ExpandedWord | undefined): string =>
    `what ${command} puts at ${target?.value ?? target?.text ?? "its target"} is not known: ${word?.text ?? ""}`;
  if (to === undefined) {
    leaveOpen({ shell }, target, because(target));
    return ASSUMED;
  }
  const exact = flags.has("T") || flags.has("no-target-directory");
  const into = exact
    ? false
    : given || sources.length > 1 || isDirectory(shell, to, target);
  let outcome = DONE;
  for (const word of sources) {
    const from = pathOf(shell, word);
    if (from !== undefined && isAbsent(shell, from)) {
      outcome = failed(`there is no ${from}`);
      continue;
    }
    // "cp -r src/. dest" merges the directories.
    const end =
      /(?:^|\/)\.{1,2}\/?$/.test(word.value ?? "") || from === "/"
        ? ""
        : nameOf(from ?? "");
    const at = into ? absolute(end, to) : to;
    if (isAbsent(shell, parentOf(at))) return failed(noDirectory(parentOf(at)));
    const refused = refusedWrite(shell, at);
    if (refused !== undefined) {
      outcome = failed(refused);
      continue;
    }
    if (from === undefined || !put(from, at)) {
      leaveOpen({ shell }, target, because(word));
      outcome = ASSUMED;
    }
  }
  return outcome;
}

/** Whether a target is a directory; what is not known is taken for the name of a file, as its author meant it. */
export function isDirectory(
  shell: Shell,
  path: string,
  word: ExpandedWord | undefined,
): boolean {
  return isDirectoryAt(shell, path) ?? word?.value?.endsWith("/") === true;
}

function targetOf(options: ReadArguments["options"]): ExpandedWord {
  const value = options.get("t") ?? options.get("target-directory");
  return { start: 0, end: 0, text: value ?? "", value };
}
