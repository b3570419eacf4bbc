import { shippedStages } from "../../build/shipped.ts";
import { defineRule, type Problem, type Subject } from "../../rule.ts";
import { chainOf, copiesWholeContext, instructionsOf } from "../queries.ts";

export default defineRule({
  id: "ignore-git-directory",
  title: "Leave .git out of the build context",
  category: "security",
  severity: "warning",
  about: ["COPY", "ADD"],
  *check(subject) {
    yield* subject.context.sent.has(".git")
      ? shipped(subject)
      : possible(subject);
  },
});

/** Where files of .git get into the image. */
function* shipped({ build, context }: Subject): Generator<Problem> {
  for (const { steps } of shippedStages(build))
    for (const { instruction, added } of steps) {
      const files = added.filter(
        ([, { type, origin }]) =>
          type !== "directory" &&
          origin.kind === "context" &&
          origin.path.startsWith(".git/"),
      ).length;
      if (files === 0) continue;
      if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD")
        continue;
      yield {
        at: instruction,
        message: `${instruction.keywordText} takes .git into the image, and with it the history of the source.`,
        remedy: remedyFor(context),
      };
    }
}

/** Where .git would get into the image, if there is one: an ignore file that says nothing of it. */
function* possible({ finalStage, context }: Subject): Generator<Problem> {
  const { complete, ignore } = context;
  if (complete || ignore.path === undefined || finalStage === undefined) return;
  // BuildKit compares patterns with each directory on the way, so one file stands for all.
  if (ignore.decides(".git/config")?.negated === false) return;
  for (const stage of chainOf(finalStage))
    for (const copy of instructionsOf(stage, "COPY", "ADD"))
      if (copiesWholeContext(copy))
        yield {
          at: copy,
          message: `${copy.keywordText} takes the whole context, and ${ignore.path} does not leave out .git: if there is one, the image holds the history of the source.`,
          remedy: remedyFor(context),
          severity: "info",
        };
}

function remedyFor({ ignore }: Subject["context"]): string {
  return ignore.path === undefined
    ? "Write a .dockerignore with the line .git."
    : `Add the line .git to ${ignore.path}.`;
}
