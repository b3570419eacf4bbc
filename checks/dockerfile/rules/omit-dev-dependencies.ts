import { shippedStages } from "../../build/shipped.ts";
import type { Step } from "../../build/simulate.ts";
import type { Span } from "../../files.ts";
import { defineRule } from "../../rule.ts";
import { mentionsAnywhere } from "../build-questions.ts";
import { isMounted } from "../package-caches.ts";
import { isForDevelopment } from "../purpose.ts";

export default defineRule({
  id: "omit-dev-dependencies",
  title: "Ship production dependencies only",
  category: "size",
  severity: "warning",
  *check(subject) {
    const { finalStage } = subject;
    if (finalStage === undefined || isForDevelopment(finalStage)) return;
    // Of these alone it is known what they install for development.
    if (!mentionsAnywhere(subject, /npm|yarn/)) return;
    for (const { steps } of shippedStages(subject.build))
      for (const step of steps) {
        const left = developmentIn(step);
        if (left === undefined) continue;
        yield {
          at: left.at,
          message:
            step.run === undefined
              ? `COPY brings the development dependencies that ${left.manager} installed in ${step.readsStages[0]?.name ?? "another stage"} into the image.`
              : `${left.manager} installs development dependencies too, and this layer ships with the image.`,
          remedy:
            left.manager === "npm"
              ? "Install with npm ci --omit=dev, here or in a stage that this one copies node_modules from."
              : "Install production dependencies only, here or in a stage that this one copies node_modules from.",
        };
      }
  },
});

/** Where a step puts packages for development into its layer. */
function developmentIn({
  instruction,
  added,
  run,
}: Step): { readonly at: Span; readonly manager: string } | undefined {
  for (const [path, { bundle }] of added) {
    if (bundle?.development !== true) continue;
    if (instruction.keyword === "RUN" && isMounted(instruction, path)) continue;
    const at = run?.bundles.findLast((other) => other.path === path)?.at;
    return { at: at ?? instruction, manager: bundle.manager };
  }
  return undefined;
}
