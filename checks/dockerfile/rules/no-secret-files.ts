import { shippedStages } from "../../build/shipped.ts";
import type { Step } from "../../build/simulate.ts";
import { secretByName, secretFile } from "../../secrets.ts";
import { defineRule, type Subject } from "../../rule.ts";
import { knownText } from "../../value.ts";

export default defineRule({
  id: "no-secret-files",
  title: "Keep files with secrets out of the image",
  category: "security",
  severity: "error",
  sameAs: ["trivy/DS-0031", "dockle/CIS-DI-0010", "cis/4.10"],
  *check({ build, context }) {
    const ignoreFile = context.ignore.path ?? ".dockerignore";
    for (const { steps } of shippedStages(build))
      for (const step of steps)
        for (const [path, what] of secretsOf(step, context)) {
          const { instruction } = step;
          if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD")
            continue;
          const named = instruction.sources.find(
            ({ value }) => knownText(value)?.replace(/^\.?\//, "") === path,
          );
          yield {
            at: named ?? instruction,
            message: `${path} holds ${what} and becomes part of a layer, where anyone who can pull the image can read it.`,
            remedy:
              named === undefined
                ? `Leave it out with a line in ${ignoreFile}, or copy only what the image needs.`
                : "Mount it for the one command that needs it, with RUN --mount=type=secret, or give it to the container when it starts.",
          };
        }
  },
});

/** The secret files that a step puts into its layer: from the context, from another stage, or written in place. */
function secretsOf(
  { instruction, added, reads }: Step,
  context: Subject["context"],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const add = (path: string, what: string | undefined): void => {
    if (what !== undefined) found.set(path, what);
  };
  // Where the destination is not known, nothing is known to be added.
  for (const path of added.length === 0 ? reads : [])
    add(path, secretFile(path, context.sent.get(path)?.text));
  for (const [path, { origin, text }] of added)
    if (origin.kind === "context")
      add(origin.path, secretFile(origin.path, text));
    else if (origin.kind === "heredoc") add(path, secretFile(path, text));
  // A path that is not among the files may exist, and a private key is one by its name.
  if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD")
    return found;
  if (context.complete || instruction.flags.some(({ name }) => name === "from"))
    return found;
  for (const { value } of instruction.sources) {
    const path = (knownText(value) ?? "").replace(/^\.?\//, "");
    if (!context.sent.has(path) && !context.ignored.has(path))
      add(path, secretByName(path));
  }
  return found;
}
