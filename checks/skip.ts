import type { Dockerfile } from "./dockerfile/model.ts";
import type { Finding } from "./files.ts";

/** Whether a comment of the Dockerfile asks to leave out a finding with these other tools' ids. */
export type Skips = (finding: Finding, ids: readonly string[]) => boolean;

/**
 * The skip comments of a Dockerfile: BuildKit's directive `# check=skip=…` for the whole file, and hadolint's
 * `# hadolint ignore=…` for the instruction on the next line or, with `global`, for the whole file.
 */
export function skipsIn(dockerfile: Dockerfile): Skips | undefined {
  const everywhere = new Set(checksSkipped(dockerfile));
  const byLine = new Map<number, readonly string[]>();
  for (const { text, start } of dockerfile.comments) {
    const pragma = PRAGMA.exec(text);
    if (pragma === null) continue;
    const ids = (pragma[2] ?? "")
      .split(",")
      .map((id) => `hadolint/${id.trim()}`);
    if (pragma[1] !== undefined) for (const id of ids) everywhere.add(id);
    else byLine.set(dockerfile.lines.position(start).line + 1, ids);
  }
  if (everywhere.size === 0 && byLine.size === 0) return undefined;
  const skipped = new Map<number, ReadonlySet<string>>();
  if (byLine.size > 0)
    for (const instruction of dockerfile.instructions) {
      const { start, end } = dockerfile.lines.range(instruction);
      // hadolint, Pragma.hs: the comment speaks of the line after it.
      const ids = byLine.get(start.line);
      if (ids === undefined) continue;
      const ofInstruction = new Set(ids);
      for (let line = start.line; line <= end.line; line++)
        skipped.set(line, ofInstruction);
    }
  return ({ range }, ids) =>
    ids.some(
      (id) =>
        everywhere.has(id) ||
        (id.startsWith("buildkit/") && everywhere.has("buildkit/all")),
    ) || ids.some((id) => skipped.get(range.start.line)?.has(id) === true);
}

/** As hadolint reads it: ids with commas between, and a comment of its own after them. */
const PRAGMA =
  /^hadolint[ \t]+(global[ \t]+)?ignore[ \t]*=[ \t]*([DLSC\d]+(?:[ \t]*,[ \t]*[DLSC\d]+)*)[ \t]*(?:#.*)?$/;

function checksSkipped({ directives }: Dockerfile): readonly string[] {
  const check = directives.find(({ name }) => name === "check")?.value ?? "";
  // "skip=A,B;error=true" (docs.docker.com/build/checks).
  return check.split(";").flatMap((part) => {
    const [key, value = ""] = part.split("=");
    return key?.trim().toLowerCase() === "skip"
      ? value.split(",").map((name) => `buildkit/${name.trim()}`)
      : [];
  });
}
