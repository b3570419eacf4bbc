import type { Dockerfile } from "../dockerfile/model.ts";
import type { SyntaxProblem } from "../dockerfile/syntax.ts";
import { isSyntaxReadWhole } from "../dockerfile/syntax-limit.ts";
import type { Range, Span } from "../files.ts";
import type { Subject } from "../rule.ts";
import { BUILDS } from "./exercise.ts";
import type { KeepState } from "./keeps.ts";
import type { Targets } from "./targets.ts";

/** Finds what the builder refuses. */
export type ReadSyntax = (dockerfile: Dockerfile) => readonly SyntaxProblem[];

/** The keep that every exercise has: the image can be built, and each target that goals and keeps name. */
export function judgeBuilds(
  targets: Targets,
  syntax: ReadSyntax | undefined,
): KeepState & { readonly id: string; readonly range?: Range } {
  const { dockerfile, context } = targets.last;
  const state = (state: KeepState["state"], reason: string, at?: Span) => ({
    id: BUILDS,
    state,
    reason,
    ...(at && { range: dockerfile.lines.range(at) }),
  });
  const [pattern] = context.ignore.invalid;
  if (pattern !== undefined)
    return state(
      "lost",
      `The build stops: "${pattern.text}" in ${context.ignore.path ?? ".dockerignore"} is no pattern.`,
    );
  const [refused] = syntax?.(dockerfile) ?? [];
  if (refused !== undefined)
    return state(
      "lost",
      `The build stops: ${refused.message.replace(/\.$/, "")}.`,
      refused,
    );
  const subjects = [["", targets.last] as const, ...targets.others()];
  for (const [target, { build }] of subjects) {
    const [error] = build.errors;
    if (error !== undefined)
      return state(
        "lost",
        target === ""
          ? error.message
          : `docker build --target ${target}: ${error.message}`,
        error.at,
      );
  }
  for (const [, subject] of subjects) {
    const hidden = hiddenBase(subject);
    if (hidden !== undefined)
      return state(
        "unknown",
        `Whether it builds cannot be told: ${hidden.because}.`,
        hidden.at,
      );
  }
  if (syntax === undefined)
    return state("unknown", "The syntax has not been read yet.");
  return isSyntaxReadWhole(dockerfile)
    ? state("kept", "The image can be built.")
    : state(
        "unknown",
        "Whether it builds cannot be told: the Dockerfile is too long for its syntax to be read whole.",
      );
}

/** A base image that a variable hides, and why. */
function hiddenBase({
  build,
}: Subject): { readonly because: string; readonly at: Span } | undefined {
  for (const { stage } of build.stages)
    if (stage.base.kind === "unknown")
      return {
        because: stage.base.because,
        at: stage.from?.image ?? { start: 0, end: 0 },
      };
  return undefined;
}
