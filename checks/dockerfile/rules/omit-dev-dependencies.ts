import { shippedStages } from "../../build/shipped.ts";
import type { Build, Step } from "../../build/simulate.ts";
import type { Bundle } from "../../build/tree.ts";
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
              ? `COPY brings the development dependencies that ${left.bundle.manager} installed in ${installedIn(left.bundle, subject.build) ?? "another stage"} into the image.`
              : `${left.bundle.manager} installs development dependencies too, and this layer ships with the image.`,
          remedy:
            left.bundle.manager === "npm"
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
}: Step): { readonly at: Span; readonly bundle: Bundle } | undefined {
  for (const [path, { bundle }] of added) {
    if (bundle?.development !== true) continue;
    if (instruction.keyword === "RUN" && isMounted(instruction, path)) continue;
    const at = run?.bundles.findLast((other) => other.path === path)?.at;
    return { at: at ?? instruction, bundle };
  }
  return undefined;
}

/** The name of the stage whose RUN installed packages, from which others may have copied them; undefined without one. */
function installedIn(bundle: Bundle, { stages }: Build): string | undefined {
  return stages.find(({ steps }) =>
    steps.some(({ run }) => run?.bundles.some((own) => own.bundle === bundle)),
  )?.stage.name;
}
