import { commandPlaces } from "../build/command-presence.ts";
import { nameOf } from "../build/tree.ts";
import type { Subject } from "../rule.ts";
import { mayStartScript } from "./build-questions.ts";

/**
 * Whether a program of the final stage may be a script that the kernel refuses to start: one that is known to begin
 * without `#!`, or one by its name whose text is not known. A shell reads such a file itself where execve(2) answers
 * ENOEXEC; without a shell the container ends with "exec format error".
 */
export function mayLackScriptHead(program: string, subject: Subject): boolean {
  const isScript = isScriptByName(program);
  const text = mayKnowText(program, isScript, subject)
    ? textOf(program, subject)
    : undefined;
  return text === undefined ? isScript : !text.startsWith("#!");
}

/** Whether the end of a program's name says that it is a script of a shell. */
export function isScriptByName(program: string): boolean {
  return /\.(?:ba|da|a|k|z)?sh$/.test(program);
}

/** Whether the build may tell the text of a program: it is asked for little else here. */
function mayKnowText(
  program: string,
  isScript: boolean,
  subject: Subject,
): boolean {
  if (isScript) return mayStartScript(subject);
  if (subject.dockerfile.text.includes("<<")) return true;
  const name = nameOf(program);
  for (const [path, { type }] of subject.context.sent)
    if (type === "file" && nameOf(path) === name) return true;
  return false;
}

function textOf(program: string, { build }: Subject): string | undefined {
  const { image } = build;
  if (image === undefined) return undefined;
  for (const place of commandPlaces(image.config, program)) {
    const entry = image.tree.get(place);
    if (entry !== undefined) return entry.text;
  }
  return undefined;
}
