import type { NamedAnswer } from "../../checks/exercise/exercise.ts";
import { fileText, type Files } from "../../checks/files.ts";

/** Below this likeness an answer goes a way of its own. */
const ALIKE = 0.5;

/**
 * The sound answer whose way a passing answer goes: the one with as many stages on the same base images that shares the
 * most lines with it; undefined where none is much alike.
 */
export function approachOf(
  files: Files,
  answers: readonly NamedAnswer[],
): NamedAnswer | undefined {
  const own = shapeOf(files);
  const [best] = answers
    .map((answer) => ({
      answer,
      likeness: likeness(own, shapeOf(answer.files)),
    }))
    .sort((a, b) => b.likeness - a.likeness);
  return best !== undefined && best.likeness >= ALIKE ? best.answer : undefined;
}

interface Shape {
  /** The base of each stage without its registry, tag and digest, and what the tag says besides numbers. */
  readonly bases: readonly string[];
  readonly lines: ReadonlySet<string>;
}

function shapeOf(files: Files): Shape {
  const lines = (fileText(files, "Dockerfile") ?? "")
    .split("\n")
    .map((line) => line.trim().replace(/\s+/g, " "))
    .filter((line) => line !== "" && !line.startsWith("#"));
  return {
    bases: lines
      .filter((line) => /^from /i.test(line))
      .map((line) =>
        baseOf(
          line
            .split(" ")
            .find((word, at) => at > 0 && !word.startsWith("--")) ?? "",
        ),
      ),
    lines: new Set(lines),
  };
}

function baseOf(reference: string): string {
  const [name = ""] = (reference.split("/").at(-1) ?? "").split("@");
  return name
    .split(/[:-]/)
    .filter((part) => !/^[\d.]+$/.test(part))
    .join("-");
}

/** From 0 to 1: half for the bases of the stages, half for the share of lines. */
function likeness(a: Shape, b: Shape): number {
  const sameBases =
    a.bases.length === b.bases.length &&
    a.bases.every((base, at) => base === b.bases[at]);
  const shared = [...a.lines].filter((line) => b.lines.has(line)).length;
  const all = new Set([...a.lines, ...b.lines]).size;
  return (sameBases ? 0.5 : 0) + (all === 0 ? 0 : shared / all / 2);
}
