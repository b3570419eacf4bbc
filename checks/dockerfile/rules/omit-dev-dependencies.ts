import { defineRule } from "../../rule.ts";

export default defineRule({
  id: "omit-dev-dependencies",
  title: "Ship production dependencies only",
  category: "size",
  severity: "warning",
  *check({ finalStage, build }) {
    if (finalStage === undefined) return;
    // A stage that other tools start from, such as a development target, is not the image.
    for (const { stage, steps } of build.stages) {
      if (stage !== finalStage) continue;
      for (const { instruction, run } of steps)
        for (const { bundle } of run?.bundles.slice(-1) ?? [])
          if (bundle.development === true)
            yield {
              at:
                instruction.keyword === "RUN"
                  ? instruction.command
                  : instruction,
              message: `${bundle.manager} puts development dependencies into the image that ships.`,
              remedy:
                bundle.manager === "npm"
                  ? "Install with npm ci --omit=dev in the final stage, or copy such an installation from another one."
                  : "Install production dependencies only in the final stage, or copy them from another one.",
            };
    }
  },
});
