import { commandsOf } from "../../build/run.ts";
import { readInstall } from "../../build/packages.ts";
import { defineRule } from "../../rule.ts";
import type { Copy } from "../instruction.ts";
import { copiesWholeContext } from "../queries.ts";

export default defineRule({
  id: "copy-manifests-first",
  title: "Install dependencies before copying the source",
  category: "caching",
  severity: "warning",
  *check({ stages }) {
    for (const stage of stages) {
      let whole: Copy | undefined;
      for (const instruction of stage.instructions) {
        if (instruction.keyword === "COPY" || instruction.keyword === "ADD") {
          if (copiesWholeContext(instruction)) whole ??= instruction;
          continue;
        }
        if (instruction.keyword !== "RUN" || whole === undefined) continue;
        for (const { command, plain } of commandsOf(instruction)) {
          const install = readInstall(
            plain,
            command,
            instruction.before.environment,
          );
          if (install?.kind !== "project") continue;
          if (plain.arguments[0]?.value === "prune") continue;
          yield {
            at: command ?? instruction.command,
            message: `${install.manager} installs everything again after any change, because the whole context is copied before it.`,
            remedy:
              "Copy the manifest and the lock file first, install, and copy the source after that.",
          };
          return;
        }
      }
    }
  },
});
